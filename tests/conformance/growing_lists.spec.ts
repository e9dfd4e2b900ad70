import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import type { AuditedRoute } from '#access/audited_route'
import { auditedRoutes } from '#access/audit'
import { furnishWith } from '#tests/conformance/furnished'
import { nameOf, requestTo, sampleOf } from '#tests/conformance/requests'
import { idIn } from '#tests/conformance/samples/furnish_files'
import type { Visitor } from '#tests/conformance/visitors/visitor'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { statementsOf } from '#tests/helpers/database/statements'

const [FEW, MANY] = [2, 12]

/** What somebody who is signed in may read, lists and single things alike. */
const routes = () =>
  auditedRoutes(router)
    .filter(({ method, access }) => method === 'GET' && access.who === 'signed-in')
    .map((route) => ({ title: nameOf(route), route }))

async function comeTo({ face }: AuditedRoute) {
  const { person, jar } = await signInBrowser()
  if (face === 'page') return { person, cookie: jar.toString(), site: 'same-origin' } as const
  const app = await signInApp(person)
  return { person, token: app.pair.accessToken }
}

/** So many more of what a list shows, where its entries have addresses, and samples, of their own. */
async function lengthen({ method, path }: AuditedRoute, count: number, owner: Visitor['person']) {
  const make = sampleOf({ method, path: `${path}/:id` })?.params
  for (let i = 0; i < count; i++) await make?.(owner!)
}

/** How many statements an answer takes, once what is done now and then was done. */
async function countStatements(route: AuditedRoute, visitor: Visitor, id: string) {
  const path = route.path.replace(':id', id)
  const ask = await requestTo({ ...route, path }, visitor, randomUUID(), route)
  await ask()
  let status = 0
  const statements = await statementsOf(async () => void ({ status } = await ask()))
  return { status, count: statements.length }
}

test.group('The statements that an answer takes', () => {
  test('are as many for few rows as for many: {title}')
    .with(routes)
    .run(async ({ assert }, { route }) => {
      const visitor = await comeTo(route)
      const furnished = await furnishWith(FEW, visitor.person)
      await lengthen(route, FEW, visitor.person)
      const id = idIn(route.path, furnished)
      const few = await countStatements(route, visitor, id)
      await furnishWith(MANY - FEW, visitor.person, furnished)
      await lengthen(route, MANY - FEW, visitor.person)
      assert.deepEqual(await countStatements(route, visitor, id), few)
    })
})
