import db from '@adonisjs/lucid/services/db'
import emitter from '@adonisjs/core/services/emitter'
import pg from 'pg'

/** Tables that grow with the number of people. */
const BIG = [
  'users',
  'sign_ins',
  'access_tokens',
  'refresh_tokens',
  'sessions',
  'personal_tokens',
  'known_devices',
  'email_verifications',
  'password_resets',
  'outgoing_mails',
  'files',
  'file_shares',
  'file_links',
  'events',
  'webhook_deliveries',
]

type Statement = { sql: string; bindings?: unknown[] }

/** What ran of a task that has a plan, with its values. */
export async function plannedStatementsOf(task: () => Promise<unknown>) {
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

/** What is stored is summed up now and then, in 1 % of the time at most: see files/upkeep/figures.ts. */
const isSummedUp = ({ sql }: Statement) => sql.includes('as measured_at')

type Cleanup = (release: () => Promise<void>) => void

/** Of what ran, each statement for which PostgreSQL would read a big table from end to end. */
export async function planner(cleanup: Cleanup) {
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
    for (const statement of statements)
      if (!isSummedUp(statement)) scans.push(...(await scansOf(statement)))
    return scans
  }
}

type Node = Record<string, unknown> & { 'Actual Rows': number; 'Actual Loops': number }

/** Rows that a part of a statement read or threw away, at most. It is run, and undone. */
export async function mostRowsReadBy({ sql }: Statement) {
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
