import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { auditedRoutes } from '#access/audit'
import { takesIdempotencyKey } from '#access/idempotency'
import { receptionOf } from '#access/matrix'
import type { SituationName } from '#access/situations'
import { countRows, doneTwice } from '#tests/conformance/made_rows'
import { nameOf, requestTo, sampleOf } from '#tests/conformance/requests'
import { Visitors } from '#tests/conformance/visitors'
import type { Answer } from '#tests/helpers/clients/http'
import { HANDS_OUT } from '#tests/helpers/clients/watched_answers'

const SITUATIONS: SituationName[] = [
  'no credential',
  'a cookie',
  'a token',
  'a token of the super user',
]

const endpoints = () =>
  auditedRoutes(router).filter(({ face, method }) => face === 'api' && method === 'POST')

const cells = () =>
  endpoints()
    .filter(({ route }) => takesIdempotencyKey(route))
    .flatMap((route) => SITUATIONS.map((situation) => ({ title: nameOf(route), route, situation })))
    .filter(({ route, situation }) => receptionOf(route, situation).kind === 'served')

const visitors = new Visitors()

/** Headers that say something of one request, or of one connection. */
const OF_ONE_REQUEST =
  /^(x-request-id|date|ratelimit|idempotent-replayed|set-cookie|connection|keep-alive)$/

const saidIn = ({ headers }: Answer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_REQUEST.test(name)))

test.group('A request with an Idempotency-Key', () => {
  test('is done once, and answered alike: {title} with {situation}')
    .with(cells)
    .run(async ({ assert }, { route, situation }) => {
      const request = await requestTo(route, await visitors.get(situation), randomUUID())
      const key = { 'Idempotency-Key': randomUUID() }
      const before = await countRows()
      const answers = await Promise.all([request(key), request(key)])
      const last = await request(key)
      assert.deepEqual(doneTwice(before, await countRows()), [])
      visitors.forget(situation)

      assert.equal(last.status, sampleOf(route)?.status ?? last.status, last.text)
      if (last.status < 300) assert.equal(last.headers['idempotent-replayed'], 'true')
      for (const answer of answers.filter(({ status }) => status !== 409)) {
        assert.deepEqual([answer.status, answer.text], [last.status, last.text])
        assert.deepEqual(saidIn(answer), saidIn(last))
      }
    })

  test('keeps no secret: what hands one out knows no key', ({ assert }) => {
    const handing = endpoints().filter((route) => HANDS_OUT.test(nameOf(route)))
    assert.isNotEmpty(handing)
    for (const route of handing) assert.isFalse(takesIdempotencyKey(route.route), nameOf(route))
  })
})
