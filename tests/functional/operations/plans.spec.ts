import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
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
import { changeWebhook } from '#webhooks/manage'
import { planner, plannedStatementsOf, mostRowsReadBy } from '#tests/helpers/database/plans'
import { CROWDED, crowdWebhook } from '#tests/helpers/database/crowded'

/** Pages that list something, and every page route that the samples know how to reach. */
const PAGES = [
  ...['', '?q=report', '?sort=name', '?page=2'].flatMap((query) =>
    ['/files', '/bin', '/shared-with-me', '/shared-by-me'].map((path) => `GET ${path}${query}`)
  ),
  'GET /account',
  'GET /',
  ...['', '/people', '/activity', '/bulk-actions'].map((page) => `GET /admin${page}`),
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
    ...['overview', 'mails', 'bulk-actions'].map((path) => `GET /api/v1/admin/${path}`),
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
      const statements = await plannedStatementsOf(() =>
        app.api(method, pattern.replace(':id', id), json)
      )
      scans.push(...(await scansOf(statements)).map((scan) => `${name}: ${scan}`))
    }
    scans.push(...(await scansOf(await plannedStatementsOf(deliverMails))))
    assert.deepEqual(scans, [])
  })

  test('of a page reads a big table from end to end', async ({ assert, cleanup }) => {
    const scansOf = await planner(cleanup)
    const scans: string[] = []
    for (const name of PAGES) {
      const browser = await signInBrowser()
      if (name.includes(' /admin')) await crown(browser.person)
      const [method, pattern] = name.split(' ')
      const { params, body } = SAMPLES[name] ?? {}
      const { id = '' } = (await params?.(browser.person)) ?? {}
      const json = await body?.()
      await browser.get('/account')
      const statements = await plannedStatementsOf(() =>
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

    const statements = await plannedStatementsOf(async () => {
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
      const statements = await plannedStatementsOf(() => CALLERS[by]())
      const ours = statements.filter(({ sql }) => sql.includes(LOOK_UPS[by]))
      assert.isNotEmpty(ours)
      assert.deepEqual(await scansOf(ours), [])
    })
})
