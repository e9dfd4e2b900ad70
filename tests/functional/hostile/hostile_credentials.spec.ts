import { test } from '@japa/runner'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { assertRefused } from '#tests/helpers/hostile'
import { send } from '#tests/helpers/clients/http'
import { httpBytes, sendBytes, statusOf } from '#tests/helpers/clients/raw'

test.group('A credential that is no credential', () => {
  test('is refused where there are two', async ({ assert }) => {
    const app = await signInApp()
    const bearer = `Bearer ${app.pair.accessToken}`
    for (const headers of [
      [bearer, bearer],
      [bearer, 'Bearer x'],
      ['Basic x', bearer],
      ['', bearer],
      [bearer, ''],
    ]) {
      const lines = headers.map((value): [string, string] => ['Authorization', value])
      for (const path of ['/api/v1/me', '/', '/login', '/nothing']) {
        const answer = await sendBytes(httpBytes(`GET ${path}`, lines))
        assert.equal(statusOf(answer), 400, `${path} ${headers}`)
        if (path.startsWith('/api')) assert.include(answer, '"code":"bad_request"')
      }
    }
  })

  test('is refused as a token, in good time: {$i}')
    .with([
      '',
      'x',
      'gatehouse_at_',
      `gatehouse_at_${'A'.repeat(36)}`,
      `gatehouse_at_${'A'.repeat(500)}`,
      'x'.repeat(14_000),
      '1.abc',
      '12345678901234567890.abc',
      'abc.def',
      '%00',
      'oat_MQ.abc',
      "' or 1=1 --",
      'null',
      '\xff',
      'Bearer x',
      'a,b',
    ])
    .run(async ({ assert }, token) => {
      const answer = await sendBytes(
        httpBytes('GET /api/v1/me', [['Authorization', `Bearer ${token}`]])
      )
      assert.equal(statusOf(answer), 401)
      assert.include(answer, '"code":"invalid_token"')
      assert.notInclude(answer.toLowerCase(), 'set-cookie')
    })

  test('is not taken from an address or a body', async ({ assert }) => {
    const { pair, person } = await signInApp()
    const { accessToken: token, refreshToken } = pair
    const refreshed = () => send('POST', `/api/v1/tokens/refresh?refreshToken=${refreshToken}`)
    await assertRefused(assert, refreshed, { status: 422 })
    const signedIn = () =>
      send(
        'POST',
        `/api/v1/tokens?login=${person.username}&password=${encodeURIComponent(person.password)}`
      )
    await assertRefused(assert, signedIn, { status: 422 })
    const renamed = () =>
      send('PATCH', '/api/v1/me', { json: { access_token: token, username: 'somebody' } })
    await assertRefused(assert, renamed, { status: 401 })
  })
})
