import db from '@adonisjs/lucid/services/db'
import emitter from '@adonisjs/core/services/emitter'
import { test } from '@japa/runner'
import { PEOPLE_ORDERS } from '#people/order'
import { walk } from '#people/walk'
import type { App } from '#tests/helpers/clients/sign_in'
import { type Crowd, createCrowd } from '#tests/helpers/people/crowds'
import { signInAppOfSuperUser, uncrown } from '#tests/helpers/people/super_user'

const MANY = 6_000

/** Rows that a page may look at here, and how few are sorted. */
const LOOKED_AT = { few: 100, rows: 300 }

/** The first of them were last seen long ago, the others lately: what is looked for is at one end of each list. */
const LONG_AGO = [
  { what: 'many', count: 2_000 },
  { what: 'few', count: 50 },
]

const BEFORE = '2020-01-01T00:00:00Z'

type Page = { data: { id: number; username: string }[]; meta: { nextCursor: string | null } }
type Node = { 'Actual Rows': number; 'Actual Loops': number; 'Plans'?: Node[] } & Record<
  string,
  unknown
>

/** Rows that a plan reads of tables and indexes, whether they are of any use or not. */
function readBy(node: Node): number {
  const beneath = (node.Plans ?? []).map(readBy).reduce((sum, count) => sum + count, 0)
  if (!String(node['Node Type']).includes('Scan')) return beneath
  const removed = Number(node['Rows Removed by Filter'] ?? 0)
  return beneath + (node['Actual Rows'] + removed) * node['Actual Loops']
}

/**
 * The plan of a statement where it follows indexes from row to row, as it does in a large table. How many rows others
 * have left in a small one decides whether PostgreSQL would rather read all of it.
 */
const planOf = (sql: string, bindings: unknown[]) =>
  db.transaction(async (trx) => {
    await trx.rawQuery('set local enable_hashjoin = off')
    await trx.rawQuery('set local enable_mergejoin = off')
    const explain = `explain (analyze, format json) ${sql.replace(/\$\d+/g, '?')}`
    const { rows } = await trx.rawQuery(explain, bindings as string[])
    return rows[0]['QUERY PLAN'][0].Plan as Node
  })

/** Of the statements that the task runs about people, the most that one reads. */
async function mostReadBy(task: () => Promise<unknown>) {
  const statements: { sql: string; bindings?: unknown[] }[] = []
  const stop = emitter.on('db:query', ({ sql, bindings }) => {
    if (/^select/i.test(sql) && /\blast_seen\b|sorted_by|from "users"/.test(sql))
      statements.push({ sql, bindings })
  })
  await task().finally(stop)
  let most = 0
  for (const { sql, bindings = [] } of statements)
    most = Math.max(most, readBy(await planOf(sql, bindings)))
  return most
}

test.group('People by when they were last seen', (group) => {
  let app: App
  let crowd: Crowd
  group.setup(async () => {
    const usual = { ...walk }
    Object.assign(walk, LOOKED_AT)
    app = await signInAppOfSuperUser()
    crowd = await createCrowd(MANY)
    await db.rawQuery(
      `update users set created_at = now() - (? - place) * interval '1 minute'
       from unnest(?::int[]) with ordinality as person (id, place) where users.id = person.id`,
      [MANY, crowd.ids]
    )
    return async () => {
      Object.assign(walk, usual)
      await db.from('users').whereIn('id', crowd.ids).delete()
      await uncrown()
    }
  })

  const page = async (query: Record<string, string>) =>
    (await app.get(`/api/v1/admin/users?${new URLSearchParams(query)}`)).json<Page>()

  const seeLongAgo = async (count: number) => {
    await db.rawQuery(
      `update last_seen set at = case when user_id = any(?::int[]) then timestamptz '2019-01-01' else now() end
       where user_id = any(?::int[])`,
      [crowd.ids.slice(0, count), crowd.ids]
    )
    // Others were never seen, and would be among them.
    await db.rawQuery(`update last_seen set at = now() where at = '-infinity'`)
    await db.rawQuery('analyze users, last_seen')
  }

  test('are all found, where those are {count}, and none is looked at without end')
    .with(LONG_AGO)
    .run(async ({ assert }, { count }) => {
      await seeLongAgo(count)
      // A search by a name passes over people before the crowd.
      const others = (await db.from('users').count('* as all').firstOrFail()).all - MANY
      const wanted = crowd.ids.slice(0, count)
      for (const sort of PEOPLE_ORDERS) {
        const found: number[] = []
        let after: string | null = ''
        while (after !== null) {
          const query = { sort, seenBefore: BEFORE, perPage: '100', ...(after && { after }) }
          const { data, meta }: Page = await page(query)
          found.push(...data.map(({ id }) => id))
          after = meta.nextCursor
        }
        assert.lengthOf(found, count, sort)
        assert.sameMembers(found, wanted, sort)
        if (sort === '-createdAt') assert.deepEqual(found, wanted.toReversed())

        for (const more of ['', `q=${crowd.part}`, 'confirmed=false', 'status=active']) {
          const query = {
            sort,
            seenBefore: BEFORE,
            ...Object.fromEntries(new URLSearchParams(more)),
          }
          const most = await mostReadBy(() => page(query))
          assert.isBelow(most, 5 * LOOKED_AT.rows + others, JSON.stringify(query))
        }
      }
    })

  test('are sorted by it, where no order is asked for', async ({ assert }) => {
    await seeLongAgo(2_000)
    const query = { seenBefore: BEFORE, perPage: '5' }
    assert.deepEqual((await page(query)).data, (await page({ ...query, sort: '-lastSeenAt' })).data)
  })
})
