import { test } from '@japa/runner'
import { type SignInBody, signInApp, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { get, postJson } from '#tests/helpers/clients/http'
import { letTimePass } from '#tests/helpers/time'
import { createUser, PASSWORD } from '#tests/helpers/people/users'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

test.group('A pair of tokens', () => {
  test('has the shape of the contract', async ({ assert }) => {
    const person = await createUser()
    const answer = await postJson('/api/v1/tokens', {
      login: person.username,
      password: PASSWORD,
      deviceName: 'Pixel',
    })
    assert.equal(answer.status, 201)
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.notProperty(answer.headers, 'set-cookie')

    const { accessToken, refreshToken, signIn, user, ...rest } = answer.data<TokenPairBody>()
    assert.deepEqual(rest, { tokenType: 'Bearer', expiresIn: 900, refreshExpiresIn: 2_592_000 })
    assert.match(accessToken, /^gatehouse_at_[0-9A-Za-z]{36}$/)
    assert.match(refreshToken, /^gatehouse_rt_[0-9A-Za-z]{36}$/)
    assert.deepInclude(signIn, { kind: 'app', name: 'Pixel', current: true })
    assert.includeMembers(Object.keys(user), ['id', 'username', 'email', 'status'])
    assert.notProperty(user, 'passwordHash')
  })

  test('says when the sign-in ends', async ({ assert }) => {
    const { pair } = await signInApp()
    const { createdAt, expiresAt } = pair.signIn
    assert.approximately(Date.parse(expiresAt) - Date.parse(createdAt), 30 * DAY, MINUTE)
  })

  test('works for 15 minutes', async ({ assert }) => {
    const app = await signInApp()
    await letTimePass(app.person, { minutes: 14, seconds: 50 })
    assert.equal((await app.get('/api/v1/me')).status, 200)

    await letTimePass(app.person, { seconds: 11 })
    const late = await app.get('/api/v1/me')
    assert.deepEqual([late.status, late.problem.code], [401, 'invalid_token'])
  })

  test('is not interchangeable: a refresh token opens nothing, an access token renews nothing', async ({
    assert,
  }) => {
    const { pair } = await signInApp()
    const opened = await get('/api/v1/me', { Authorization: `Bearer ${pair.refreshToken}` })
    assert.deepEqual([opened.status, opened.problem.code], [401, 'invalid_token'])

    const { accessToken: refreshToken } = pair
    const renewed = await postJson('/api/v1/tokens/refresh', { refreshToken })
    assert.deepEqual([renewed.status, renewed.problem.code], [400, 'invalid_grant'])
  })

  test('is read from the Authorization header only', async ({ assert }) => {
    const { pair } = await signInApp()
    const token = pair.accessToken
    for (const path of [
      `/api/v1/me?access_token=${token}`,
      `/api/v1/me?token=${token}`,
      `/api/v1/me?authorization=Bearer%20${token}`,
    ]) {
      const { status, problem } = await get(path)
      assert.deepEqual([status, problem.code], [401, 'unauthenticated'])
    }
    for (const headers of [
      { Cookie: `gatehouse_session=${token}` },
      { 'X-Access-Token': token },
      { Authorization: `Basic ${token}` },
      { Authorization: token },
    ])
      assert.equal((await get('/api/v1/me', headers)).status, 401)
  })

  test('is taken whatever the case of the word Bearer', async ({ assert }) => {
    const { pair } = await signInApp()
    for (const scheme of ['bearer', 'BEARER', 'Bearer ']) {
      const answer = await get('/api/v1/me', { Authorization: `${scheme} ${pair.accessToken}` })
      assert.equal(answer.status, 200, scheme)
    }
  })

  test('shows up in the list under its own sign-in', async ({ assert }) => {
    const app = await signInApp()
    const { data } = (await app.get('/api/v1/sign-ins')).json<{ data: SignInBody[] }>()
    assert.deepEqual(
      data.map(({ id, current }) => [id, current]),
      [[app.pair.signIn.id, true]]
    )
  })
})
