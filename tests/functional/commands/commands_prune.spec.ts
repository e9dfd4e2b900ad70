import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { PRUNABLES } from '#jobs/prunables'
import { prune } from '#jobs/prune'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { run } from '#tests/helpers/servers/commands'
import { countSignIns } from '#tests/helpers/database/rows'
import { letTimePass } from '#tests/helpers/time'
import { createUser, type Person } from '#tests/helpers/people/users'

const countTokens = async (table: 'access_tokens' | 'refresh_tokens', { id }: Person) => {
  const { rows } = await db.rawQuery<{ rows: { count: number }[] }>(
    `select count(*)::int as count from ${table}
     join sign_ins on sign_ins.id = sign_in_id where user_id = ?`,
    [id]
  )
  return rows[0].count
}

/** What other tests have left may expire at this very moment, and is counted as well. */
const countOf = (pruned: { what: string; count: number }[], kind: string) =>
  pruned.find(({ what }) => what === kind)!.count

/** Sign-ins that have expired, as many as an instance might find after a holiday. */
const leaveExpired = ({ id }: Person, count: number) =>
  db.rawQuery(
    `insert into sign_ins (user_id, kind, name, expires_at)
     select ?, 'app', 'Old phone', now() - interval '1 day' from generate_series(1, ?)`,
    [id, count]
  )

test.group('auth:prune', (group) => {
  group.each.setup(async () => {
    await prune()
  })

  test('deletes a sign-in that has expired, and what hangs from it', async ({ assert }) => {
    const { person } = await signInApp()
    await letTimePass(person, { days: 31 })
    assert.equal((await run('auth:prune')).exitCode, 0)
    assert.equal(await countSignIns(person), 0)
  })

  test('deletes a session past its idle limit', async ({ assert }) => {
    const { person } = await signInBrowser()
    await letTimePass(person, { minutes: 121 })
    assert.isAtLeast(countOf(await prune(), 'idle sessions'), 1)
    assert.equal(await countSignIns(person), 0)
  })

  test('deletes a session past its absolute limit', async ({ assert }) => {
    const { person } = await signInBrowser(undefined, { remember: true })
    await letTimePass(person, { days: 31 })
    assert.isAtLeast(countOf(await prune(), 'expired sign-ins'), 1)
    assert.equal(await countSignIns(person), 0)
  })

  test('keeps who is still signed in', async ({ assert }) => {
    const [kept, idle] = [await signInBrowser(undefined, { remember: true }), await signInBrowser()]
    await letTimePass(kept.person, { days: 29 })
    await letTimePass(idle.person, { minutes: 119 })
    await prune()
    for (const browser of [kept, idle]) assert.equal((await browser.get('/api/v1/me')).status, 200)
  })

  test('deletes an expired access token, and keeps its sign-in', async ({ assert }) => {
    const app = await signInApp()
    await letTimePass(app.person, { minutes: 16 })
    assert.isAtLeast(countOf(await prune(), 'expired access tokens'), 1)
    assert.equal(await countTokens('access_tokens', app.person), 0)
    assert.equal((await app.refresh()).status, 200)
  })

  test('keeps a used refresh token until it expires, so that theft is seen', async ({ assert }) => {
    const app = await signInApp()
    await letTimePass(app.person, { days: 20 })
    await app.refresh()
    await prune()
    assert.equal(await countTokens('refresh_tokens', app.person), 2)

    await letTimePass(app.person, { days: 11 })
    assert.isAtLeast(countOf(await prune(), 'expired refresh tokens'), 1)
    assert.equal(await countTokens('refresh_tokens', app.person), 1)
  })

  test('deletes more than one batch holds', async ({ assert }) => {
    const person = await createUser()
    await leaveExpired(person, 2_001)
    assert.isAtLeast(countOf(await prune(), 'expired sign-ins'), 2_001)
    assert.equal(await countSignIns(person), 0)
  })

  test('counts every kind and deletes nothing with --dry-run', async ({ assert }) => {
    const person = await createUser()
    await leaveExpired(person, 3)
    const { exitCode, output } = await run('auth:prune', '--dry-run')

    assert.equal(exitCode, 0)
    for (const { what } of PRUNABLES) assert.match(output.join('\n'), new RegExp(`\\d  ${what}`))
    const counts = output.slice(0, -1).map((line) => Number.parseInt(line))
    const total = counts.reduce((sum, count) => sum + count)
    assert.isAtLeast(total, 3)
    assert.equal(output.at(-1), `[ success ] ${total} rows would be deleted.`)
    assert.equal(await countSignIns(person), 3)
  })

  test('does not wait for a row that somebody holds', async ({ assert }) => {
    const person = await createUser()
    await leaveExpired(person, 2)
    await db.transaction(async (trx) => {
      await trx.from('sign_ins').where('user_id', person.id).limit(1).forUpdate()
      await prune()
    })
    assert.equal(await countSignIns(person), 1)
    await prune()
    assert.equal(await countSignIns(person), 0)
  })

  test('finds what it looks for by an index: {what}')
    .with(PRUNABLES)
    .run(async ({ assert }, { table, where, bindings = [] }) => {
      const plan = await db.transaction(async (trx) => {
        await trx.rawQuery('set local enable_seqscan = off')
        const { rows } = await trx.rawQuery<{ rows: Record<string, string>[] }>(
          `explain select from ${table} where ${where}`,
          bindings
        )
        return rows.map((row) => row['QUERY PLAN']).join('\n')
      })
      assert.match(
        plan,
        new RegExp(`Index (Only )?Scan.* on ${table}|Bitmap Index Scan on ${table}`)
      )
    })
})
