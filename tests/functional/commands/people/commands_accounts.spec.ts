import { test } from '@japa/runner'
import { type SignInBody, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { run } from '#tests/helpers/servers/commands'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, deleteAccount, suspend } from '#tests/helpers/people/users'

const REASON = '--reason=Sends advertising'

test.group('user:suspend and user:activate', () => {
  test('stop every credential on the next request, and let its owner in again', async ({
    assert,
  }) => {
    const person = await createUser()
    const [browser, app] = [await signInBrowser(person), await signInApp(person)]
    assert.equal((await run('user:suspend', person.username, REASON)).exitCode, 0)
    for (const client of [browser, app])
      assert.equal((await client.get('/api/v1/me')).problem.code, 'account_suspended')

    assert.equal((await run('user:activate', person.email)).exitCode, 0)
    await signInApp(person)
  })

  test('are told to the owner as of support, and to the super user as of a command', async ({
    assert,
    cleanup,
  }) => {
    const person = await createUser()
    await run('user:suspend', person.username, REASON)
    await run('user:activate', person.username)
    const superUser = await signInAppOfSuperUser()
    cleanup(uncrown)
    const readers = [
      { client: await signInApp(person), path: '/api/v1/me/events', by: 'support' },
      { client: superUser, path: `/api/v1/admin/users/${person.id}/events`, by: 'a command' },
    ]
    for (const { client, path, by } of readers) {
      const events = (await client.get(path)).data<{ text: string }[]>()
      const said = events.map(({ text }) => text)
      assert.includeMembers(said, [
        `The account was suspended, by ${by}`,
        `The account was activated, by ${by}`,
      ])
    }
  })

  test('want to know why', async ({ assert }) => {
    const person = await createUser()
    const { exitCode, errors } = await run('user:suspend', person.username)
    assert.deepEqual(
      [exitCode, errors],
      [1, ['[ error ] --reason: Give a reason: the person will read it.']]
    )
  })

  test('leave an active account signed in where it is activated again', async ({ assert }) => {
    const app = await signInApp()
    const { exitCode, output } = await run('user:activate', app.person.username)
    assert.equal(exitCode, 0)
    assert.include(output.join(), 'is already active.')
    assert.equal((await app.get('/api/v1/me')).status, 200)
  })

  test('bring a deleted account back, and cannot suspend it', async ({ assert }) => {
    const person = await createUser()
    await deleteAccount(person)
    const { exitCode, errors } = await run('user:suspend', person.username, REASON)
    assert.deepEqual([exitCode, errors.length], [1, 1])

    assert.equal((await run('user:activate', person.username)).exitCode, 0)
    await signInApp(person)
  })

  test('say that nobody is called so: {$self}')
    .with(['user:suspend', 'user:activate', 'user:super', 'token:issue'])
    .run(async ({ assert }, command) => {
      const { exitCode, errors } = await run(
        command,
        'nobody_at_all',
        ...(command === 'user:suspend' ? [REASON] : [])
      )
      const line = '[ error ] No account has the username or email address nobody_at_all.'
      assert.deepEqual([exitCode, errors], [1, [line]])
    })
})

test.group('token:issue', () => {
  /** The secret that a line like "access token   …" shows. */
  const shown = (output: string[], kind: string) =>
    output.find((line) => line.startsWith(`${kind} token`))!.split(/\s+/)[2]

  test('prints a pair of tokens that works, and is in the list of sign-ins', async ({ assert }) => {
    const person = await createUser()
    const { exitCode, output } = await run('token:issue', person.username, '--name=Nightly job')
    assert.equal(exitCode, 0)

    const app = await signInApp(person)
    app.pair.accessToken = shown(output, 'access')
    app.pair.refreshToken = shown(output, 'refresh')
    const list = await app.get('/api/v1/sign-ins')
    const signIn = list.data<SignInBody[]>().find(({ current }) => current)
    assert.containSubset(signIn, { name: 'Nightly job', kind: 'app' })
    assert.equal((await app.refresh()).status, 200)
  })

  test('refuses who is suspended', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    const { exitCode, output, errors } = await run('token:issue', person.username)
    assert.deepEqual([exitCode, output, errors.length], [1, [], 1])
    assert.include(errors[0], 'is suspended')
  })
})
