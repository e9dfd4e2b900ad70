import { test } from '@japa/runner'
import User from '#models/user'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { makeScript } from '#tests/helpers/clients/scripts'
import { kindsOfMailsTo, linkIn } from '#tests/helpers/people/mailbox'
import { run, spawnAce } from '#tests/helpers/servers/commands'
import { createUser, registration } from '#tests/helpers/people/users'

const ID = '0b9a2e1c-7c1f-4f0e-9d55-0d8f3f0c7a11'

test.group('Commands for whoever looks after people', () => {
  test('user:invite makes an account and mails its owner', async ({ assert }) => {
    const { username, email } = registration()
    const { exitCode, output } = await run('user:invite', username, email)
    assert.equal(exitCode, 0)
    assert.include(output.join(), email)
    assert.deepEqual(await kindsOfMailsTo(email), ['account_invitation'])
  })

  test('links to pages by the names of routes where no server runs', async ({ assert }) => {
    const { username, email } = registration()
    const { exitCode } = await spawnAce(['user:invite', username, email])
    assert.equal(exitCode, 0)
    const { path } = await linkIn(email, 'account_invitation')
    assert.match(path, /^\/reset-password\/\S+$/)
  })

  test('user:delete and user:restore take an account away and bring it back', async ({
    assert,
  }) => {
    const app = await signInApp()
    assert.equal((await run('user:delete', app.person.username)).exitCode, 0)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await run('user:delete', app.person.username)).exitCode, 1)
    assert.equal((await run('user:restore', app.person.username)).exitCode, 0)
    assert.equal((await run('user:restore', app.person.username)).exitCode, 1)
    await signInApp(app.person)
  })

  test('user:sign-out ends the sign-ins, and tokens only if wished', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    await run('user:sign-out', app.person.username)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await script.get('/api/v1/me')).status, 200)
    await run('user:sign-out', app.person.username, '--tokens')
    assert.equal((await script.get('/api/v1/me')).status, 401)
  })

  test('user:sign-out ends one sign-in or one token, and of nobody else', async ({ assert }) => {
    const app = await signInApp()
    const other = await signInApp(app.person)
    const script = await makeScript(['profile:read'], app)
    const { username } = app.person
    const one = [`--sign-in=${app.pair.signIn.id}`]
    assert.equal((await run('user:sign-out', (await createUser()).username, ...one)).exitCode, 1)
    assert.equal((await app.get('/api/v1/me')).status, 200)
    assert.equal((await run('user:sign-out', username, ...one)).exitCode, 0)
    assert.equal((await app.get('/api/v1/me')).status, 401)
    assert.equal((await run('user:sign-out', username, `--token=${script.id}`)).exitCode, 0)
    assert.equal((await script.get('/api/v1/me')).status, 401)
    assert.equal((await other.get('/api/v1/me')).status, 200)
  })

  test('user:sign-out says why it ends nothing: {words}')
    .with([
      { words: '--sign-in=5', says: `5 is no id, such as ${ID}. See user:show NAME.` },
      { words: `--sign-in=${ID}`, says: `Nothing there has the id ${ID}. See user:show NAME.` },
      {
        words: `--sign-in=${ID} --token=${ID}`,
        says: 'Use one of --tokens, --sign-in and --token at a time.',
      },
      {
        words: `--tokens --token=${ID}`,
        says: 'Use one of --tokens, --sign-in and --token at a time.',
      },
    ])
    .run(async ({ assert }, { words, says }) => {
      const app = await signInApp()
      const { username } = app.person
      const { exitCode, errors } = await run('user:sign-out', username, ...words.split(' '))
      assert.deepEqual([exitCode, errors], [1, [`[ error ] ${says.replace('NAME', username)}`]])
      assert.equal((await app.get('/api/v1/me')).status, 200)
    })

  test('user:reset-password and user:confirm-email write to the owner', async ({ assert }) => {
    const { username, email } = await createUser()
    assert.equal((await run('user:reset-password', username)).exitCode, 0)
    assert.equal((await run('user:confirm-email', username)).exitCode, 0)
    assert.includeMembers(await kindsOfMailsTo(email), ['reset_password', 'verify_email'])
  })

  test('user:confirm-email --mark marks it, and writes to nobody', async ({ assert }) => {
    const { id, username, email } = await createUser()
    const before = await kindsOfMailsTo(email)
    assert.equal((await run('user:confirm-email', username, '--mark')).exitCode, 0)
    assert.deepEqual(await kindsOfMailsTo(email), before)
    assert.isNotNull((await User.findOrFail(id)).emailVerifiedAt)
  })
})
