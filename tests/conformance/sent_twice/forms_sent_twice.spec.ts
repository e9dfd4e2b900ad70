import { randomUUID } from 'node:crypto'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { receptionOf } from '#access/matrix'
import type { AuditedRoute } from '#access/audited_route'
import { auditedRoutes } from '#access/audit'
import type { SituationName } from '#access/situations'
import { countRows, doneTwice } from '#tests/conformance/made_rows'
import { nameOf, requestTo } from '#tests/conformance/requests'
import { Visitors } from '#tests/conformance/visitors'
import { SESSION_COOKIE } from '#tests/helpers/clients/sign_in'
import type { Answer } from '#tests/helpers/clients/http'

const SITUATIONS: SituationName[] = [
  'a cookie',
  'the form that was opened',
  'the cookie of the super user',
]

const cells = () =>
  auditedRoutes(router)
    .filter(({ face, isSafe }) => face === 'page' && !isSafe)
    .flatMap((route) => SITUATIONS.map((situation) => ({ title: nameOf(route), route, situation })))
    .filter(({ route, situation }) => receptionOf(route, situation).kind === 'served')

const visitors = new Visitors()

/** What a person sees of it, and what their browser goes on with. */
const outline = ({ status, headers, cookies, text }: Answer) => ({
  status,
  location: headers.location,
  session: cookies.find(({ name }) => name === SESSION_COOKIE)?.value,
  text: status < 300 ? text : '',
})

async function sendTwice(route: AuditedRoute, situation: SituationName) {
  const request = await requestTo(route, await visitors.get(situation), randomUUID())
  const before = await countRows()
  const answers = await Promise.all([request(), request()])
  const after = await countRows()
  visitors.forget(situation)
  return { answers, before, after }
}

test.group('A form that is sent twice at once acts once, and is answered alike', () => {
  test('{title} with {situation}')
    .with(cells)
    .run(async ({ assert }, { route, situation }) => {
      const { answers, before, after } = await sendTwice(route, situation)
      assert.deepEqual(outline(answers[1]), outline(answers[0]))
      assert.deepEqual(doneTwice(before, after), [])
    })
})
