import { RouterFactory } from '@adonisjs/core/factories/http'
import type { Router } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import { auditedRoutes, report } from '#access/audit'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { audit, both, cookieOnly, handler, scope } from '#tests/unit/tools/audited'

const { anyone, confirmed, guest } = middleware

type Safe = [name: string, define: (router: Router) => unknown]

const SAFE: Safe[] = [
  ['an endpoint for both credentials', (router) => router.patch('/api/v1/me', handler).use(both)],
  [
    'an endpoint that asks for a confirmation',
    (router) => router.patch('/api/v1/me', handler).use(both).use(confirmed()),
  ],
  [
    'an endpoint for tokens alone that says why',
    (router) =>
      router
        .get('/api/v1/me', handler)
        .use(middleware.auth({ guards: ['api'], scope, because: 'a browser has no device' })),
  ],
  [
    'an endpoint with an id of a known form',
    (router) => router.get('/api/v1/things/:id', handler).where('id', uuid).use(both),
  ],
  ['a page behind a link', (router) => router.get('/links/:token', handler).use(anyone())],
  ['an open endpoint', (router) => router.post('/api/v1/users', handler).use(anyone())],
  [
    'an endpoint that signs browsers in',
    (router) => router.post('/api/v1/sessions', handler).use(anyone({ browser: true })),
  ],
  ['a page for those signed in', (router) => router.post('/logout', handler).use(cookieOnly)],
  ['a page for guests', (router) => router.post('/login', handler).use(guest())],
  ['an open page', (router) => router.get('/', handler).use(anyone())],
  ['an open form', (router) => router.post('/contact', handler).use(anyone({ form: true }))],
]

test.group('The audit of routes', () => {
  test('lets {0} pass')
    .with(SAFE)
    .run(({ assert }, [, define]) => {
      assert.deepEqual(audit(define).faults, [])
    })

  test('looks at each method of a route, and leaves out the HEAD of a GET', ({ assert }) => {
    const router = new RouterFactory().create()
    router.route('/contact', ['GET', 'HEAD', 'POST'], handler).use(anyone())
    const reports = auditedRoutes(router).map(report)
    assert.deepEqual(
      reports.map(({ method, faults }) => [method, faults.length]),
      [
        ['GET', 0],
        ['POST', 1],
      ]
    )
  })

  test('reads rate limit and policy from whatever middleware the route has', ({ assert }) => {
    async function signInThrottle() {}
    const can = { ...middleware.anyone(), name: 'can', args: 'things.write' }
    const { rateLimit, policy } = audit((router) =>
      router.post('/api/v1/things', handler).use(both).use(signInThrottle).use(can)
    )
    assert.deepEqual(
      [rateLimit, policy],
      ['writes, signIn', 'scope profile:read, can(things.write), Idempotency-Key']
    )
  })

  test('says what counts each request to the face of the route', ({ assert }) => {
    const limitOf = (define: (router: Router) => unknown) => audit(define).rateLimit
    const things = '/api/v1/things'
    assert.equal(
      limitOf((router) => router.get(things, handler).use(both)),
      'reads'
    )
    assert.equal(
      limitOf((router) => router.post(things, handler).use(middleware.anyone())),
      'visitorWrites'
    )
    assert.equal(
      limitOf((router) => router.get('/login', handler).use(guest())),
      '–'
    )
    assert.equal(
      limitOf((router) => router.post('/login', handler).use(guest())),
      'visitorWrites'
    )
  })

  test('says of whom a CSRF token is asked', ({ assert }) => {
    const csrfOf = (define: (router: Router) => unknown) => audit(define).csrf
    assert.equal(
      csrfOf((router) => router.get('/login', handler).use(guest())),
      '–'
    )
    assert.equal(
      csrfOf((router) => router.post('/login', handler).use(guest())),
      'cookie, form'
    )
    assert.equal(
      csrfOf((router) => router.delete('/api/v1/me', handler).use(both)),
      'cookie'
    )
  })
})
