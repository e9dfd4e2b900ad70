import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { receptionOf } from '#access/matrix'
import { auditedRoutes } from '#access/audit'
import type { SituationName } from '#access/situations'
import { nameOf, requestTo } from '#tests/conformance/requests'
import { Visitors } from '#tests/conformance/visitors'

const SITUATIONS: SituationName[] = [
  'no credential',
  'a cookie',
  'a token',
  'a revoked token',
  'the cookie of the super user',
]

const visitors = new Visitors()

const cells = () =>
  auditedRoutes(router)
    .filter(({ method }) => method === 'GET')
    .flatMap((route) => SITUATIONS.map((situation) => ({ title: nameOf(route), route, situation })))
    .filter(({ route, situation }) => receptionOf(route, situation).kind !== 'none')

test.group('HEAD', () => {
  test('{title} with {situation}: as GET, without the body')
    .with(cells)
    .run(async ({ assert }, { route, situation }) => {
      const visitor = await visitors.get(situation)
      const [got, asked] = [
        await (await requestTo(route, visitor, randomUUID()))(),
        await (await requestTo({ ...route, method: 'HEAD' }, visitor, randomUUID()))(),
      ]
      assert.equal(asked.status, got.status)
      assert.equal(asked.text, '')
      assert.equal(asked.headers['content-type'], got.headers['content-type'])
      assert.deepEqual(
        asked.cookies.map(({ name }) => name),
        got.cookies.map(({ name }) => name)
      )
    })
})
