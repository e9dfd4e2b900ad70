import { test } from '@japa/runner'
import { databaseTime } from '#database/time'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { postJson } from '#tests/helpers/clients/http'
import { makeScript } from '#tests/helpers/clients/scripts'
import { run } from '#tests/helpers/servers/commands'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser, deleteAccount, type Person, suspend } from '#tests/helpers/people/users'

type Somebody = { id: number; username: string | null } | null
type Body = {
  data: {
    kind: string
    account: Somebody
    actor: Somebody
    text: string
    ipAddress: string | null
  }[]
  meta: { nextCursor: string | null }
}

const WRONG = 'quite another password'

/** Somebody whom the super user has suspended, after they were guessed at. */
async function suspendedBy(app: App) {
  const person = await createUser()
  await postJson('/api/v1/tokens', { login: person.username, password: WRONG })
  await app.api('PUT', `/api/v1/admin/users/${person.id}/suspension`, { reason: 'Rude' })
  return person
}

const ALL = ['account_suspended', 'sign_in_failed', 'account_made']

test.group('What happened to everybody', (group) => {
  let app: App & { person: Person }
  group.setup(async () => {
    app = await signInAppOfSuperUser()
    return uncrown
  })

  const list = async (query: Record<string, string>) =>
    (await app.get(`/api/v1/admin/events?${new URLSearchParams(query)}`)).json<Body>()
  const kindsIn = async (query: Record<string, string>) =>
    (await list(query)).data.map(({ kind }) => kind)

  test('is listed to the super user, the latest first, with who did it and from where', async ({
    assert,
  }) => {
    const { id, username } = await suspendedBy(app)
    // Refusals of earlier requests are written now and then.
    const latest = (await list({ perPage: '20' })).data
    const data = latest.filter(({ account }) => account?.id === id)
    assert.deepEqual(
      data.map(({ kind }) => kind),
      ALL
    )
    const { person: by } = app
    assert.containSubset(data[0], {
      account: { id, username },
      actor: { id: by.id, username: by.username },
      ipAddress: '127.0.0.1',
      text: 'The account was suspended',
    })
  })

  test('can be narrowed to a person: what happened to them, and what they did elsewhere', async ({
    assert,
  }) => {
    const { username, email } = await suspendedBy(app)
    assert.deepEqual(await kindsIn({ person: username }), ALL)
    assert.deepEqual(await kindsIn({ person: email.toUpperCase() }), ALL)
    const [latest] = (await list({ person: app.person.username })).data
    assert.equal(latest.account!.username, username)
  })

  type Narrowed = { filter: string; query: Record<string, string>; found: string[] }

  test('can be narrowed by {filter}')
    .with<Narrowed[]>([
      { filter: 'kind', query: { kind: 'account_made' }, found: ['account_made'] },
      { filter: 'outcome', query: { outcome: 'refused' }, found: ['sign_in_failed'] },
      { filter: 'what it is about', query: { about: 'access' }, found: ['sign_in_failed'] },
      {
        filter: 'both, where nothing is left',
        query: { about: 'files', kind: 'account_made' },
        found: [],
      },
      { filter: 'address', query: { address: '127.0.0.1' }, found: ALL },
      { filter: 'another address', query: { address: '203.0.113.77' }, found: [] },
      { filter: 'a time that is over', query: { to: '2026-01-01' }, found: [] },
      { filter: 'a time to come', query: { from: '2999-01-01' }, found: [] },
      {
        filter: 'the time that it was',
        query: { from: '2026-01-01', to: '2999-01-01' },
        found: ALL,
      },
    ])
    .run(async ({ assert }, { query, found }) => {
      const { username } = await suspendedBy(app)
      assert.deepEqual(await kindsIn({ person: username, ...query }), found)
    })

  test('is found by its time', async ({ assert }) => {
    const person = await createUser()
    const { username } = person
    const between = (await databaseTime()).toISO()!
    await suspend(person)
    assert.deepEqual(await kindsIn({ person: username, from: between }), ['account_suspended'])
    assert.deepEqual(await kindsIn({ person: username, to: between }), ['account_made'])
  })

  test('is continued from a cursor, and misses and repeats nothing meanwhile', async ({
    assert,
  }) => {
    const { username: person } = await suspendedBy(app)
    const first = await list({ person, perPage: '1' })
    await app.api('PUT', `/api/v1/admin/users/${first.data[0].account!.id}/suspension`, {
      reason: 'Still',
    })
    const rest = await list({ person, after: first.meta.nextCursor! })
    assert.deepEqual(
      [...first.data, ...rest.data].map(({ kind }) => kind),
      ALL
    )
    assert.isNull(rest.meta.nextCursor)
  })

  test('cannot be narrowed to: {$self}')
    .with([
      '?person=nobody.at.all',
      '?kind=nonsense',
      '?outcome=perhaps',
      '?from=yesterday',
      '?address=here',
    ])
    .run(async ({ assert }, query) => {
      const { status, problem } = await app.get(`/api/v1/admin/events${query}`)
      assert.equal(status, 422)
      assert.equal(problem.errors![0].field, /\w+/.exec(query)![0])
    })

  test('is listed of one person by their number, also once the account is deleted', async ({
    assert,
  }) => {
    const person = await createUser()
    await deleteAccount(person)
    const { data } = (
      await app.get(`/api/v1/admin/users/${person.id}/events?perPage=5`)
    ).json<Body>()
    assert.deepEqual(
      data.map(({ kind }) => kind),
      ['account_deleted', 'account_made']
    )
  })

  test('is nothing for anybody else', async ({ assert }) => {
    const other = await signInApp()
    const script = await makeScript(['profile:read'], app)
    const browser = await signInBrowser()
    for (const client of [other, script])
      assert.equal((await client.get('/api/v1/admin/events')).status, 404)
    assert.equal((await browser.get('/admin/activity')).status, 404)
  })
})

test.group('events:list', () => {
  test('lists what a filter finds, and how to go on', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    const ask = (...more: string[]) =>
      run('events:list', `--person=${person.email}`, '--limit=1', ...more)
    const { exitCode, output } = await ask()
    assert.equal(exitCode, 0)
    assert.match(output[0], /^when +account +by +from +what$/)
    assert.include(output[1], person.username)
    assert.include(output[1], 'The account was suspended')
    const cursor = output.at(-1)!.split(' ').at(-1)!
    assert.include((await ask(cursor)).output.at(-1), 'The account was created')
  })

  test('says what is wrong with a filter', async ({ assert }) => {
    const { exitCode, errors } = await run('events:list', '--person=nobody.at.all')
    assert.deepEqual(
      [exitCode, errors],
      [1, ['[ error ] --person: Nobody has that username or email address.']]
    )
  })
})
