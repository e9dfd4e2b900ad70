import { test } from '@japa/runner'
import { Browser, signInApp } from '#tests/helpers/clients/sign_in'
import { run } from '#tests/helpers/servers/commands'
import { contentsOfDatabase, whileCommitsFail } from '#tests/helpers/database/failed_commits'
import { keepFile } from '#tests/helpers/files/files'
import { send, type SendOptions } from '#tests/helpers/clients/http'
import { linkIn } from '#tests/helpers/people/mailbox'
import { linkFor } from '#tests/helpers/people/password_resets'
import { type SpawnedServer, startServer } from '#tests/helpers/servers/server'
import { confirmAddress, linked, shared, signInOwner } from '#tests/helpers/files/sharing'
import { storedKeys } from '#tests/helpers/storage/stored_files'
import { file, form, MULTIPART } from '#tests/helpers/files/uploads'
import {
  activate,
  createUser,
  OTHER_PASSWORD,
  PASSWORD,
  registration,
  suspend,
  uniqueName,
} from '#tests/helpers/people/users'

type Request = Omit<SendOptions, 'origin'> & { token?: string }
type Attempt = { method: string; path: string; options?: Request }

/** A write: the table in which its commit fails, and what is sent, once all that it needs is there. */
type Kind = { write: string; table: string; prepare: () => Promise<Attempt> }

const attempt = (method: string, path: string, options: Request = {}): Attempt => ({
  method,
  path: `/api/v1${path}`,
  options,
})

/** By somebody who is signed in. */
async function signedIn(method: string, path: string, json?: unknown) {
  const { pair } = await signInApp()
  return attempt(method, path, { json, token: pair.accessToken })
}

/** By somebody who has a file. */
async function withFile(method: string, pathOf: (id: string) => string, json?: unknown) {
  const { owner, file: kept } = await signInOwner()
  await confirmAddress(owner)
  return attempt(method, pathOf(kept.id), { json, token: owner.pair.accessToken })
}

async function withBinnedFile(method: string, pathOf: (id: string) => string) {
  const wanted = await withFile(method, pathOf)
  const [, id] = /([\da-f-]{36})/.exec(wanted.path)!
  const headers = { Authorization: `Bearer ${wanted.options!.token}` }
  await send('DELETE', `/api/v1/files/${id}`, { headers })
  return wanted
}

const KINDS: Kind[] = [
  {
    write: 'a registration',
    table: 'users',
    prepare: async () => attempt('POST', '/users', { json: registration() }),
  },
  {
    write: 'a sign-in',
    table: 'sign_ins',
    async prepare() {
      const { username: login } = await createUser()
      return attempt('POST', '/tokens', { json: { login, password: PASSWORD } })
    },
  },
  {
    write: 'a refresh',
    table: 'access_tokens',
    async prepare() {
      const { refreshToken } = (await signInApp()).pair
      return attempt('POST', '/tokens/refresh', { json: { refreshToken } })
    },
  },
  {
    write: 'a change of password',
    table: 'users',
    prepare: () => signedIn('PUT', '/me/password', { password: OTHER_PASSWORD }),
  },
  {
    write: 'a change of username',
    table: 'users',
    prepare: () => signedIn('PATCH', '/me', { username: uniqueName() }),
  },
  {
    write: 'a change of address',
    table: 'email_verifications',
    prepare: () => signedIn('PATCH', '/me', { email: `${uniqueName()}@example.org` }),
  },
  {
    write: 'a request for another link to confirm the address',
    table: 'email_verifications',
    prepare: () => signedIn('POST', '/email-verifications'),
  },
  {
    write: 'a confirmation of the address',
    table: 'users',
    async prepare() {
      const { token } = await linkIn((await createUser()).email, 'verify_email')
      return attempt('PUT', '/email-verifications', { json: { token } })
    },
  },
  {
    write: 'a forgotten password',
    table: 'password_resets',
    async prepare() {
      const { email } = await createUser()
      return attempt('POST', '/password-resets', { json: { email } })
    },
  },
  {
    write: 'a reset of the password',
    table: 'users',
    async prepare() {
      const { token } = await linkFor((await createUser()).email)
      return attempt('PUT', '/password-resets', { json: { token, password: OTHER_PASSWORD } })
    },
  },
  {
    write: 'a deletion of the account',
    table: 'users',
    prepare: () => signedIn('DELETE', '/me', {}),
  },
  {
    write: 'an end of the other sign-ins',
    table: 'sign_ins',
    async prepare() {
      const person = await createUser()
      await signInApp(person)
      const { pair } = await signInApp(person)
      return attempt('DELETE', '/sign-ins', { token: pair.accessToken })
    },
  },
  {
    write: 'signing out',
    table: 'sign_ins',
    prepare: () => signedIn('DELETE', '/sign-ins/current'),
  },
  {
    write: 'a personal token',
    table: 'personal_tokens',
    prepare: () => signedIn('POST', '/personal-tokens', { name: 'backup', scopes: ['files:read'] }),
  },
  {
    write: 'an upload',
    table: 'files',
    async prepare() {
      const body = form(file('notes.txt'))
      const { pair } = await signInApp()
      return attempt('POST', '/files', { body, headers: MULTIPART, token: pair.accessToken })
    },
  },
  {
    write: 'a new name of a file',
    table: 'files',
    prepare: () => withFile('PATCH', (id) => `/files/${id}`, { name: 'other.txt' }),
  },
  {
    write: 'a removal to the bin',
    table: 'files',
    prepare: () => withFile('DELETE', (id) => `/files/${id}`),
  },
  {
    write: 'a restoration from the bin',
    table: 'files',
    prepare: () => withBinnedFile('POST', (id) => `/files/${id}/restorations`),
  },
  {
    write: 'a removal for good',
    table: 'files',
    prepare: () => withBinnedFile('DELETE', (id) => `/bin/${id}`),
  },
  {
    write: 'a share',
    table: 'file_shares',
    async prepare() {
      const { username } = await createUser()
      return withFile('POST', (id) => `/files/${id}/shares`, { with: username, role: 'viewer' })
    },
  },
  {
    write: 'an invitation',
    table: 'outgoing_mails',
    prepare: () =>
      withFile('POST', (id) => `/files/${id}/shares`, {
        with: `${uniqueName()}@example.org`,
        role: 'viewer',
      }),
  },
  {
    write: 'the end of a share',
    table: 'file_shares',
    async prepare() {
      const { owner, file: kept } = await signInOwner()
      const { id } = await shared(owner, kept, { with: (await createUser()).username })
      return attempt('DELETE', `/shares/${id}`, { token: owner.pair.accessToken })
    },
  },
  {
    write: 'a link',
    table: 'file_links',
    prepare: () => withFile('POST', (id) => `/files/${id}/links`, {}),
  },
  {
    write: 'the end of a link',
    table: 'file_links',
    async prepare() {
      const { owner, file: kept } = await signInOwner()
      const { id } = await linked(owner, kept)
      return attempt('DELETE', `/links/${id}`, { token: owner.pair.accessToken })
    },
  },
]

/** What an operator is told of what was done. */
const DONE =
  /\b(signed_in|signed_out|(password|email|username)_changed|personal_token_made|account_\w+ed)\b/

test.group('Where COMMIT fails', (group) => {
  let server: SpawnedServer

  group.setup(async () => {
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
    .with(KINDS)
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
