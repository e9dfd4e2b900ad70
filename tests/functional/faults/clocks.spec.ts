import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { signInLimits } from '#config/service/sign_ins'
import { App, Browser, signInApp, type TokenPairBody } from '#tests/helpers/clients/sign_in'
import { appAt, SHIFTS, startServerOff } from '#tests/helpers/servers/clocks'
import { keepFile } from '#tests/helpers/files/files'
import { type Answer, send, type SendOptions } from '#tests/helpers/clients/http'
import { kindsOfMailsTo, linkIn } from '#tests/helpers/people/mailbox'
import { theftsOf } from '#tests/helpers/database/rows'
import type { SpawnedServer } from '#tests/helpers/servers/server'
import type { LinkBody, ShareBody } from '#tests/helpers/files/sharing'
import { ageConfirmation, letTimePass } from '#tests/helpers/time'
import { until } from '#tests/helpers/until'
import { upload } from '#tests/helpers/transfers/uploads'
import { createUser, OTHER_PASSWORD, registration } from '#tests/helpers/people/users'
import { secondsUntil, wrongTimesOf } from '#tests/helpers/database/times'

for (const shift of SHIFTS) {
  test.group(`An instance whose clock is ${shift} s off`, (group) => {
    let server: SpawnedServer
    group.setup(async () => {
      server = await startServerOff(shift)
      return () => server.stop()
    })

    const there = (method: string, path: string, options: SendOptions = {}) =>
      send(method, path, { ...options, origin: server.origin })

    const appThere = (app: App) => appAt(server.origin, app)

    const refresh = (refreshToken: string, origin?: string) =>
      send('POST', '/api/v1/tokens/refresh', { json: { refreshToken }, origin })

    const signInThere = async () => {
      const person = await createUser()
      const json = { login: person.username, password: person.password }
      const answer = await there('POST', '/api/v1/tokens', { json })
      return Object.assign(new App(answer.data<TokenPairBody>()), { person })
    }

    const tokensOf = (answer: Answer) => {
      const { accessToken, refreshToken } = answer.data<TokenPairBody>()
      return [answer.status, accessToken, refreshToken]
    }

    test('takes a repeated refresh for what it is', async ({ assert }) => {
      const app = await signInApp()
      const { refreshToken } = app.pair
      const first = await refresh(refreshToken)
      assert.deepEqual(tokensOf(await refresh(refreshToken, server.origin)), tokensOf(first))

      const next = first.data<TokenPairBody>().refreshToken
      const second = await refresh(next, server.origin)
      assert.deepEqual(tokensOf(await refresh(next)), tokensOf(second))
      assert.deepEqual(await theftsOf(app.person), [])
    })

    test('still sees a theft', async ({ assert }) => {
      const app = await signInApp()
      const { refreshToken } = app.pair
      await refresh(refreshToken, server.origin)
      await letTimePass(app.person, { seconds: 31 })
      assert.equal((await refresh(refreshToken, server.origin)).problem.code, 'invalid_grant')
      assert.deepEqual(await theftsOf(app.person), ['refresh_token_reused'])
    })

    test('gives tokens that live as long as it says', async ({ assert }) => {
      const app = await signInThere()
      assert.deepInclude(app.pair, { expiresIn: 900, refreshExpiresIn: 30 * 24 * 60 * 60 })
      assert.equal((await app.get('/api/v1/me')).status, 200)
      await letTimePass(app.person, { minutes: 14, seconds: 30 })
      assert.equal((await app.get('/api/v1/me')).status, 200)
      await letTimePass(app.person, { seconds: 31 })
      assert.equal((await app.get('/api/v1/me')).status, 401)
      assert.equal((await appThere(app).get('/api/v1/me')).status, 401)
    })

    test('asks for the password again when others do', async ({ assert }) => {
      const app = await signInThere()
      const makeToken = (client: App, name: string) =>
        client.api('POST', '/api/v1/personal-tokens', {
          name,
          scopes: ['profile:read'],
          expiresInDays: 1,
        })
      const made = await makeToken(appThere(app), 'there')
      assert.equal(made.status, 201)
      const { expiresAt } = made.data<{ expiresAt: string }>()
      assert.approximately(await secondsUntil(expiresAt), 24 * 60 * 60, 10)
      assert.equal((await makeToken(app, 'here')).status, 201)

      await ageConfirmation(app.person.id, 60)
      assert.equal((await makeToken(appThere(app), 'late')).status, 403)
    })

    test('keeps a browser signed in as long as others do, and sees that it is in use', async ({
      assert,
    }) => {
      const person = await createUser()
      const browser = new Browser({}, server.origin)
      await browser.submit('/login', { login: person.username, password: person.password })
      const look = async () =>
        (await browser.get('/api/v1/sign-ins')).data<{ lastSeenAt: string }[]>()
      await letTimePass(person, { seconds: signInLimits.sessionIdle - 60 })
      await look()
      const [{ lastSeenAt }] = await look()
      assert.approximately(await secondsUntil(lastSeenAt), 0, 10)
      await letTimePass(person, { seconds: signInLimits.sessionIdle + 60 })
      assert.equal((await browser.get('/api/v1/me')).status, 401)
    })

    test('shares and links files until the time that was asked for', async ({ assert }) => {
      const owner = await signInThere()
      const friend = await createUser()
      const file = await keepFile(owner.person, {})
      const shareUntil = (seconds: number) =>
        appThere(owner).api('POST', `/api/v1/files/${file.id}/shares`, {
          with: friend.username,
          role: 'viewer',
          expiresAt: new Date(Date.now() + seconds * 1_000).toISOString(),
        })
      assert.equal((await shareUntil(-20)).status, 422)
      const share = await shareUntil(20)
      assert.equal(share.status, 201)
      assert.approximately(await secondsUntil(share.data<ShareBody>().expiresAt!), 20, 10)

      const answer = await appThere(owner).api('POST', `/api/v1/files/${file.id}/links`, {
        expiresInSeconds: 20,
      })
      const link = answer.data<LinkBody>()
      assert.approximately(await secondsUntil(link.expiresAt), 20, 10)
      const { pathname, search } = new URL(link.url)
      assert.equal((await send('GET', pathname + search)).status, 200)
      assert.equal((await there('GET', pathname + search)).status, 200)
    })

    test('sends links in mails that are good for as long as others', async ({ assert }) => {
      const wish = registration()
      assert.equal((await there('POST', '/api/v1/users', { json: wish })).status, 201)
      await there('POST', '/api/v1/password-resets', { json: { email: wish.email } })
      // Its worker may be answering the request at this moment.
      await until('the mail is written', async () =>
        (await kindsOfMailsTo(wish.email)).includes('reset_password')
      )
      const { token } = await linkIn(wish.email, 'reset_password')
      for (const [table, seconds] of [
        ['email_verifications', 24 * 60 * 60],
        ['password_resets', 60 * 60],
      ] as const) {
        const owned = db.from('users').select('id').where('username', wish.username)
        const row = await db.from(table).whereIn('user_id', owned).firstOrFail()
        const left = await secondsUntil(row.expires_at.toISOString())
        assert.approximately(left, seconds, 20, table)
      }
      const json = { token, password: OTHER_PASSWORD }
      assert.equal((await there('PUT', '/api/v1/password-resets', { json })).status, 204)
    })

    test('writes no other time into a row than the database would', async ({ assert }) => {
      const app = await signInThere()
      const call = async (method: string, path: string, json?: unknown) => {
        const answer = await appThere(app).api(method, path, json)
        assert.oneOf(answer.status, [200, 201, 204], answer.text)
        assert.deepEqual(await wrongTimesOf(app.person), [], `${method} ${path}`)
      }
      const { id } = (await upload(appThere(app))).data<{ id: string }>()
      const stranger = `${app.person.username}@friends.example`
      await call('PATCH', `/api/v1/files/${id}`, { name: 'renamed.txt' })
      await call('POST', `/api/v1/files/${id}/shares`, { with: stranger, role: 'viewer' })
      await call('POST', `/api/v1/files/${id}/shares`, { with: stranger, role: 'editor' })
      await call('DELETE', `/api/v1/files/${id}`)
      await call('PATCH', '/api/v1/me', { username: `${app.person.username}x` })
      await call('PATCH', '/api/v1/me', {
        email: `new-${app.person.email}`,
        currentPassword: app.person.password,
      })
      await call('DELETE', '/api/v1/me', { currentPassword: app.person.password })
    })
  })
}
