import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { assertAlive, assertCheap, assertRefused } from '#tests/helpers/hostile'

test.group('A query string', () => {
  const QUERIES = [
    'page=NaN',
    'page=Infinity',
    'page=1e9',
    'page=',
    'page=1&page=2',
    'page[]=1&page[]=2',
    'page[a]=1',
    'page=1,2',
    'page=99999999999999999999',
    'page=%00',
    'page=%E0%A4%A',
    'perPage=0',
    'perPage=101',
    'perPage=-1',
    'perPage[]=5&perPage[]=6',
    'perPage=%F0%9F%92%A9',
    'page=1;drop%20table',
  ]

  test('that names no page is refused', async ({ assert }) => {
    const [app, browser] = [await signInApp(), await signInBrowser()]
    for (const query of QUERIES)
      for (const client of [app, browser]) {
        const call = () => client.get(`/api/v1/sign-ins?${query}`)
        const answer = await assertRefused(assert, call, { status: 422, about: query })
        assert.equal(answer.problem.code, 'validation_failed')
      }
  })

  test('that is long, deep or odd costs nothing', async ({ assert }) => {
    const app = await signInApp()
    for (const query of [
      'a&'.repeat(7_000),
      'a=1&'.repeat(3_500),
      'a[]=1&'.repeat(2_000),
      `a${'[b]'.repeat(4_000)}=1`,
      `a[${'9'.repeat(1_000)}]=1`,
      '['.repeat(14_000),
      '%'.repeat(14_000),
      '&'.repeat(14_000),
      '='.repeat(14_000),
      ','.repeat(14_000),
      `a=${','.repeat(14_000)}`,
      '__proto__[a]=1&constructor[prototype][a]=1',
      'toString=1&hasOwnProperty=1&length=1',
      '%00=%00',
    ]) {
      for (const path of ['/api/v1/me', '/login', '/'])
        await assertCheap(
          assert,
          async () => assert.equal((await app.get(`${path}?${query}`)).status, 200),
          `${path} ${query.slice(0, 20)}`
        )
    }
    assert.notProperty({}, 'a')
    await assertAlive(assert)
  })

  test('changes no method but to those that a form cannot send', async ({ assert }) => {
    const browser = await signInBrowser()
    const csrf = await browser.csrfToken('/account')
    for (const query of [
      '_method[]=DELETE',
      '_method[a]=DELETE',
      '_method=DELETE&_method=DELETE',
      '_method=DELETE,PUT',
      '_method=GET',
      '_method=HEAD',
      '_method=OPTIONS',
      '_method=__proto__',
      '_method=%00',
      '_method=',
      `_method=${'x'.repeat(10_000)}`,
    ]) {
      for (const path of ['/account/sign-ins', '/logout', '/api/v1/sign-ins']) {
        const options = { form: { _csrf: csrf } }
        const call = () => browser.send('POST', `${path}?${query}`, options)
        await assertRefused(assert, call, { status: [400, 404, 405], about: `${path} ${query}` })
      }
    }
    assert.equal((await browser.get('/api/v1/me')).status, 200)
  })
})
