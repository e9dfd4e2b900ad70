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
import { crown, uncrown } from '#tests/helpers/people/super_user'

const [FEW, MANY] = [2, 12]

/** A visitor who has so many of everything. */
type Furnished = { rows: number; visitor: Visitor; files: FurnishedFiles }

/** What may be read by everybody who is signed in, or by the super user alone, lists and single things alike. */
const routesFor = (isSuper: boolean) => () =>
  auditedRoutes(router)
    .filter(({ method, access }) => method === 'GET' && access.who === 'signed-in')
    .filter(({ access }) => 'superUser' in access && access.superUser === isSuper)
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
async function lengthen({ path }: AuditedRoute, { rows, visitor }: Furnished) {
  const samples = ['GET', 'PUT', 'DELETE'].map((method) =>
    sampleOf({ method, path: `${path}/:id` })
  )
  const make = samples.find((sample) => sample?.params)?.params
  for (let i = 0; i < rows; i++) await make?.(visitor.person!)
}

const FILES = /\/(files?|bin)\/:id/

const PEOPLE = /\/(users|people)\/:id/

/** The address of what was furnished. A sample makes anything else that an address names. */
function pathFor({ path }: AuditedRoute, { rows, visitor, files }: Furnished) {
  if (FILES.test(path)) return path.replace(':id', idIn(path, files))
  const named = PEOPLE.test(path) ? path.replace(':id', String(visitor.person!.id)) : path
  return path.startsWith('/api/v1/admin') && !path.endsWith(':id')
    ? `${named}?perPage=${rows}`
    : named
}

/** How many statements an answer takes: the least of two, as some are only asked now and then. */
async function countStatements(
  route: AuditedRoute,
  furnished: Furnished,
  visitor = furnished.visitor
) {
  const path = pathFor(route, furnished)
  const ask = await requestTo({ ...route, path }, visitor, randomUUID(), route)
  await ask()
  let status = 0
  const counts: number[] = []
  for (let i = 0; i < 2; i++) {
    const statements = await statementsOf(async () => void ({ status } = await ask()))
    counts.push(statements.length)
  }
  return { status, count: Math.min(...counts) }
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
    return uncrown
  })

  test('are as many for few rows as for many: {title}')
    .with(routesFor(false))
    .run(async ({ assert }, { route }) => {
      const { few, many } = visitors[route.face === 'page' ? 0 : 1]
      for (const visitor of [few, many]) await lengthen(route, visitor)
      assert.deepEqual(await countStatements(route, many), await countStatements(route, few))
    })

  test('are as many for few rows as for many, to the super user: {title}')
    .with(routesFor(true))
    .run(async ({ assert }, { route }) => {
      const { few, many } = visitors[route.face === 'page' ? 0 : 1]
      await crown(many.visitor.person!)
      await lengthen(route, many)
      const counted = await countStatements(route, many)
      assert.equal(counted.status, 200)
      assert.deepEqual(counted, await countStatements(route, few, many.visitor))
    })
})
