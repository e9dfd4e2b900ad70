import { readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { eventsOf } from '#tests/helpers/database/events'
import {
  signInAppOfSuperUser,
  signInBrowserOfSuperUser,
  uncrown,
} from '#tests/helpers/people/super_user'
import { createUser, type Person, suspend, uniqueName } from '#tests/helpers/people/users'
import { run, spawnAce } from '#tests/helpers/servers/commands'

/** More than are in memory at once. */
const MANY = 500

const OWN_HEAD =
  'id,occurredAt,kind,outcome,text,credential,byAnother,signInId,subject.type,subject.id,ipAddress,userAgent,requestId'

type Row = { id: string; kind: string; account?: { username: string } | null }

const linesOf = (text: string) => text.trimEnd().split(/\r?\n/)
const rowsOf = (text: string) => linesOf(text).map((line) => JSON.parse(line) as Row)

test.group('What happened to an account, as a file', () => {
  test('is a table with a line for each event, the latest first', async ({ assert }) => {
    const app = await signInApp()
    const answer = await app.get('/api/v1/me/events?format=csv')
    const [head, ...lines] = linesOf(answer.text)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8; header=present')
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="events.csv"')
    assert.equal(head, OWN_HEAD)
    assert.lengthOf(lines, 2)
    assert.match(lines[0], /^\d+,[^,]+,signed_in,done,Somebody signed in/)
  })

  test('is JSON on each line, as the list has it', async ({ assert }) => {
    const app = await signInApp()
    const listed = (await app.get('/api/v1/me/events')).data<Row[]>()
    const answer = await app.get('/api/v1/me/events?format=jsonl')
    assert.equal(answer.headers['content-type'], 'application/x-ndjson')
    assert.deepEqual(rowsOf(answer.text), listed)
  })

  test('holds all that the filter finds, and nothing twice, however much that is', async ({
    assert,
  }) => {
    const app = await signInApp()
    await db.rawQuery(
      `insert into events (kind, outcome, user_id, credential)
       select 'signed_out', 'done', ?, 'none' from generate_series(1, ?::int)`,
      [app.person.id, MANY]
    )
    const rows = rowsOf((await app.get('/api/v1/me/events?format=jsonl&about=access')).text)
    assert.lengthOf(rows, MANY + 1)
    assert.lengthOf(new Set(rows.map(({ id }) => id)), MANY + 1)
    assert.equal(rows.at(-1)!.kind, 'signed_in')
  })

  test('begins no cell as a formula would, whichever sign separates cells: {userAgent}')
    .with([
      {
        userAgent: '=HYPERLINK("https://evil.example","Open")',
        told: `"'=HYPERLINK(""https://evil.example"",""Open"")"`,
      },
      { userAgent: "x;=cmd|' /C calc'!A0;y", told: "x;'=cmd|' /C calc'!A0;y" },
      { userAgent: 'x;;+1;-1;@SUM(1+1)', told: "x;;'+1;'-1;'@SUM(1+1)" },
      { userAgent: 'x,;=1', told: `"x,;'=1"` },
    ])
    .run(async ({ assert }, { userAgent, told }) => {
      const app = await signInApp(undefined, { headers: { 'User-Agent': userAgent } })
      const { text } = await app.get('/api/v1/me/events?format=csv')
      assert.include(text, `,${told},`)
      assert.notMatch(text, /(^|[,;])"?[=+\-@]/m)
    })

  test('is recorded, and a request for its head is not', async ({ assert }) => {
    const app = await signInApp()
    const path = '/api/v1/me/events?format=csv'
    const events = await eventsOf(async () => {
      await app.send('HEAD', path)
      await app.get(path)
    })
    assert.lengthOf(events, 1)
    assert.containSubset(events[0], {
      kind: 'events_exported',
      user_id: app.person.id,
      actor_id: app.person.id,
      credential: 'token',
      ip_address: '127.0.0.1',
      details: { format: 'csv' },
    })
  })

  test('is offered on its page, with the filter that was chosen', async ({ assert }) => {
    const browser = await signInBrowser()
    const { text } = await browser.get('/account/activity?about=account')
    assert.include(text, 'href="/account/activity?about=account&amp;format=csv"')
    const file = await browser.get('/account/activity?about=account&format=csv')
    assert.match(file.headers['content-disposition']!, /^attachment/)
    assert.lengthOf(linesOf(file.text), 2)
  })
})

test.group('What happened to everybody, as a file', (group) => {
  let app: App & { person: Person }
  group.setup(async () => {
    app = await signInAppOfSuperUser()
    return uncrown
  })

  test('says of each event to whom it happened, and what else there is to say', async ({
    assert,
  }) => {
    const person = await createUser()
    const path = `/api/v1/admin/events?person=${person.username}`
    const [row] = rowsOf((await app.get(`${path}&format=jsonl`)).text)
    assert.deepEqual(row.account, { id: person.id, username: person.username })
    const [head, line] = linesOf((await app.get(`${path}&format=csv`)).text)
    assert.include(head, 'account.username,actor.id')
    assert.include(line, `,${person.username},`)
  })

  test('is recorded with whose it was, and not with what was typed', async ({ assert }) => {
    const person = await createUser()
    const [event] = await eventsOf(() =>
      app.get(`/api/v1/admin/events?person=${person.email}&format=csv`)
    )
    assert.deepEqual(event.details, { format: 'csv', of: 'person', personId: person.id })
  })

  test('is offered on its page', async ({ assert }) => {
    const browser = await signInBrowserOfSuperUser()
    const { text } = await browser.get('/admin/activity?outcome=done')
    assert.include(text, 'href="/admin/activity?outcome=done&amp;format=jsonl"')
    const file = await browser.get('/admin/activity?kind=account_made&format=jsonl')
    assert.equal(rowsOf(file.text)[0].kind, 'account_made')
  })

  test('is written by a command, to a file that only its owner reads', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    const path = join(tmpdir(), `${uniqueName('events')}.jsonl`)
    const ask = () => run('events:export', path, `--person=${person.username}`)
    assert.deepEqual((await ask()).output, [`[ success ] Written to ${path}.`])
    const kinds = rowsOf(await readFile(path, 'utf8')).map(({ kind }) => kind)
    assert.deepEqual(kinds, ['account_suspended', 'account_made'])
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    assert.match((await ask()).errors.join(), /exists/)
  })

  test('leaves no file that nobody could know of, where it cannot be recorded', async ({
    assert,
  }) => {
    const path = join(tmpdir(), `gatehouse-test-${uniqueName()}.csv`)
    const url = new URL(process.env.DATABASE_URL!)
    url.searchParams.set('options', '-c default_transaction_read_only=on')
    const settings = { DATABASE_URL: url.href }
    const { exitCode, output, errors } = await spawnAce(['events:export', path], { settings })
    assert.deepEqual([exitCode, output, errors.length], [1, [], 1])
    assert.match(errors[0], /The database can only be read/)
    await assert.rejects(() => stat(path), /ENOENT/)
  })

  test('wants a name that says what the file is to be', async ({ assert }) => {
    const { exitCode, errors } = await run('events:export', 'events.xml')
    assert.deepEqual(
      [exitCode, errors],
      [1, ['[ error ] Name a file that ends in .csv or .jsonl.']]
    )
  })
})
