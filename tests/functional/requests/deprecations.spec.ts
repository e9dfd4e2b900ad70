import type { Router } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import { auditedRoutes, report } from '#access/audit'
import type { DeprecationOptions } from '#access/deprecation'
import { endpoint } from '#openapi/endpoint'
import { documentOf } from '#openapi/document'
import { middleware } from '#start/kernel'
import { text } from '#transformers/shape'
import { linksIn } from '#tests/helpers/clients/links'
import { send } from '#tests/helpers/clients/http'
import { startScratchServer } from '#tests/helpers/servers/scratch_server'

class KettlesController {
  @endpoint('Show the kettle', { answer: { name: text('kettle') } })
  async show() {
    return { data: { name: 'kettle' } }
  }
}

const SOON = { since: '2026-11-28', sunset: '2027-05-31', instead: '/api/v1/teapots' }

const withKettle = (deprecation: DeprecationOptions) => (router: Router) =>
  router
    .get('/api/v1/kettle', [KettlesController, 'show'])
    .use([middleware.anyone(), middleware.deprecated(deprecation)])

test.group('A deprecated endpoint', () => {
  test('says so in each answer, in its description and in the audit', async ({
    assert,
    cleanup,
  }) => {
    const { router, origin, stop } = await startScratchServer(withKettle(SOON))
    cleanup(stop)
    const answer = await send('GET', '/api/v1/kettle', { origin })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.deprecation, `@${Date.parse('2026-11-28') / 1_000}`)
    assert.equal(answer.headers.sunset, 'Mon, 31 May 2027 00:00:00 GMT')
    assert.match(linksIn(answer)['successor-version'], /\/api\/v1\/teapots$/)

    const { get } = (await documentOf(router)).paths['/api/v1/kettle']
    assert.isTrue(get.deprecated)
    assert.include(
      get.description,
      'Deprecated since 2026-11-28. It may be gone from 2027-05-31 on. Use `/api/v1/teapots` instead.'
    )
    const [route] = auditedRoutes(router)
    assert.include(report(route).policy, '2027-05-31')
    assert.deepEqual(report(route).faults, [])
  })

  test('names days, and in their order: {0}')
    .with([
      ['no day', { since: 'soon' }, 'not by days'],
      ['no day to end on', { since: '2026-11-28', sunset: 'next May' }, 'not by days'],
      ['an end before', { since: '2026-11-28', sunset: '2026-11-27' }, 'before it is deprecated'],
    ] as [string, DeprecationOptions, string][])
    .run(async ({ assert, cleanup }, [, deprecation, fault]) => {
      const { router, stop } = await startScratchServer(withKettle(deprecation))
      cleanup(stop)
      const { faults } = report(auditedRoutes(router)[0])
      assert.lengthOf(faults, 1)
      assert.include(faults[0], fault)
    })
})
