import { RouterFactory } from '@adonisjs/core/factories/http'
import type { HttpContext, Router } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import { auditedRoutes } from '#access/audit'
import { descriptionFaults, documentOf } from '#openapi/document'
import { endpoint } from '#openapi/endpoint'
import { middleware } from '#start/kernel'
import { text } from '#transformers/shape'

class ThingsController {
  @endpoint('Show what there is', { answer: { name: text('kettle') } })
  async show({ response }: HttpContext) {
    response.noContent()
  }

  async store({ response }: HttpContext) {
    response.noContent()
  }
}

const both = middleware.auth({ guards: ['web', 'api'], scope: 'profile:read' })

function routerWith(define: (router: Router) => unknown) {
  const router = new RouterFactory().create()
  define(router)
  return router
}

const faultsOf = (define: (router: Router) => unknown) =>
  descriptionFaults(auditedRoutes(routerWith(define))[0])

test.group('What describes an endpoint', () => {
  test('is asked of each action, with a sentence that says what to write', async ({ assert }) => {
    const store = (router: Router) => router.post('/api/v1/things', [ThingsController, 'store'])
    assert.deepEqual(await faultsOf(store), [
      "says nothing of itself: write @endpoint('…') above its action (#openapi/endpoint)",
    ])
  })

  test('is asked of a function as well, which cannot have it', async ({ assert }) => {
    assert.lengthOf(await faultsOf((router) => router.get('/api/v1/things', () => {})), 1)
  })

  test('is not asked of pages', async ({ assert }) => {
    assert.deepEqual(await faultsOf((router) => router.get('/things', () => {})), [])
  })

  test('is enough, with what its route says, for both credentials and all problems', async ({
    assert,
  }) => {
    const show = (router: Router) =>
      router.post('/api/v1/things', [ThingsController, 'show']).use(both)
    assert.deepEqual(await faultsOf(show), [])

    const { paths, components } = await documentOf(routerWith(show))
    assert.sameMembers(Object.keys(components.securitySchemes), ['cookie', 'csrf', 'token'])
    const { summary, security, responses } = paths['/api/v1/things'].post
    assert.equal(summary, 'Show what there is')
    assert.deepEqual(security, [{ cookie: [], csrf: [] }, { token: ['profile:read'] }])
    assert.includeMembers(Object.keys(responses), ['201', '400', '401', '403', '422', '429', '503'])
    assert.deepEqual(responses[403], {
      $ref: '#/components/responses/csrf_failed_or_insufficient_scope_or_account_suspended',
    })
  })
})
