import { test } from '@japa/runner'
import { Browser } from '#tests/helpers/clients/sign_in'
import { run } from '#tests/helpers/servers/commands'
import { contentsOfDatabase, whileCommitsFail } from '#tests/helpers/database/failed_commits'
import { keepFile } from '#tests/helpers/files/files'
import { send } from '#tests/helpers/clients/http'
import { holdJobs } from '#tests/helpers/servers/jobs'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { storedKeys } from '#tests/helpers/storage/stored_files'
import { activate, createUser, registration, suspend } from '#tests/helpers/people/users'
import { FILE_WRITES } from '#tests/helpers/database/file_writes'
import { type Attempt, ACCOUNT_WRITES, attempt } from '#tests/helpers/database/writes'

/** What an operator is told of what was done. */
const DONE =
  /\b(signed_in|signed_out|(password|email|username)_changed|personal_token_made|account_\w+ed)\b/

test.group('Where COMMIT fails', (group) => {
  let server: SpawnedServer

  group.setup(async () => {
    await holdJobs()
    // In this profile no mail worker changes rows meanwhile.
    const profile = { APP_PROFILE: 'dev-prod-db', STORAGE_DISK: 'local' }
    server = await startServer({ ...profile, LOG_LEVEL: 'info' })
    return () => server.stop()
  })

  const ask = ({ method, path, options: { token, ...options } = {} }: Attempt) =>
    send(method, path, {
      ...options,
      origin: server.origin,
      headers: { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) },
    })

  test('{write} is not acknowledged, and nothing of it is kept')
    .with([...ACCOUNT_WRITES, ...FILE_WRITES])
    .run(async ({ assert }, { table, prepare }) => {
      const wanted = await prepare()
      const before = await contentsOfDatabase()
      const [incoming, final] = [await storedKeys('incoming'), await storedKeys('final')]
      const logged = server.log().length

      const answer = await whileCommitsFail(table, () => ask(wanted))
      assert.equal(answer.status, 503, answer.text)
      assert.equal(answer.problem.code, 'unavailable')
      assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/)
      assert.notProperty(answer.headers, 'set-cookie')
      assert.notMatch(answer.text, /commit/i)

      assert.deepEqual(await contentsOfDatabase(), before)
      assert.sameMembers(await storedKeys('incoming'), incoming)
      assert.sameMembers(await storedKeys('final'), final)
      assert.notMatch(server.log().slice(logged), DONE)

      const again = await ask(wanted)
      assert.oneOf(again.status, [200, 201, 202, 204], `tried again: ${again.text}`)
    })

  test('a browser is neither registered nor signed in, and the form comes back', async ({
    assert,
  }) => {
    const { password, ...names } = registration()
    const browser = new Browser({}, server.origin)
    const fields = { ...names, password, passwordConfirmation: password }
    const before = await contentsOfDatabase()
    const signUp = () => browser.submit('/register', fields)
    const refused = await whileCommitsFail('users', signUp)
    assert.deepEqual([refused.status, refused.headers.location], [303, '/register'])
    assert.include((await browser.get('/register')).text, names.username)
    assert.deepEqual(await contentsOfDatabase(), before)
    assert.equal((await signUp()).status, 303)
    assert.notDeepEqual(await contentsOfDatabase(), before)
  })

  test('a browser gets no session', async ({ assert }) => {
    const { username: login, password } = await createUser()
    const browser = new Browser({}, server.origin)
    const signIn = () => browser.submit('/login', { login, password })
    const before = await contentsOfDatabase()
    const refused = await whileCommitsFail('sessions', signIn)
    assert.deepEqual([refused.status, refused.headers.location], [303, '/login'])
    assert.isUndefined(browser.sessionId)
    assert.deepEqual(await contentsOfDatabase(), before)
  })

  test('a name that turns out to be taken only then is told as such', async ({ assert }) => {
    const json = registration()
    const taken = { code: '23505', constraint: 'users_username_unique' }
    const signUp = () => ask(attempt('POST', '/users', { json }))
    const answer = await whileCommitsFail('users', signUp, taken)
    assert.equal(answer.status, 422)
    assert.equal(answer.problem.errors![0].field, 'username')
  })

  test('"{command}" fails and says so')
    .with([
      { command: 'user:suspend', table: 'users', before: activate },
      { command: 'user:activate', table: 'users', before: suspend },
      { command: 'user:super', table: 'users', before: activate },
      { command: 'token:issue', table: 'access_tokens', before: activate },
    ])
    .run(async ({ assert }, { command, table, before: bring }) => {
      const person = await createUser()
      await bring(person)
      const { username } = person
      const before = await contentsOfDatabase()
      const { exitCode, output, errors } = await whileCommitsFail(table, () =>
        run(command, username)
      )
      assert.equal(exitCode, 1)
      assert.isAbove(errors.length, 0, output.join('\n'))
      assert.deepEqual(await contentsOfDatabase(), before)
    })

  test('a transfer of files fails and moves none', async ({ assert }) => {
    const [from, to] = [await createUser(), await createUser()]
    await keepFile(from)
    const before = await contentsOfDatabase()
    const { exitCode } = await whileCommitsFail('files', () =>
      run('files:transfer', from.username, to.username)
    )
    assert.equal(exitCode, 1)
    assert.deepEqual(await contentsOfDatabase(), before)
  })
})
