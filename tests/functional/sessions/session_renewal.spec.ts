import { test } from '@japa/runner'
import { Browser, SESSION_COOKIE, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { endGrace } from '#tests/helpers/time'
import { createUser, OTHER_PASSWORD, PASSWORD, uniqueName } from '#tests/helpers/people/users'

const RENEWALS = [
  {
    what: 'who confirms that it is them',
    method: 'PUT',
    path: '/api/v1/sign-ins/current/confirmation',
    json: () => ({ password: PASSWORD }),
  },
  {
    what: 'who changes the password',
    method: 'PUT',
    path: '/api/v1/me/password',
    json: () => ({ currentPassword: PASSWORD, password: OTHER_PASSWORD }),
  },
  {
    what: 'who changes the address',
    method: 'PATCH',
    path: '/api/v1/me',
    json: () => ({ currentPassword: PASSWORD, email: `${uniqueName()}@example.org` }),
  },
]

const FORMS = [
  { page: '/confirm', action: '/confirm', fields: () => ({ password: PASSWORD }) },
  {
    page: '/account/security',
    action: '/account/password',
    fields: () => ({
      currentPassword: PASSWORD,
      password: OTHER_PASSWORD,
      passwordConfirmation: OTHER_PASSWORD,
    }),
  },
  {
    page: '/account',
    action: '/account/email?_method=PUT',
    fields: () => ({ currentPassword: PASSWORD, email: `${uniqueName()}@example.org` }),
  },
]

/**
 * Fails unless the browser is signed in by its new cookie, and nobody by a copy of its old one, a few seconds of reading
 * aside: requests with it may be under way. A change of password ends it at once.
 */
async function assertRenewed(
  assert: { equal(a: unknown, b: unknown): void },
  browser: Browser & { person: { id: number } },
  copy: string,
  { endsAtOnce }: { endsAtOnce: boolean }
) {
  const statusOfCopy = async () => (await get('/api/v1/me', { Cookie: copy })).status
  assert.equal((await browser.get('/api/v1/me')).status, 200)
  assert.equal(await statusOfCopy(), endsAtOnce ? 401 : 200)
  await endGrace(browser.person)
  assert.equal(await statusOfCopy(), 401)
  assert.equal((await browser.get('/api/v1/me')).status, 200)
}

const isPasswordChange = (path: string) => path.endsWith('/password')

test.group('A session goes on under a new id', () => {
  test('for {what}, by a script of our pages')
    .with(RENEWALS)
    .run(async ({ assert }, { method, path, json }) => {
      const browser = await signInBrowser()
      const copy = `${SESSION_COOKIE}=${browser.sessionId}`
      assert.isBelow((await browser.api(method, path, json())).status, 300)
      await assertRenewed(assert, browser, copy, { endsAtOnce: isPasswordChange(path) })
    })

  test('for who sends the form to {action}')
    .with(FORMS)
    .run(async ({ assert }, { page, action, fields }) => {
      const browser = await signInBrowser()
      const copy = `${SESSION_COOKIE}=${browser.sessionId}`
      const answer = await browser.submit(page, fields(), action)
      assert.equal(answer.headers.location, page === '/confirm' ? '/account' : page)
      await assertRenewed(assert, browser, copy, { endsAtOnce: isPasswordChange(action) })
    })

  test('with what it remembers', async ({ assert }) => {
    const browser = await signInBrowser()
    await browser.submit('/account', FORMS[1].fields(), '/account/password')
    assert.include((await browser.get('/account/security')).text, 'Your password has been changed')
  })

  test('for as long as before', async ({ assert }) => {
    for (const wish of [{}, { remember: '1' }] as Record<string, string>[]) {
      const { username: login } = await createUser()
      const browser = new Browser()
      const before = await browser.submit('/login', { login, password: PASSWORD, ...wish })
      const after = await browser.submit('/confirm', { password: PASSWORD })
      assert.deepEqual(
        after.cookie(SESSION_COOKIE)!.attributes,
        before.cookie(SESSION_COOKIE)!.attributes
      )
    }
  })

  test('not where the password was wrong', async ({ assert }) => {
    const browser = await signInBrowser()
    const answer = await browser.submit('/confirm', { password: OTHER_PASSWORD })
    assert.isUndefined(answer.cookie(SESSION_COOKIE))
    assert.equal((await browser.get('/api/v1/me')).status, 200)
  })
})

test.group('A device', () => {
  test('keeps its tokens when its owner confirms: it refreshes them as it is', async ({
    assert,
  }) => {
    const app = await signInApp()
    const { status, cookies } = await app.api('PUT', RENEWALS[0].path, RENEWALS[0].json())
    assert.deepEqual([status, cookies], [204, []])
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })
})
