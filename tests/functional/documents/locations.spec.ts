import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { auditedRoutes } from '#access/audit'
import type { AuditedRoute } from '#access/audited_route'
import { receptionOf } from '#access/matrix'
import { statusesOf } from '#openapi/answers'
import { descriptionOf } from '#openapi/endpoint'
import { nameOf, requestTo } from '#tests/conformance/requests'
import { Visitors } from '#tests/conformance/visitors'
import { get } from '#tests/helpers/clients/http'

const MAKING = [201, 202]

const visitors = new Visitors()

/** What it is called in the plural: `shares` of `/shares/:id` and of `/files/:id/shares`. */
const nounOf = (path: string) =>
  path
    .replace(/\/:id$/, '')
    .split('/')
    .at(-1)

/** Endpoints that make something which another shows by its id. */
async function making() {
  const endpoints = await Promise.all(
    auditedRoutes(router)
      .filter(({ face }) => face === 'api')
      .map(async (route) => ({ route, description: await descriptionOf(route.route) }))
  )
  const isShown = ({ path }: AuditedRoute, answer: unknown) =>
    endpoints.some(
      ({ route, description }) =>
        route.method === 'GET' &&
        route.path.endsWith('/:id') &&
        nounOf(route.path) === nounOf(path) &&
        description?.answer === answer
    )
  return endpoints
    .filter(({ route }) => route.method === 'POST')
    .filter(({ route, description }) =>
      statusesOf(route, description!).some((status) => MAKING.includes(status))
    )
    .filter(({ route, description }) => description!.answer && isShown(route, description!.answer))
    .map((one) => ({ title: nameOf(one.route), ...one }))
}

test.group('The answer to what makes something', () => {
  test('says where it is, as the document promises: {title}')
    .with(making)
    .run(async ({ assert }, { route, description }) => {
      const isForAll = receptionOf(route, 'a token').kind === 'served'
      const visitor = await visitors.get(isForAll ? 'a token' : 'a token of the super user')
      const made = await (await requestTo(route, visitor, randomUUID()))()
      assert.include(MAKING, made.status, made.text)
      assert.isTrue(description!.located)

      const shown = await get(made.headers.location!, { Authorization: `Bearer ${visitor.token}` })
      assert.equal(shown.status, 200, shown.text)
      assert.equal(shown.data().id, made.data().id)
    })

  test('is looked for where there is something to show', async ({ assert }) => {
    assert.includeMembers(
      (await making()).map(({ title }) => title),
      ['POST /api/v1/me/exports', 'POST /api/v1/admin/users', 'POST /api/v1/admin/webhooks']
    )
  })
})
