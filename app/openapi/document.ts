import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import type { Router } from '@adonisjs/core/http'
import type { AuditedRoute } from '#access/audited_route'
import { auditedRoutes } from '#access/audit'
import { componentsOf } from '#openapi/components'
import { descriptionOf } from '#openapi/endpoint'
import { etagOf } from '#http/versions'
import { operationOf } from '#openapi/operation'
import { Schemas } from '#openapi/schemas'

const FACES = ['api', 'file']

const isDescribed = ({ face }: AuditedRoute) => FACES.includes(face)

const INTRODUCTION = `Every endpoint takes the session cookie of a browser or a bearer token, unless it says otherwise; of a request with both, the token counts. With the cookie, what changes something asks for a CSRF token.

Answers are \`{ "data": … }\`, of lists \`{ "data": […], "meta": { … } }\`; errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`. Times are ISO 8601 in UTC. Fields may be added to an answer: ignore those that you do not know.`

/** OpenAPI writes `{id}` where a route writes `:id`. */
export const templateOf = ({ path }: Pick<AuditedRoute, 'path'>) => path.replace(/:(\w+)/g, '{$1}')

const versionOf = (manifest: string): string => JSON.parse(readFileSync(manifest, 'utf8')).version

type Operation = ReturnType<typeof operationOf>
export type Paths = Record<string, Record<string, Operation>>

/** Why a route cannot be described, worded to follow its name. */
export async function descriptionFaults(route: AuditedRoute): Promise<string[]> {
  if (!isDescribed(route) || (await descriptionOf(route.route))) return []
  return [`says nothing of itself: write @endpoint('…') above its action (#openapi/endpoint)`]
}

async function pathsOf(routes: AuditedRoute[], schemas: Schemas) {
  const paths: Paths = {}
  for (const route of routes) {
    const endpoint = await descriptionOf(route.route)
    if (!endpoint) continue
    const operations = (paths[templateOf(route)] ??= {})
    operations[route.method.toLowerCase()] = operationOf(route, endpoint, schemas)
  }
  return paths
}

/** The whole OpenAPI document, from what the code says about its endpoints. */
export async function documentOf(described: Router) {
  const schemas = new Schemas()
  const routes = auditedRoutes(described).filter(isDescribed)
  const paths = await pathsOf(routes, schemas)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatehouse',
      version: versionOf(app.makePath('package.json')),
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: componentsOf(Object.values(paths).flatMap(Object.values), schemas),
  }
}

let made: Promise<{ text: string; etag: string }> | undefined

async function make() {
  const text = JSON.stringify(await documentOf(router))
  return { text, etag: etagOf(text) }
}

/** The document as served. Made once, since it cannot change while the process lives. */
export const servedDocument = () => (made ??= make())
