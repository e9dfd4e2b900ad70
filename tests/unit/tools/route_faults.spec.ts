import type { Router } from '@adonisjs/core/http'
import { test } from '@japa/runner'
import type { Scope } from '#access/scopes'
import { uuid } from '#words/ids/uuid'
import { middleware } from '#start/kernel'
import { audit, both, cookieOnly, handler, scope } from '#tests/unit/tools/audited'

const bothAgain = middleware.auth({ guards: ['web', 'api'], scope })
const tokenOnly = middleware.auth({ guards: ['api'], scope })
const { anyone, confirmed, guest } = middleware

const admin = { guards: ['web', 'api'] as ('web' | 'api')[], scope: 'admin' as const }
const superUser = middleware.auth({ ...admin, superUser: true })

type Definition = [name: string, define: (router: Router) => unknown, fault: string]

const UNSAFE: Definition[] = [
  [
    'an administration that is open to everybody',
    (router) => router.get('/api/v1/admin/things', handler).use(middleware.auth(admin)),
    'is open to more than the super user',
  ],
  [
    'a hidden route elsewhere',
    (router) => router.get('/api/v1/things', handler).use(superUser),
    'is hidden outside /admin',
  ],
  [
    'an administration with another scope',
    (router) =>
      router
        .get('/api/v1/admin/things', handler)
        .use(middleware.auth({ ...admin, scope, superUser: true })),
    'needs the scope admin',
  ],
  [
    'an administration that changes something unconfirmed',
    (router) => router.delete('/api/v1/admin/things', handler).use(superUser),
    'administers without asking for a confirmation',
  ],
  [
    'a route that says nothing',
    (router) => router.get('/api/v1/things', handler),
    'does not say who may call it',
  ],
  [
    'a route that only says something else',
    (router) => router.get('/api/v1/things', handler).use(async (_, next) => next()),
    'does not say who may call it',
  ],
  [
    'a route that says it twice',
    (router) => router.group(() => router.get('/api/v1/me', handler).use(bothAgain)).use(both),
    'says 2 times who may call it',
  ],
  [
    'a route that says otherwise than its group',
    (router) => router.group(() => router.get('/account', handler).use(anyone())).use(cookieOnly),
    'says 2 times who may call it',
  ],
  [
    'an endpoint that accepts a cookie only',
    (router) => router.get('/api/v1/things', handler).use(cookieOnly),
    'accepts a cookie, but no token, and does not say why',
  ],
  [
    'a file that accepts a cookie only',
    (router) => router.get('/file/:id', handler).where('id', uuid).use(cookieOnly),
    'accepts a cookie, but no token, and does not say why',
  ],
  [
    'an endpoint that accepts a token only',
    (router) => router.get('/api/v1/things', handler).use(tokenOnly),
    'accepts tokens, but no cookie, and does not say why',
  ],
  [
    'an endpoint that accepts a token only, for no reason',
    (router) =>
      router
        .get('/api/v1/things', handler)
        .use(middleware.auth({ guards: ['api'], scope, because: ' ' })),
    'accepts tokens, but no cookie, and does not say why',
  ],
  [
    'an endpoint that takes anything for an id',
    (router) => router.get('/api/v1/things/:id', handler).use(both),
    "takes anything for id: say its form with where('id', …)",
  ],
  [
    'a second id of no known form',
    (router) => router.get('/things/:id/:part', handler).where('id', uuid).use(cookieOnly),
    "takes anything for part: say its form with where('part', …)",
  ],
  [
    'an endpoint that takes any path',
    (router) => router.get('/api/v1/things/*', handler).use(both),
    "takes anything for *: say its form with where('*', …)",
  ],
  [
    'an endpoint that a signed link opens',
    (router) =>
      router
        .get('/api/v1/things', handler)
        .use(middleware.auth({ guards: ['web', 'api'], scope, link: true })),
    'takes signed links, but serves no file',
  ],
  [
    'an endpoint where nobody gets in',
    (router) => router.get('/api/v1/things', handler).use(middleware.auth({ guards: [] })),
    'names no guard, so that nobody can call it',
  ],
  [
    'an endpoint for tokens that asks for no scope',
    (router) =>
      router.get('/api/v1/things', handler).use(middleware.auth({ guards: ['web', 'api'] })),
    'accepts tokens, but names no scope for personal tokens',
  ],
  [
    'an endpoint that asks for a scope that does not exist',
    (router) =>
      router
        .get('/api/v1/things', handler)
        .use(middleware.auth({ guards: ['web', 'api'], scope: 'things:read' as Scope })),
    'names a scope that does not exist: things:read',
  ],
  [
    'an endpoint for guests',
    (router) => router.post('/api/v1/things', handler).use(guest()),
    'leads guests on to pages, but is no page',
  ],
  [
    'an endpoint with a form',
    (router) => router.post('/api/v1/things', handler).use(anyone({ form: true })),
    'declares a form, but is no page',
  ],
  [
    'a page for the scripts of our pages',
    (router) => router.post('/login', handler).use(anyone({ browser: true })),
    'is for scripts of our pages, but is no endpoint',
  ],
  [
    'a page that accepts tokens',
    (router) => router.get('/account', handler).use(both),
    'is a page, but accepts tokens',
  ],
  [
    'a confirmation of whoever comes',
    (router) => router.post('/api/v1/things', handler).use(anyone()).use(confirmed()),
    'asks for a confirmation of people who need not be signed in',
  ],
  [
    'a confirmation of guests',
    (router) => router.post('/things', handler).use(guest()).use(confirmed()),
    'asks for a confirmation of people who need not be signed in',
  ],
  [
    'a confirmation where nothing is changed',
    (router) =>
      router
        .get('/api/v1/things', handler)
        .use(both)
        .use(confirmed({ when: 'email' })),
    'asks for a confirmation, but changes nothing',
  ],
  [
    'a confirmation before it is known of whom',
    (router) => router.post('/api/v1/things', handler).use(confirmed()).use(both),
    'asks for a confirmation before it knows who is calling',
  ],
  [
    'a confirmation by the group and by the route',
    (router) =>
      router
        .group(() => router.post('/account', handler).use(confirmed()))
        .use([cookieOnly, confirmed({ always: true })]),
    'asks several times for a confirmation',
  ],
  [
    'an open page that changes something without a form',
    (router) => router.post('/contact', handler).use(anyone()),
    'changes something for anyone, but declares no form: no CSRF token is asked',
  ],
]

test.group('The audit of routes', () => {
  test('refuses {0}')
    .with(UNSAFE)
    .run(({ assert }, [, define, fault]) => {
      assert.deepEqual(audit(define).faults, [fault])
    })

  test('names a guard that does not exist', ({ assert }) => {
    const guards = ['web', 'api', 'basic'] as ('web' | 'api')[]
    const { faults } = audit((router) =>
      router.get('/api/v1/things', handler).use(middleware.auth({ guards, scope }))
    )
    assert.deepEqual(faults, ['names a guard that does not exist: basic'])
  })
})
