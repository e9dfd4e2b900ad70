import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { isForSuperUser, takesUploads } from '#access/route_access'
import type { AuditedRoute } from '#access/audited_route'
import { auditedRoutes } from '#access/audit'
import { nameOf, pathOf } from '#tests/conformance/requests'
import { SESSION_COOKIE, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { createSuperUser } from '#tests/helpers/people/super_user'
import { endGrace } from '#tests/helpers/time'
import {
  createUser,
  OTHER_PASSWORD,
  PASSWORD,
  type Person,
  uniqueName,
} from '#tests/helpers/people/users'

const WRONG = 'not the password'

/** An upload has no fields beside its file that anyone reads. */
const routes = () =>
  auditedRoutes(router)
    .filter(
      ({ access, isSafe }) => !isSafe && access.who === 'signed-in' && access.guards.includes('web')
    )
    .filter(({ route }) => !takesUploads(route))
    .map((route) => ({ title: nameOf(route), route }))

type Client = Awaited<ReturnType<typeof signInBrowser>>

/** With nothing but a password in it. */
function sendPassword(browser: Client, route: AuditedRoute, currentPassword: string) {
  const { face, method } = route
  const path = pathOf(route)
  if (face !== 'page') return browser.api(method, path, { currentPassword })
  const action = method === 'POST' ? path : `${path}?_method=${method}`
  return browser.submit('/account', { currentPassword }, action)
}

let person: Person
let superUser: Person

test.group('A current password that is sent', (group) => {
  group.setup(async () => {
    person = await createUser()
    superUser = await createSuperUser()
  })

  test('is refused if it is wrong, and renews no session: {title}')
    .with(routes)
    .run(async ({ assert }, { route }) => {
      const browser = await signInBrowser(isForSuperUser(route.access) ? superUser : person)
      const answer = await sendPassword(browser, route, WRONG)

      assert.isUndefined(answer.cookie(SESSION_COOKIE))
      if (route.face === 'page') {
        assert.equal(answer.status, 303)
        assert.include((await browser.get('/account')).text, 'That is not your current password.')
      } else {
        assert.equal(answer.status, 422)
        assert.equal(answer.problem.errors![0].field, 'currentPassword')
      }
      assert.equal((await browser.get('/api/v1/me')).status, 200)
    })

  const NOTHING_TO_CONFIRM = [
    { what: 'a new username', body: () => ({ username: uniqueName() }) },
    { what: 'the address that it has', body: ({ email }: Person) => ({ email }) },
    {
      what: 'the address that it has, written otherwise',
      body: ({ email }: Person) => ({ email: ` ${email.toUpperCase()} ` }),
    },
    {
      what: 'both',
      body: ({ email }: Person) => ({ email, username: uniqueName() }),
    },
  ]

  test('is checked with a change that needs none, and changes nothing if it is wrong: {what}')
    .with(NOTHING_TO_CONFIRM)
    .run(async ({ assert }, { body }) => {
      const browser = await signInBrowser()
      const wish = body(browser.person)
      const answer = await browser.api('PATCH', '/api/v1/me', { ...wish, currentPassword: WRONG })
      assert.equal(answer.status, 422)
      assert.isUndefined(answer.cookie(SESSION_COOKIE))
      const me = (await browser.get('/api/v1/me')).data<Person>()
      assert.equal(me.username, browser.person.username)
    })

  test('renews the session if it is right: {what}')
    .with(NOTHING_TO_CONFIRM)
    .run(async ({ assert }, { body }) => {
      const browser = await signInBrowser()
      const copy = `${SESSION_COOKIE}=${browser.sessionId}`
      const wish = body(browser.person)
      const answer = await browser.api('PATCH', '/api/v1/me', {
        ...wish,
        currentPassword: PASSWORD,
      })
      assert.equal(answer.status, 200)
      await endGrace(browser.person)
      assert.equal((await browser.get('/api/v1/me')).status, 200)
      assert.equal((await get('/api/v1/me', { Cookie: copy })).status, 401)
    })

  test('is one that can be read: {$self}')
    .with([true, 1, ['a'], { a: 1 }, 'x'.repeat(5_000)])
    .run(async ({ assert }, currentPassword) => {
      const app = await signInApp(person)
      const answer = await app.api('PATCH', '/api/v1/me', {
        username: person.username,
        currentPassword,
      })
      assert.equal(answer.status, 422)
      assert.equal(answer.problem.errors![0].field, 'currentPassword')
    })

  test('is none if it is null', async ({ assert }) => {
    const app = await signInApp(person)
    const body = { username: person.username, currentPassword: null }
    assert.equal((await app.api('PATCH', '/api/v1/me', body)).status, 200)
  })

  test('is not for scripts to guess', async ({ assert }) => {
    const script = await makeScript(['profile:write'])
    for (const currentPassword of [WRONG, PASSWORD]) {
      const body = { username: uniqueName(), currentPassword }
      const { status, problem } = await script.api('PATCH', '/api/v1/me', body)
      assert.deepEqual([status, problem.code], [403, 'forbidden'])
    }
  })
})

test.group('A change that was confirmed before, and sends no password', () => {
  const CHANGES = [
    { method: 'PATCH', path: '/api/v1/me', body: () => ({ email: `${uniqueName()}@example.org` }) },
    {
      method: 'POST',
      path: '/api/v1/personal-tokens',
      body: () => ({ name: 'Backup', scopes: ['files:read'] }),
    },
  ]

  test('renews no session: {method} {path}')
    .with(CHANGES)
    .run(async ({ assert }, { method, path, body }) => {
      const browser = await signInBrowser()
      const answer = await browser.api(method, path, body())
      assert.isBelow(answer.status, 300)
      assert.isUndefined(answer.cookie(SESSION_COOKIE))
    })

  test('renews it where it is a change of the password: no copy is left that knows the old one', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const copies = [browser.sessionId]
    await browser.submit('/confirm', { password: PASSWORD })
    copies.push(browser.sessionId)

    const answer = await browser.api('PUT', '/api/v1/me/password', { password: OTHER_PASSWORD })
    assert.equal(answer.status, 204)
    assert.equal((await browser.get('/api/v1/me')).status, 200)
    for (const copy of copies)
      assert.equal((await get('/api/v1/me', { Cookie: `${SESSION_COOKIE}=${copy}` })).status, 401)
  })
})

test.group('An answer that renews the session and ends it', () => {
  test('tells the browser one thing', async ({ assert }) => {
    const browser = await signInBrowser()
    const { cookies } = await browser.api('DELETE', '/api/v1/me', { currentPassword: PASSWORD })
    assert.lengthOf(
      cookies.filter(({ name }) => name === SESSION_COOKIE),
      1
    )
  })
})
