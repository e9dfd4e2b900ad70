import string from '@adonisjs/core/helpers/string'
import { report } from '#access/audit'
import type { AuditedRoute } from '#access/audited_route'
import { deprecationInWords, deprecationOf } from '#access/deprecation'
import type { EndpointDescription } from '#openapi/endpoint'
import { answersOf } from '#openapi/answers'
import { bodyOf } from '#openapi/body'
import { parametersOf } from '#openapi/parameters'
import type { Schemas } from '#openapi/schemas'

const VERBS: Record<string, string> = {
  index: 'list',
  show: 'get',
  store: 'create',
  update: 'update',
  destroy: 'delete',
}

/** From the route's name: `api.personal_tokens.store` is createPersonalToken. */
function operationIdOf({ route, method, path }: AuditedRoute, { bytes }: EndpointDescription) {
  const [action, ...parts] = (route.name ?? `${method}.${path}`).split('.').reverse()
  const resource = parts.reverse().join('_').replace(/^api_/, '')
  const what = action === 'index' ? resource : string.singular(resource)
  const verb = bytes ? 'download' : (VERBS[action] ?? action)
  return string.camelCase(`${verb}_${what}`)
}

/** The folder of its controller, or if there is none the first part of its path. */
function tagOf({ route, path }: AuditedRoute) {
  const expression = typeof route.handler === 'object' ? (route.handler.importExpression ?? '') : ''
  const folder = /controllers\/api\/(\w+)\//.exec(expression)?.[1]
  const first = path.replace(/^\/api\/v\d+/, '').split('/')[1]
  return string.sentenceCase(folder ?? string.plural(first))
}

/** Either credential, as the route says. With a cookie, changes also need its CSRF token. */
function securityOf({ access, isSafe }: AuditedRoute) {
  if (access.who !== 'signed-in') return []
  return [
    ...access.guards.map((guard) => {
      if (guard === 'api') return { token: access.scope ? [access.scope] : [] }
      return isSafe ? { cookie: [] } : { cookie: [], csrf: [] }
    }),
    ...(access.link ? [{ link: [] }] : []),
  ]
}

/** A personal token has no sign-in that could be confirmed, ended or handed on. */
const isClosedToPersonal = ({ confirmation }: AuditedRoute, { ofSignIn }: EndpointDescription) =>
  ofSignIn === true || (confirmation !== undefined && !confirmation.when)

function personalTokensAt(route: AuditedRoute, endpoint: EndpointDescription) {
  const { access } = route
  if (access.who !== 'signed-in' || !access.scope) return []
  if (isClosedToPersonal(route, endpoint)) return ['Personal tokens cannot do this.']
  return [`A personal token needs the scope \`${access.scope}\`.`]
}

function confirmationIn({ confirmation }: AuditedRoute) {
  if (!confirmation) return []
  const { when } = confirmation
  const [what, whoElse] = when
    ? [` to change \`${when}\``, ` Personal tokens cannot change \`${when}\`.`]
    : ['', '']
  return [
    `Asks for a password that was confirmed lately${what}: send \`currentPassword\` along, or \`PUT /api/v1/sign-ins/current/confirmation\` before.${whoElse}`,
  ]
}

/** The document's entry for one endpoint. */
export function operationOf(route: AuditedRoute, endpoint: EndpointDescription, schemas: Schemas) {
  const deprecation = deprecationOf(route.route)
  const sentences = [
    deprecation ? deprecationInWords(deprecation) : [],
    endpoint.details ?? [],
    confirmationIn(route),
    personalTokensAt(route, endpoint),
  ].flat()
  const body = bodyOf(route, endpoint, schemas)
  return {
    'operationId': operationIdOf(route, endpoint),
    'tags': [tagOf(route)],
    'summary': endpoint.summary,
    ...(deprecation && { deprecated: true }),
    ...(sentences.length && { description: sentences.join('\n\n') }),
    'security': securityOf(route),
    'parameters': parametersOf(route, endpoint),
    ...(body && { requestBody: body }),
    'responses': answersOf(route, endpoint, schemas),
    'x-rate-limit': report(route).rateLimit,
  }
}
