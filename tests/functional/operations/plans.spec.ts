import db from '@adonisjs/lucid/services/db'
import emitter from '@adonisjs/core/services/emitter'
import { test } from '@japa/runner'
import pg from 'pg'
import { record } from '#activity/record'
import { PEOPLE_ORDERS } from '#people/order'
import { SAMPLES } from '#tests/conformance/samples'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { deliverMails } from '#tests/helpers/people/mailbox'
import { makeScript } from '#tests/helpers/clients/scripts'
import { follow } from '#tests/helpers/clients/streams'
import { deliver, forgetWebhooks, startReceiver, webhookTo } from '#tests/helpers/servers/receiver'
import { crown, uncrown } from '#tests/helpers/people/super_user'
import { createUser } from '#tests/helpers/people/users'
import { changeWebhook, makeWebhook } from '#webhooks/manage'

/** Enough that PostgreSQL reads no table from end to end for a few rows of it. */
const CROWD = 20_000

const CROWDED = [
  `insert into users (username, email, password_hash, status)
   select 'crowd' || i, 'crowd' || i || '@example.org', 'none', 'active' from generate_series(1, ${CROWD}) i`,
  `insert into sign_ins (user_id, kind, name, expires_at)
   select id, 'app', 'A phone', now() + interval '30 days' from users where username like 'crowd%'`,
  `insert into access_tokens (hash, sign_in_id, generation, expires_at)
   select sha256(id::text::bytea), id, 1, now() + interval '15 minutes' from sign_ins where name = 'A phone'`,
  `insert into refresh_tokens (hash, sign_in_id, generation, expires_at)
   select sha256(id::text::bytea), id, 1, now() + interval '30 days' from sign_ins where name = 'A phone'`,
  `insert into sessions (id_hash, sign_in_id)
   select sha256(id::text::bytea), id from sign_ins where name = 'A phone'`,
  `insert into personal_tokens (user_id, hash, name, scopes, expires_at)
   select id, sha256(username::bytea), 'A script', '{files:read}', now() + interval '30 days'
   from users where username like 'crowd%'`,
  `insert into known_devices (user_id, key_hash)
   select id, sha256(username::bytea) from users where username like 'crowd%'`,
  `insert into email_verifications (user_id, email, token_hash, expires_at)
   select id, email, sha256(email::bytea), now() + interval '1 day' from users where username like 'crowd%'`,
  `insert into password_resets (email, user_id, token_hash, expires_at)
   select email, id, sha256(email::bytea), now() + interval '1 hour' from users where username like 'crowd%'`,
  `insert into outgoing_mails (user_id, kind, recipient, subject, state)
   select id, 'crowd', email, 'Hello', 'sent' from users where username like 'crowd%'`,
  `insert into files (id, owner_id, name, size, media_type, sha256, state)
   select gen_random_uuid(), id, 'Report.txt', 1, 'text/plain', sha256(''), 'stored'
   from users where username like 'crowd%'`,
  `insert into file_shares (file_id, user_id, role)
   select files.id, owner_id - 1, 'viewer' from files join users on users.id = owner_id
   where username like 'crowd%' and exists (select from users as other where other.id = owner_id - 1)`,
  `insert into file_links (file_id, expires_at)
   select files.id, now() + interval '1 day' from files join users on users.id = owner_id
   where username like 'crowd%'`,
  // They stay, as all that is recorded does: the chain has to fit at the end.
  `insert into events (kind, outcome, user_id, actor_id, credential, ip_address, origin_salt, origin_digest)
   select (array['signed_in', 'signed_out', 'share_made', 'link_made'])[1 + id % 4], 'done', id,
     case when id % 7 = 0 then id - 1 else id end, 'token', address, salt,
     sha256(salt || convert_to(address || chr(10), 'utf8'))
   from (
     select id, '203.0.113.' || id % 250 as address, uuid_send(gen_random_uuid()) as salt
     from users where username like 'crowd%') as crowd`,
]

const BIG = ['users', 'sign_ins', 'access_tokens', 'refresh_tokens', 'sessions', 'personal_tokens']
BIG.push('known_devices', 'email_verifications', 'password_resets', 'outgoing_mails')
BIG.push('files', 'file_shares', 'file_links', 'events', 'webhook_deliveries')

/** Of a webhook that was turned off while much was on its way. */
const DELIVERIES = `insert into webhook_deliveries (webhook_id, event_id, kind, state, attempts)
  select ?, id, kind, (array['waiting', 'delivered'])[1 + id % 2], 1
  from events where ip_address like '203.0.113.%'`

async function crowdWebhook() {
  const { webhook } = await makeWebhook({ url: 'https://crowd.example' })
  await changeWebhook(webhook.id, { isActive: false })
  await db.rawQuery(DELIVERIES, [webhook.id])
  await db.rawQuery('analyze webhook_deliveries')
  return webhook
}

/** Pages that list something, and every page route that the samples know how to reach. */
const PAGES = [
  ...['', '?q=report', '?sort=name', '?page=2'].flatMap((query) =>
    ['/files', '/bin', '/shared-with-me', '/shared-by-me'].map((path) => `GET ${path}${query}`)
  ),
  'GET /account',
  'GET /',
  ...Object.keys(SAMPLES).filter((name) => !/ \/(api|oauth)\//.test(name)),
]

const LOOK_UPS = {
  'access token': 'access_tokens.hash = asked.hash',
  'session': 'former_session_ids',
  'personal token': 'personal_tokens.hash = asked.hash',
}

const CALLERS = {
  'access token': async () => (await signInApp()).get('/api/v1/me'),
  'session': async () => (await signInBrowser()).get('/api/v1/me'),
  'personal token': async () => (await makeScript(['files:read'])).get('/api/v1/files'),
}

type Statement = { sql: string; bindings?: unknown[] }

async function statementsOf(task: () => Promise<unknown>) {
  const statements: Statement[] = []
  const stop = emitter.on('db:query', ({ sql, bindings }) => {
    if (/^\s*(select|with|update|delete|insert)\b/i.test(sql)) statements.push({ sql, bindings })
  })
  try {
    await task()
  } finally {
    stop()
  }
  return statements
}

type Cleanup = (release: () => Promise<void>) => void

/** Of what ran, each statement for which PostgreSQL would read a big table from end to end. */
async function planner(cleanup: Cleanup) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  cleanup(() => client.end())

  const scansOf = async ({ sql, bindings = [] }: Statement) => {
    let place = 0
    const numbered = /\$\d/.test(sql) ? sql : sql.replaceAll('?', () => `$${++place}`)
    const { rows } = await client.query({ text: `explain ${numbered}`, values: bindings })
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table)
    return scanned.filter((table) => BIG.includes(table)).map((table) => `${table}: ${sql}`)
  }
  return async (statements: Statement[]) => {
    const scans: string[] = []
    for (const statement of statements) scans.push(...(await scansOf(statement)))
    return scans
  }
}

type Node = Record<string, unknown> & { 'Actual Rows': number; 'Actual Loops': number }

/** Rows that a part of a statement read or threw away, at most. It is run, and undone. */
async function mostRowsReadBy({ sql }: Statement) {
  const plans = await db.transaction(async (trx) => {
    const { rows } = await trx.rawQuery(`explain (analyze, format json) ${sql}`)
    await trx.rollback()
    return rows
  })
  let most = 0
  JSON.stringify(plans, (_, node: Node) => {
    if (node?.['Actual Loops']) {
      const removed = Object.keys(node).filter((name) => name.startsWith('Rows Removed'))
      const read = ['Actual Rows', ...removed].reduce((sum, name) => sum + Number(node[name]), 0)
      most = Math.max(most, read * node['Actual Loops'])
    }
    return node
  })
  return most
}

test.group('With many people, no statement of a route', (group) => {
  group.setup(async () => {
    for (const statement of CROWDED) await db.rawQuery(statement)
    await crowdWebhook()
    await db.rawQuery('analyze')
    return async () => {
      const crowd = db.from('users').select('id').whereLike('username', 'crowd%')
      await db.from('files').whereIn('owner_id', crowd).delete()
      await db.from('users').whereLike('username', 'crowd%').delete()
      await forgetWebhooks()
      await uncrown()
    }
  })

  const LISTS = [
    ...[
      '',
      '?sort=name',
      '?sort=-size',
      '?sort=createdAt',
      '?q=report',
      '?page=2&perPage=1',
    ].flatMap((query) => [
      `GET /api/v1/files${query}`,
      `GET /api/v1/bin${query}`,
      `GET /api/v1/files?shared=with-me&${query.slice(1)}`,
    ]),
    ...['', '?sort=name', '?sort=-createdAt', '?q=report'].flatMap((query) =>
      ['shares', 'links'].map((list) => `GET /api/v1/${list}${query}`)
    ),
    'GET /api/v1/me',
    'GET /api/v1/sign-ins',
    'GET /api/v1/personal-tokens',
    ...[
      '',
      ...['rowd123', 'crowd', 'cr', 'example.org', 'nobody.like.that'].map((q) => `?q=${q}`),
      ...PEOPLE_ORDERS.map((sort) => `?sort=${sort}`),
      ...['active', 'suspended', 'deleted'].map((status) => `?status=${status}`),
      '?confirmed=true',
      '?confirmed=false',
      '?seenAfter=2026-01-01',
      ...PEOPLE_ORDERS.flatMap((sort) =>
        ['seenBefore=2026-01-01', 'seenAfter=2026-01-01'].map((seen) => `?${seen}&sort=${sort}`)
      ),
    ].map((query) => `GET /api/v1/admin/users${query}`),
    ...['', '?about=files', '?about=refusals'].map((query) => `GET /api/v1/me/events${query}`),
    ...[
      '',
      '?person=crowd123',
      '?person=crowd123@example.org&kind=share_made',
      '?kind=share_made',
      '?kind=account_suspended',
      '?about=access',
      '?outcome=refused',
      '?from=2026-01-01&to=2027-01-01',
      '?to=2026-01-01T12:00',
      '?address=203.0.113.9',
      '?address=203.0.113.9&outcome=done&from=2026-01-01',
    ].map((query) => `GET /api/v1/admin/events${query}`),
  ]

  test('reads a big table from end to end', async ({ assert, cleanup }) => {
    const scansOf = await planner(cleanup)
    const scans: string[] = []
    const names = Object.keys(SAMPLES).filter((name) => name.includes(' /api/'))
    for (const name of [...LISTS, ...names]) {
      const app = await signInApp(await createUser())
      if (name.includes('/admin/')) await crown(app.person)
      const [method, pattern] = name.split(' ')
      const { params, body } = SAMPLES[name] ?? {}
      const { id = '' } = (await params?.(app.person)) ?? {}
      const json = await body?.()
      const statements = await statementsOf(() => app.api(method, pattern.replace(':id', id), json))
      scans.push(...(await scansOf(statements)).map((scan) => `${name}: ${scan}`))
    }
    scans.push(...(await scansOf(await statementsOf(deliverMails))))
    assert.deepEqual(scans, [])
  })

  test('of a page reads a big table from end to end', async ({ assert, cleanup }) => {
    const scansOf = await planner(cleanup)
    const scans: string[] = []
    for (const name of PAGES) {
      const browser = await signInBrowser()
      if (name.includes(' /admin/')) await crown(browser.person)
      const [method, pattern] = name.split(' ')
      const { params, body } = SAMPLES[name] ?? {}
      const { id = '' } = (await params?.(browser.person)) ?? {}
      const json = await body?.()
      await browser.get('/account')
      const statements = await statementsOf(() =>
        browser.api(method, pattern.replace(':id', id), json)
      )
      assert.isNotEmpty(statements, name)
      scans.push(...(await scansOf(statements)).map((scan) => `${name}: ${scan}`))
    }
    assert.deepEqual(scans, [])
  })

  test('nor of what streams and webhooks are told reads a big table from end to end', async ({
    assert,
    cleanup,
  }) => {
    const scansOf = await planner(cleanup)
    const app = await signInApp()
    const receiver = await startReceiver()
    await webhookTo(receiver, ['username_changed'])
    const off = await crowdWebhook()

    const statements = await statementsOf(async () => {
      const stream = await follow(app)
      await record('username_changed', { userId: app.person.id })
      await stream.untilTold(1)
      await deliver()
    })
    assert.lengthOf(receiver.received, 1)
    for (const part of ['json_agg(news)', 'insert into webhook_deliveries', 'skip locked'])
      assert.isTrue(statements.some(({ sql }) => sql.includes(part)))
    assert.deepEqual(await scansOf(statements), [])
    const claim = statements.find(({ sql }) => sql.includes('skip locked'))!
    assert.isBelow(await mostRowsReadBy(claim), 1_000)
    await changeWebhook(off.id, { isActive: true })
    const read = await mostRowsReadBy(claim)
    await changeWebhook(off.id, { isActive: false })
    assert.isBelow(read, 1_000)
  })

  test('that finds the caller reads a big table from end to end: {$self}')
    .with(['access token', 'session', 'personal token'] as const)
    .run(async ({ assert, cleanup }, by) => {
      const scansOf = await planner(cleanup)
      const statements = await statementsOf(() => CALLERS[by]())
      const ours = statements.filter(({ sql }) => sql.includes(LOOK_UPS[by]))
      assert.isNotEmpty(ours)
      assert.deepEqual(await scansOf(ours), [])
    })
})
