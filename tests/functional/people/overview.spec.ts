import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { writeRefusals } from '#activity/refusals'
import { workOnBulkActions } from '#people/bulk/work'
import { get } from '#tests/helpers/clients/http'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { statementsOf } from '#tests/helpers/database/statements'
import { keepFile } from '#tests/helpers/files/files'
import { tryPassword } from '#tests/helpers/people/guesses'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { until } from '#tests/helpers/until'
import { createUser, deleteAccount, type Person, suspend } from '#tests/helpers/people/users'

type Overview = {
  people: { active: number; suspended: number; deleted: number; isEstimated: boolean }
  newPeople: { day: string; count: number }[]
  mails: { waiting: number; givenUp: number }
  storage: { files: number; bytes: number; measuredAt: string }
  signIns: { day: string; browser: number; app: number }[]
  refusals: { hour: string; codes: Record<string, number> }[]
  bulkActions: number
  jobs: { name: string; everySeconds: number; isRunning: boolean }[]
}

type Mail = { id: string; kind: string; recipient: string; canBeWrittenAgain: boolean }

test.group('The overview', (group) => {
  let admin: App & { person: Person }
  group.setup(async () => {
    admin = await signInAppOfSuperUser()
    return uncrown
  })

  const look = async () => (await admin.get('/api/v1/admin/overview')).data<Overview>()

  test('counts people by status, and those of today', async ({ assert }) => {
    const before = await look()
    await createUser()
    await suspend(await createUser())
    await deleteAccount(await createUser())
    const after = await look()
    assert.deepEqual(after.people, {
      active: before.people.active + 1,
      suspended: before.people.suspended + 1,
      deleted: before.people.deleted + 1,
      isEstimated: false,
    })
    assert.lengthOf(after.newPeople, 30)
    assert.equal(after.newPeople.at(-1)!.count, before.newPeople.at(-1)!.count + 3)
    assert.equal(after.newPeople.at(-1)!.day, new Date().toISOString().slice(0, 10))
  })

  test('counts the sign-ins of each day, by kind', async ({ assert }) => {
    const today = async () => (await look()).signIns.at(-1)!
    const before = await today()
    const person = await createUser()
    await signInApp(person)
    await signInBrowser(person)
    await signInBrowser(person)
    const after = await today()
    assert.deepEqual([after.browser - before.browser, after.app - before.app], [2, 1])
    assert.equal(after.day, new Date().toISOString().slice(0, 10))
    assert.lengthOf((await look()).signIns, 30)
  })

  test('counts what was refused in each hour, by code, however many there are in a row', async ({
    assert,
  }) => {
    const countOf = async (code: string) => {
      const { refusals } = await look()
      return refusals.reduce((sum, { codes }) => sum + (codes[code] ?? 0), 0)
    }
    const [before, wrong] = [await countOf('invalid_token'), await countOf('sign_in_failed')]
    for (let times = 0; times < 3; times++)
      await get('/api/v1/me', { Authorization: 'Bearer nonsense' })
    await tryPassword((await createUser()).username)
    await writeRefusals()
    assert.equal(await countOf('invalid_token'), before + 3)
    assert.equal(await countOf('sign_in_failed'), wrong + 1)
    assert.lengthOf((await look()).refusals, 24)
  })

  test('counts what is being done about many people', async ({ assert }) => {
    const before = (await look()).bulkActions
    const wish = { kind: 'export', filter: { q: admin.person.username }, format: 'csv' }
    await admin.api('POST', '/api/v1/admin/bulk-actions', wish)
    assert.equal((await look()).bulkActions, before + 1)
    await workOnBulkActions()
    assert.equal((await look()).bulkActions, 0)
  })

  test('finds by an index what it counts among all events', async ({ assert, cleanup }) => {
    const statements = await statementsOf(look)
    const ours = statements.filter((sql) => sql.includes('from events'))
    assert.lengthOf(ours, 2)
    const trx = await db.transaction()
    cleanup(() => trx.rollback())
    await trx.rawQuery(`
      insert into events (kind, outcome, credential, occurred_at)
      select kind, outcome, 'none', now() - i * interval '10 minutes' from generate_series(1, 20000) i,
        (values ('signed_in', 'done'), ('request_refused', 'refused')) as made (kind, outcome)`)
    await trx.rawQuery('analyze events')
    for (const sql of ours) {
      const { rows } = await trx.rawQuery(`explain ${sql.replace(/\?|\$1/, '24')}`)
      const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
      assert.match(plan, /events_(signed_in|refused)/)
    }
  })

  test('weighs what is stored', async ({ assert }) => {
    const weighedAnew = async () => {
      const { measuredAt } = (await look()).storage
      let { storage } = await look()
      await until('it is summed up anew', async () => {
        storage = (await look()).storage
        return storage.measuredAt > measuredAt
      })
      return storage
    }
    const before = await weighedAnew()
    await keepFile(await createUser(), { bytes: Buffer.from('12345') })
    const after = await weighedAnew()
    assert.deepEqual([after.files, after.bytes], [before.files + 1, before.bytes + 5])
  })

  test('says which job is running', async ({ assert, cleanup }) => {
    const isPruning = async () =>
      (await look()).jobs.find(({ name }) => name === 'auth:prune')?.isRunning
    assert.isFalse(await isPruning())
    const trx = await db.transaction()
    cleanup(() => trx.rollback())
    await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('auth:prune'))`)
    assert.isTrue(await isPruning())
  })

  /** A mail of theirs that could not be sent. */
  async function giveUp({ email }: Person, kind: string) {
    const [row] = await db
      .from('outgoing_mails')
      .where({ recipient: email, kind })
      .update({ state: 'given_up', html: null, text: null })
      .returning('id')
    return String(row.id ?? row)
  }

  test('lists mails that were given up, and has a new one written', async ({ assert }) => {
    const person = await createUser()
    const id = await giveUp(person, 'verify_email')
    const list = (await admin.get('/api/v1/admin/mails')).data<Mail[]>()
    assert.containSubset(list, [{ id, recipient: person.email, canBeWrittenAgain: true }])

    assert.equal((await admin.api('PUT', `/api/v1/admin/mails/${id}`)).status, 202)
    assert.deepEqual(await kindsOfMailsTo(person.email), ['verify_email'])
    assert.equal((await admin.api('PUT', `/api/v1/admin/mails/${id}`)).status, 404)
  })

  test('writes nothing again whose text is gone', async ({ assert }) => {
    const person = await createUser()
    await suspend(person)
    const id = await giveUp(person, 'account_suspended')
    const answer = await admin.api('PUT', `/api/v1/admin/mails/${id}`)
    assert.deepEqual([answer.status, answer.problem.code], [409, 'conflict'])
  })

  test('is a page, with a table beneath each chart', async ({ assert }) => {
    const browser = await signInBrowser(admin.person)
    const { status, text } = await browser.get('/admin')
    assert.equal(status, 200)
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
    assert.isAbove(count(/class="chart"/g), 0)
    assert.equal(count(/<table class="figures"/g), count(/class="chart"/g))
  })

  test('labels each bar of a chart that has few, and the first and the last of many', async ({
    assert,
  }) => {
    const browser = await signInBrowser(admin.person)
    const { text } = await browser.get('/admin')
    const rows = [...text.matchAll(/class="chart-labels[^]+?<\/div>/g)].map(([row]) =>
      [...row.matchAll(/<bdi>([^<]+)/g)].map(([, label]) => label)
    )
    assert.deepEqual(rows[0], ['Active', 'Suspended', 'Deleted'])
    assert.lengthOf(rows[1], 2)
    assert.match(rows[1][0], /^\d{1,2} [A-Z][a-z]{2} \d{4}$/)
    assert.isBelow(Date.parse(rows[1][0]), Date.parse(rows[1][1]))
  })
})
