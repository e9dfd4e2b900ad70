import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { makeScript } from '#tests/helpers/clients/scripts'
import { postJson } from '#tests/helpers/clients/http'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { eventsOf } from '#tests/helpers/database/events'
import { OTHER_PASSWORD, registration } from '#tests/helpers/people/users'

type App = Awaited<ReturnType<typeof signInApp>>

const WRONG = 'quite another password'

const createScript = (app: App) =>
  app.api('POST', '/api/v1/personal-tokens', { name: 'Backup', scopes: ['files:read'] })

/** What somebody does in an app, and what is recorded of it. */
const DEEDS: Record<string, { do: (app: App) => Promise<unknown>; kinds: string[] }> = {
  'signs in once more': { do: ({ person }) => signInApp(person), kinds: ['signed_in'] },
  'types a wrong password': {
    do: ({ person: { username: login } }) => postJson('/api/v1/tokens', { login, password: WRONG }),
    kinds: ['sign_in_failed'],
  },
  'confirms that it is them': {
    do: (app) =>
      app.api('PUT', '/api/v1/sign-ins/current/confirmation', { password: app.person.password }),
    kinds: ['confirmed'],
  },
  'confirms with a wrong password': {
    do: (app) => app.api('PUT', '/api/v1/sign-ins/current/confirmation', { password: WRONG }),
    kinds: ['confirmation_failed'],
  },
  'changes the password': {
    do: (app) =>
      app.api('PUT', '/api/v1/me/password', {
        currentPassword: app.person.password,
        password: OTHER_PASSWORD,
      }),
    kinds: ['confirmed', 'password_changed', 'signed_out'],
  },
  'takes another username': {
    do: (app) => app.api('PATCH', '/api/v1/me', { username: registration().username }),
    kinds: ['username_changed'],
  },
  'makes a personal token': { do: createScript, kinds: ['personal_token_made'] },
  'signs out': {
    do: (app) => app.api('DELETE', '/api/v1/sign-ins/current'),
    kinds: ['signed_out'],
  },
  'signs out elsewhere': {
    do: (app) => app.api('DELETE', '/api/v1/sign-ins'),
    kinds: ['signed_out'],
  },
  'deletes the account': {
    do: (app) => app.api('DELETE', '/api/v1/me', { currentPassword: app.person.password }),
    kinds: ['confirmed', 'account_deleted'],
  },
  'asks for what is none of their business': {
    do: async (app) => (await makeScript(['files:read'], app)).get('/api/v1/me'),
    kinds: ['personal_token_made', 'request_refused'],
  },
}

test.group('What is recorded', () => {
  test('when somebody {$self}')
    .with(Object.keys(DEEDS))
    .run(async ({ assert }, deed) => {
      const app = await signInApp()
      const events = await eventsOf(() => DEEDS[deed].do(app))
      assert.sameMembers(
        events.map(({ kind }) => kind),
        DEEDS[deed].kinds
      )
      for (const event of events) {
        assert.equal(event.user_id, app.person.id)
        assert.equal(event.ip_address, '127.0.0.1')
      }
    })

  test('says who did it, by which credential and sign-in, from where, and in which request', async ({
    assert,
  }) => {
    const browser = await signInBrowser()
    const app = await signInApp(browser.person)
    const script = await makeScript(['profile:write'], app)
    const rename = { username: registration().username }
    const [byToken] = await eventsOf(() => app.api('PATCH', '/api/v1/me', rename))
    assert.containSubset(byToken, {
      kind: 'username_changed',
      outcome: 'done',
      credential: 'token',
      actor_id: app.person.id,
      sign_in_id: app.pair.signIn.id,
      subject_type: 'account',
      subject_id: String(app.person.id),
    })
    assert.isNotEmpty(byToken.request_id)

    const again = { username: registration().username }
    const [byScript] = await eventsOf(() => script.api('PATCH', '/api/v1/me', again))
    assert.containSubset(byScript, {
      credential: 'personal_token',
      sign_in_id: null,
      personal_token_id: script.id,
    })
    const [byCookie] = await eventsOf(() =>
      browser.api('PATCH', '/api/v1/me', { username: registration().username })
    )
    assert.containSubset(byCookie, { credential: 'cookie', actor_id: browser.person.id })
  })

  test('or does not happen', async ({ assert, cleanup }) => {
    const app = await signInApp()
    const { username } = app.person
    await db.rawQuery(
      `alter table events add constraint nothing_more check (kind <> 'username_changed') not valid`
    )
    const allow = () => db.rawQuery('alter table events drop constraint if exists nothing_more')
    cleanup(allow)
    const rename = () => app.api('PATCH', '/api/v1/me', { username: registration().username })
    assert.equal((await rename()).status, 503)
    const me = await app.get('/api/v1/me')
    assert.equal(me.data<{ username: string }>().username, username)
    await allow()
    assert.equal((await rename()).status, 200)
  })
})
