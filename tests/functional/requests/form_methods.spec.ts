import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { auditedRoutes } from '#access/audit'
import { pathOf } from '#tests/conformance/requests'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { send } from '#tests/helpers/clients/http'
import { countSignIns } from '#tests/helpers/database/rows'
import { form as multipart, field, MULTIPART } from '#tests/helpers/transfers/uploads'
import { uniqueName } from '#tests/helpers/people/users'

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'Content-Type': 'application/json' }

/** Addresses that take no POST, whatever they take beside it. */
function withoutPost() {
  const routes = auditedRoutes(router)
  const takesPost = new Set(
    routes.filter(({ method }) => method === 'POST').map(({ path }) => path)
  )
  const others = routes.filter(({ face, path }) => face !== 'page' && !takesPost.has(path))
  return [...new Map(others.map((route) => [route.path, route])).values()].map((route) => ({
    path: route.path,
    face: route.face,
    address: pathOf(route),
    allowed: routes.filter(({ path }) => path === route.path).map(({ method }) => method),
  }))
}

const OVERRIDES = ['_method=DELETE', '_method=delete', '_method=GET', '_method=PUT&_method=DELETE']

test.group('A POST that names another method in its address', (group) => {
  let app: Awaited<ReturnType<typeof signInApp>>
  group.setup(async () => {
    app = await signInApp()
  })

  test('is a POST to the API, to files and to probes: {path}')
    .with(withoutPost)
    .run(async ({ assert }, { address, allowed, face }) => {
      const { pair } = app
      const headers = { Authorization: `Bearer ${pair.accessToken}` }
      for (const query of OVERRIDES)
        for (const type of [{}, FORM, JSON_TYPE]) {
          const answer = await send('POST', `${address}?${query}`, {
            headers: { ...headers, ...type },
          })
          assert.equal(answer.status, 405, query)
          // What speaks OAuth has errors of its own form (RFC 6749, 5.2).
          const code = face === 'oauth' ? answer.json().error : answer.problem.code
          assert.equal(code, 'method_not_allowed')
          assert.includeMembers(answer.headers.allow!.split(', '), allowed)
          assert.notInclude(answer.headers.allow, 'POST')
        }
      assert.equal((await app.get('/api/v1/me')).status, 200)
    })

  test('is a POST also where the API takes one', async ({ assert }) => {
    const { pair, person } = app
    const headers = { Authorization: `Bearer ${pair.accessToken}` }
    for (const query of OVERRIDES) {
      const wish = { name: uniqueName('script'), scopes: ['files:read'] }
      const path = `/api/v1/personal-tokens?${query}`
      assert.equal((await send('POST', path, { json: wish, headers })).status, 201, query)
    }
    assert.equal(await countSignIns(person), 1)
  })

  test('is meant as that method where a form of a page sends it: {$self}')
    .with(['DELETE', 'delete', 'Delete'])
    .run(async ({ assert }, method) => {
      const browser = await signInBrowser()
      await signInApp(browser.person)
      const answer = await browser.submit('/account', {}, `/account/sign-ins?_method=${method}`)
      assert.equal(answer.status, 303)
      assert.equal(await countSignIns(browser.person), 1)
    })

  test('is meant so in a multipart form as well', async ({ assert }) => {
    const browser = await signInBrowser()
    const body = multipart(field('_csrf', await browser.csrfToken('/account')))
    const answer = await browser.send('POST', '/account/sign-ins?_method=DELETE', {
      body,
      headers: MULTIPART,
    })
    assert.notEqual(answer.status, 405)
  })

  const NO_FORMS = [
    { what: 'nothing', options: {} },
    { what: 'JSON', options: { json: {} } },
    { what: 'text', options: { body: 'a=b', headers: { 'Content-Type': 'text/plain' } } },
    {
      what: 'what only looks like a form',
      options: {
        body: 'a=b',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded-not' },
      },
    },
  ]

  test('is a POST to a page if it holds {what}')
    .with(NO_FORMS)
    .run(async ({ assert }, { options }) => {
      const browser = await signInBrowser()
      const path = '/account/sign-ins?_method=DELETE'
      const answer = await browser.send('POST', path, options)
      assert.equal(answer.status, 405)
      assert.deepEqual(answer.headers.allow?.split(', '), ['GET', 'HEAD', 'DELETE'])
    })
})

test.group('No other request is taken for another', () => {
  const HEADERS = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override', '_method']

  test('by a header: {$self}')
    .with(HEADERS)
    .run(async ({ assert }, name) => {
      const browser = await signInBrowser()
      const csrf = await browser.csrfToken('/account')
      const headers = { [name]: 'DELETE' }
      const page = await browser.send('POST', '/account/sign-ins', {
        form: { _csrf: csrf },
        headers,
      })
      assert.equal(page.status, 405)
      const api = await browser.api('POST', '/api/v1/me', {}, headers)
      assert.equal(api.status, 405)
      assert.equal((await browser.get('/api/v1/me')).status, 200)
    })

  test('that reads: {$self}')
    .with(['GET', 'HEAD'])
    .run(async ({ assert }, method) => {
      const browser = await signInBrowser()
      await signInApp(browser.person)
      for (const headers of [{}, FORM]) {
        const answer = await browser.send(method, '/account/sign-ins?_method=DELETE', { headers })
        assert.equal(answer.status, 200)
      }
      assert.equal(await countSignIns(browser.person), 2)
    })
})
