import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { prune } from '#jobs/prune'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { makeScript } from '#tests/helpers/clients/scripts'
import { createUser } from '#tests/helpers/people/users'

const MANY = 1_000

/** Fills every table with rows that are due; `:user`, `:signIn`, `:browser` and `:file` are those of somebody who is signed in. */
const DUE: Record<string, string> = {
  'expired access tokens': `insert into access_tokens (hash, sign_in_id, generation, expires_at)
    select sha256(('a' || i)::bytea), :signIn, 0, now() - interval '1 minute'`,
  'expired refresh tokens': `insert into refresh_tokens (hash, sign_in_id, generation, expires_at)
    select sha256(('r' || i)::bytea), :signIn, 0, now() - interval '1 minute'`,
  'expired sign-ins': `insert into sign_ins (user_id, kind, name, expires_at)
    select :user, 'app', 'expired', now() - interval '1 minute'`,
  'idle sessions': `with idle as (
      insert into sign_ins (user_id, kind, name, expires_at, last_seen_at)
      select :user, 'browser', 'idle', now() + interval '1 hour', now() - interval '3 hours' %s returning id)
    insert into sessions (id_hash, sign_in_id, idle_limit_seconds)
    select sha256(id::text::bytea), id, 7200 from idle`,
  'replaced session ids': `insert into former_session_ids (id_hash, session_id_hash, good_until)
    select sha256(('f' || i)::bytea), (select id_hash from sessions where sign_in_id = :browser), now() - interval '25 hours'`,
  'records of forms and keys that were sent': `insert into sent_forms (key_hash, created_at, claimed_until)
    select sha256(('s' || i)::bytea), now() - interval '25 hours', now()`,
  'expired answers to requests with a key': `insert into sent_forms (key_hash, claimed_until, answer, answered_at, answer_until)
    select sha256(('t' || i || random())::bytea), now(), 'due', now() - interval '3 minutes', now() - interval '1 minute'`,
  'expired handoffs': `insert into handoffs (token_hash, sign_in_id, path, expires_at)
    select sha256(('h' || i)::bytea), :signIn, '/', now() - interval '1 minute'`,
  'expired device codes': `insert into device_authorizations (device_code_hash, user_code_hash, name, interval_seconds, expires_at)
    select sha256(('c' || i)::bytea), sha256(('u' || i)::bytea), 'due', 5, now() - interval '61 minutes'`,
  'expired personal tokens': `insert into personal_tokens (user_id, hash, name, scopes, expires_at)
    select :user, sha256(('p' || i)::bytea), 'expired' || i, '{}', now() - interval '1 minute'`,
  'expired counters of rate limits': `insert into rate_limits (key, points, expire)
    select 'due:' || i, 1, (extract(epoch from now()) * 1000)::bigint - 1000`,
  'expired email confirmations': `insert into email_verifications (user_id, email, token_hash, expires_at)
    select :user, 'due@example.org', sha256(('v' || i)::bytea), now() - interval '1 minute'`,
  'expired password resets': `insert into password_resets (user_id, email, token_hash, expires_at)
    select :user, 'due@example.org', sha256(('w' || i)::bytea), now() - interval '1 minute'`,
  'expired shares': `insert into file_shares (file_id, email, role, expires_at)
    select :file, 'expired' || i || '@example.org', 'viewer', now() - interval '1 minute'`,
  'expired links to files': `insert into file_links (file_id, expires_at)
    select :file, now() - interval '1 minute'`,
  'sent emails': `insert into outgoing_mails (user_id, kind, recipient, subject, state, created_at)
    select :user, 'due', 'due@example.org', 'Due', 'sent', now() - interval '31 days'`,
  'finished bulk actions': `insert into bulk_actions (kind, filter, state, last_user_id, credential, ended_at)
    select 'sign_out', '{}', 'done', 0, 'command', now() - interval '91 days'`,
  'old exports of people': `with kept as (
      insert into bulk_actions (kind, filter, state, last_user_id, credential, ended_at)
      select 'export', '{}', 'done', 0, 'command', now() %s returning id)
    insert into export_parts (bulk_action_id, reached, lines, created_at)
    select id, 1, '', now() - interval '8 days' from kept`,
  'devices not seen for a long time': `insert into known_devices (user_id, key_hash, last_seen_at)
    select :user, sha256(('d' || i)::bytea), now() - interval '366 days'`,
  'data of accounts deleted long ago': `insert into users (username, email, password_hash, status, deleted_at)
    select 'due_' || i, 'due_' || i || '@example.org', 'x', 'deleted', now() - interval '31 days'`,
}

async function fill({ person, pair }: App & { person: { id: number } }) {
  const file = await keepFile(person, { name: 'Due.txt' })
  const { person: other } = await signInBrowser()
  const { id: browser } = await db.from('sign_ins').where('user_id', other.id).firstOrFail()
  for (const statement of Object.values(DUE)) {
    const rows = `from generate_series(1, ${MANY}) i`
    const sql = statement.includes('%s') ? statement.replace('%s', rows) : `${statement} ${rows}`
    await db.rawQuery(sql, { user: person.id, signIn: pair.signIn.id, browser, file: file.id })
  }
}

/** What other tests have left may expire at this very moment, so that rows are counted in thousands. */
const countsOf = (pruned: { what: string; count: number }[]) =>
  Object.fromEntries(pruned.map(({ what, count }) => [what, Math.floor(count / MANY) * MANY]))

const nothingDue = Object.fromEntries(Object.keys(DUE).map((what) => [what, 0]))
const allDue = Object.fromEntries(Object.keys(DUE).map((what) => [what, MANY]))

test.group('Pruning', (group) => {
  let lastBefore: number
  group.each.setup(async () => {
    await prune()
    const [{ last }] = await db.from('users').max('id as last')
    lastBefore = last ?? 0
  })
  // Not those of other tests: their events tell of them.
  group.each.teardown(async () => {
    await prune()
    const own = db.from('users').where('id', '>', lastBefore)
    await own.where('username', 'like', '~deleted-%').delete()
    await db.from('bulk_actions').where('last_user_id', 0).delete()
  })

  test('a thousand rows of each kind go in one prune, while requests go on', async ({ assert }) => {
    const app = await signInApp()
    await fill(app)
    assert.containSubset(countsOf(await prune({ dryRun: true })), allDue)

    const pruning = prune()
    const answers: number[] = []
    let isDone = false
    void pruning.finally(() => (isDone = true))
    while (!isDone) {
      answers.push((await app.get('/api/v1/me')).status)
      answers.push((await app.api('PATCH', '/api/v1/me', { username: app.person.username })).status)
    }

    assert.containSubset(countsOf(await pruning), allDue)
    assert.containSubset(countsOf(await prune({ dryRun: true })), nothingDue)
    assert.isAbove(answers.length, 3)
    assert.deepEqual([...new Set(answers)], [200])
  })

  test('counting alone takes nothing away', async ({ assert }) => {
    await fill(await signInApp())
    await prune({ dryRun: true })
    assert.containSubset(countsOf(await prune({ dryRun: true })), allDue)
  })

  test('what is still good stays', async ({ assert }) => {
    const app = await signInApp()
    const script = await makeScript(['profile:read'], app)
    await prune()
    assert.equal((await app.get('/api/v1/me')).status, 200)
    assert.equal((await script.get('/api/v1/me')).status, 200)
    assert.equal((await app.refresh()).status, 200)
  })

  test('two at once do the work once', async ({ assert }) => {
    await fill(await signInApp())
    const [one, other] = await Promise.all([prune(), prune()])
    const together = one.map(({ what, count }, kind) => ({
      what,
      count: count + other[kind].count,
    }))
    assert.containSubset(countsOf(together), allDue)
  })

  test('it ends between two batches when it is told to', async ({ assert }) => {
    await fill(await signInApp())
    assert.containSubset(countsOf(await prune({ signal: AbortSignal.abort() })), nothingDue)
    assert.containSubset(countsOf(await prune({ dryRun: true })), allDue)
  })

  test('the command does the same, and says how much', async ({ assert }) => {
    await fill(await signInApp())
    ace.ui.switchMode('raw')
    const dry = await ace.exec('auth:prune', ['--dry-run'])
    assert.equal(dry.exitCode, 0)
    assert.containSubset(countsOf(await prune({ dryRun: true })), allDue)

    const command = await ace.exec('auth:prune', [])
    assert.equal(command.exitCode, 0)
    const lines = command.ui.logger.getLogs().map(({ message }) => message)
    for (const what of Object.keys(DUE))
      assert.isTrue(
        lines.some((line) => new RegExp(`1\\d{3}  ${what}`).test(line)),
        what
      )
    assert.containSubset(countsOf(await prune({ dryRun: true })), nothingDue)
  })

  test('an account that was deleted lately, or is only suspended, is left alone', async ({
    assert,
  }) => {
    const person = await createUser()
    await db
      .from('users')
      .where('id', person.id)
      .update({ status: 'deleted', deleted_at: db.raw(`now() - interval '29 days'`) })
    await prune()
    const row = await db.from('users').where('id', person.id).first()
    assert.equal(row.username, person.username)
  })
})
