import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import type { AuditedRoute } from '#access/audited_route'
import { auditedRoutes } from '#access/audit'
import { furnishWith } from '#tests/conformance/furnished'
import { nameOf, requestTo, sampleOf } from '#tests/conformance/requests'
import { type FurnishedFiles, idIn } from '#tests/conformance/samples/furnish_files'
import type { Visitor } from '#tests/conformance/visitors/visitor'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { statementsOf } from '#tests/helpers/database/statements'

const [FEW, MANY] = [2, 12]

/** A visitor who has so many of everything. */
type Furnished = { rows: number; visitor: Visitor; files: FurnishedFiles }

/** What somebody who is signed in may read, lists and single things alike. */
const routes = () =>
  auditedRoutes(router)
    .filter(({ method, access }) => method === 'GET' && access.who === 'signed-in')
    .map((route) => ({ title: nameOf(route), route }))

async function withCookie(): Promise<Visitor> {
  const { person, jar } = await signInBrowser()
  return { person, cookie: jar.toString(), site: 'same-origin' }
}

async function withToken(): Promise<Visitor> {
  const { person, pair } = await signInApp()
  return { person, token: pair.accessToken }
}

async function furnish(rows: number, visitor: Visitor): Promise<Furnished> {
  return { rows, visitor, files: await furnishWith(rows, visitor.person!) }
}

/** So many more of what a list shows, where its entries have addresses, and samples, of their own. */
async function lengthen({ method, path }: AuditedRoute, { rows, visitor }: Furnished) {
  const make = sampleOf({ method, path: `${path}/:id` })?.params
  for (let i = 0; i < rows; i++) await make?.(visitor.person!)
}

/** How many statements an answer takes, once what is done now and then was done. */
async function countStatements(route: AuditedRoute, { visitor, files }: Furnished) {
  const path = route.path.replace(':id', idIn(route.path, files))
  const ask = await requestTo({ ...route, path }, visitor, randomUUID(), route)
  await ask()
  let status = 0
  const statements = await statementsOf(async () => void ({ status } = await ask()))
  return { status, count: statements.length }
}

test.group('The statements that an answer takes', (group) => {
  /** Shared, as all that is done here is to read. */
  let visitors: { few: Furnished; many: Furnished }[]
  group.setup(async () => {
    visitors = []
    for (const come of [withCookie, withToken]) {
      const [few, many] = [await furnish(FEW, await come()), await furnish(MANY, await come())]
      visitors.push({ few, many })
    }
  })

  test('are as many for few rows as for many: {title}')
    .with(routes)
    .run(async ({ assert }, { route }) => {
      const { few, many } = visitors[route.face === 'page' ? 0 : 1]
      for (const visitor of [few, many]) await lengthen(route, visitor)
      assert.deepEqual(await countStatements(route, many), await countStatements(route, few))
    })
})
