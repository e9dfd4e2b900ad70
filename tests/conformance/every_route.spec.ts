import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { receptionOf, type Reception } from '#access/matrix'
import type { AuditedRoute } from '#access/audited_route'
import { auditedRoutes } from '#access/audit'
import { SITUATION_NAMES, type SituationName } from '#access/situations'
import * as checks from '#tests/conformance/checks'
import { readContents } from '#tests/conformance/contents'
import { exposedIn } from '#tests/helpers/database/exposure'
import { nameOf, requestTo } from '#tests/conformance/requests'
import { SAMPLES } from '#tests/conformance/samples'
import { ageBoth, readTraces, readTracesOfBoth } from '#tests/conformance/traces'
import { Visitors } from '#tests/conformance/visitors'

/** One request: a route, a state of a credential, and how the contract says that it is received. */
type Cell = { title: string; route: AuditedRoute; situation: SituationName; reception: Reception }

const visitors = new Visitors()

function inWords(reception: Reception) {
  if (reception.kind === 'refused') return `${reception.status} ${reception.code}`
  return reception.kind === 'led' ? `led to ${reception.to}` : reception.kind
}

function cellOf(route: AuditedRoute, situation: SituationName): Cell {
  const reception = receptionOf(route, situation)
  const title = `${nameOf(route)} with ${situation}: ${inWords(reception)}`
  return { title, route, situation, reception }
}

/** The cells of docs/access-matrix.md, read from the router. */
const cells = () =>
  auditedRoutes(router)
    .flatMap((route) => SITUATION_NAMES.map((situation) => cellOf(route, situation)))
    .filter(({ reception }) => reception.kind !== 'none')

async function attempt({ route, situation, reception }: Cell): Promise<checks.Trial> {
  const visitor = await visitors.get(situation)
  const requestId = randomUUID()
  const changesNothing = route.isSafe || reception.kind !== 'served'
  const request = await requestTo(route, visitor, requestId, route, changesNothing)

  await ageBoth(visitor)
  const peopleBefore = await readTracesOfBoth(visitor)
  const isRead = route.isSafe && reception.kind === 'served'
  const contentsBefore = isRead ? await readContents() : undefined
  const before = await readTraces()
  const answer = await request()
  const after = await readTraces()
  const contents = contentsBefore && { before: contentsBefore, after: await readContents() }
  const peopleAfter = await readTracesOfBoth(visitor)

  const mayBeSignedOut = route.access.who === 'signed-in' && !route.isSafe
  if (mayBeSignedOut && reception.kind === 'served') visitors.forget(situation)

  const people = peopleBefore && peopleAfter && { before: peopleBefore, after: peopleAfter }
  return {
    route,
    situation,
    reception,
    visitor,
    requestId,
    answer,
    before,
    after,
    people,
    contents,
  }
}

test.group('Every route, with every state of a credential', () => {
  test('{title}')
    .with(cells)
    .run(async ({ assert }, cell) => {
      const trial = await attempt(cell)
      await checks.checkReception(assert, trial)
      checks.checkHeaders(assert, trial)
      checks.checkCookies(assert, trial)
      checks.checkTraces(assert, trial)
      checks.checkBystander(assert, trial)
      checks.checkUnchanged(assert, trial)
      if (trial.answer.status < 400) assert.deepEqual(await exposedIn(trial.answer.whole), [])
    })

  test('keeps no sample for a route that is gone', ({ assert }) => {
    assert.includeMembers(auditedRoutes(router).map(nameOf), Object.keys(SAMPLES))
  })
})
