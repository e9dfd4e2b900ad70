import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { prune } from '#jobs/prune'
import { type App, Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { run } from '#tests/helpers/servers/commands'
import { send } from '#tests/helpers/clients/http'
import { setLimits } from '#tests/helpers/people/limits'
import { linkIn, mailsTo } from '#tests/helpers/people/mailbox'
import { confirmAddress, confirmElsewhere, createVerifiedUser } from '#tests/helpers/addresses'
import {
  activate,
  createUser,
  deleteAccount,
  PASSWORD,
  type Person,
  registration,
  uniqueName,
  type UserBody,
} from '#tests/helpers/people/users'

const newAddress = () => `${uniqueName()}@example.org`
const me = async (app: App) => (await app.get('/api/v1/me')).data<UserBody>()
const register = (email: string) => send('POST', '/api/v1/users', { json: registration({ email }) })
const moveTo = (app: App, email: string) =>
  app.api('PATCH', '/api/v1/me', { email, currentPassword: PASSWORD })

/** What becomes of an account that never confirmed its address, and frees it. */
const ENDINGS: Record<string, (app: App & { person: Person }) => Promise<unknown>> = {
  'its owner deletes it': (app) => app.api('DELETE', '/api/v1/me', { currentPassword: PASSWORD }),
  'it is deleted and scrubbed': async ({ person }) => {
    await deleteAccount(person)
    const longAgo = { deleted_at: db.raw(`now() - interval '31 days'`) }
    await db.from('users').where('id', person.id).update(longAgo)
    await prune()
  },
}

test.group('An address that was never confirmed', () => {
  test('is free once {$self}')
    .with(Object.keys(ENDINGS))
    .run(async ({ assert }, ending) => {
      const squatter = await signInApp()
      const { email } = squatter.person
      await ENDINGS[ending](squatter)
      const mover = await signInApp()
      assert.equal((await moveTo(mover, email)).data<UserBody>().pendingEmail, email)
      assert.equal((await register(email.toUpperCase())).status, 201)

      const { username, password } = squatter.person
      const byName = { username, email: newAddress(), password }
      assert.equal((await send('POST', '/api/v1/users', { json: byName })).status, 422)
    })

  test('may be registered and dropped again and again', async ({ assert }) => {
    const email = newAddress()
    for (let round = 0; round < 3; round++) await deleteAccount(await createUser({ email }))
    assert.equal((await register(email)).status, 201)
  })

  test('stays reserved where it was confirmed', async ({ assert }) => {
    const claimed = await createVerifiedUser()
    const confirmed = await createUser()
    await confirmElsewhere(confirmed.email)
    for (const person of [claimed, confirmed]) {
      await deleteAccount(person)
      assert.equal((await register(person.email)).status, 422)
    }
  })

  test('goes back with the account that is brought back, if it is still free', async ({
    assert,
  }) => {
    const person = await createUser()
    await deleteAccount(person)
    assert.equal((await run('user:activate', person.email)).exitCode, 0)
    const app = await signInApp(person)
    assert.equal((await me(app)).email, person.email)
    await confirmAddress(app)
  })

  test('does not come back from who has it by now: the account takes another', async ({
    assert,
  }) => {
    const person = await createUser()
    await deleteAccount(person)
    const newcomer = await createUser({ email: person.email })
    await assert.rejects(() => activate(person), /now belongs to another account/)

    const email = newAddress()
    const refused = await run('user:activate', person.username, `--email=${newcomer.email}`)
    assert.equal(refused.exitCode, 1)
    assert.equal((await run('user:activate', person.username, `--email=${email}`)).exitCode, 0)
    assert.equal((await me(await signInApp(person))).email, email)
    assert.equal((await me(await signInApp(newcomer))).email, person.email)
  })

  test('goes to who confirms it while signed in, though another has registered with it', async ({
    assert,
  }) => {
    const owner = await signInApp()
    const email = newAddress()
    await moveTo(owner, email)
    const { path } = await linkIn(email, 'verify_email')
    const squatter = await signInApp(await createUser({ email }))

    const elsewhere = new Browser()
    await elsewhere.submit(path, {})
    assert.include((await elsewhere.get(path)).text, 'Sign in to your own')
    const token = path.split('/').at(-1)
    assert.equal((await owner.api('PUT', '/api/v1/email-verifications', { token })).status, 204)
    assert.equal((await me(owner)).email, email)
    assert.equal((await squatter.get('/api/v1/me')).status, 401)
  })

  test('stays with who has confirmed it, whoever else wants it', async ({ assert }) => {
    const late = await signInApp()
    const email = newAddress()
    await moveTo(late, email)
    const { token } = await linkIn(email, 'verify_email')
    const owner = await signInApp(await createUser({ email }))
    await confirmAddress(owner)
    const answer = await late.api('PUT', '/api/v1/email-verifications', { token })
    assert.equal(answer.status, 409)
    assert.equal((await me(owner)).email, email)
  })
})

test.group('Mails to confirm an address', (group) => {
  group.each.setup(() => setLimits({ confirmationsToAddress: 4 }))

  test('are not used up by others, whoever registered with it and however many want it', async ({
    assert,
  }) => {
    const email = newAddress()
    for (let others = 0; others < 6; others++) {
      const other = await signInApp()
      await moveTo(other, email)
      await other.api('POST', '/api/v1/email-verifications')
    }
    const owner = await signInApp(await createUser({ email }))
    assert.equal((await owner.api('POST', '/api/v1/email-verifications')).status, 202)
    await confirmAddress(owner)
  })

  test('are sent on to one address only once an hour for each account', async ({ assert }) => {
    const email = newAddress()
    const apps = await Promise.all([1, 2, 3].map(() => signInApp()))
    const statuses: number[] = []
    for (let round = 0; round < 3; round++)
      for (const app of apps) statuses.push((await moveTo(app, email)).status)
    assert.deepEqual(statuses, [200, 200, 200, 200, 429, 429, 429, 429, 429])
    assert.lengthOf(await mailsTo(email), 4)
  })
})
