import db from '@adonisjs/lucid/services/db'
import { releaseLater } from '#tests/helpers/release'
import { uniqueName } from '#tests/helpers/people/users'

const PASSWORD = 'only for tests'

type Column = { table_name: string; column_name: string; is_identity: string }

/** Generated columns are filled in by themselves. */
const COLUMNS = `
  select table_name, column_name, is_identity from information_schema.columns
  join information_schema.tables using (table_schema, table_name)
  where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'`

/** Rows that are added later have ids that no row has which was copied. */
const FIRST_ID = 1_000_000

/** Tables like those of the application, with all that is in them. */
async function copyTables(schema: string) {
  const { rows } = await db.rawQuery<{ rows: Column[] }>(COLUMNS)
  await db.rawQuery(`create schema ${schema}`)
  for (const [table, columns] of Map.groupBy(rows, (row) => row.table_name)) {
    const copy = `${schema}.${table}`
    const names = columns.map(({ column_name: name }) => `"${name}"`).join()
    await db.rawQuery(`create table ${copy} (like public.${table} including all)`)
    await db.rawQuery(
      `insert into ${copy} (${names}) overriding system value select ${names} from public.${table}`
    )
    for (const { column_name: id } of columns.filter(({ is_identity: is }) => is === 'YES'))
      await db.rawQuery(`alter table ${copy} alter column ${id} restart with ${FIRST_ID}`)
  }
}

type Wish = {
  /** That of the tests by default. */
  url?: string
  /** Whether it can be written to no more; it is so by default. */
  onlyReads?: boolean
}

/**
 * A database that another takes over from: connections that are opened from then on lead to tables of their own, which
 * can be written to, and those that are open stay with the old ones.
 */
export async function createOldPrimary({
  url = process.env.DATABASE_URL!,
  onlyReads = true,
}: Wish) {
  const name = uniqueName('primary')
  // Not the role's own name: a connection that is open would find tables in a schema that is called so.
  const schema = `next_${name}`
  await db.rawQuery(`create role ${name} superuser login password '${PASSWORD}'`)
  releaseLater(() => db.rawQuery(`drop role ${name}`))
  // The newest is released first: a server that may still be writing there has ended by then.
  releaseLater(() => db.rawQuery(`drop schema if exists ${schema} cascade`))
  await db.rawQuery(`alter role ${name} set default_transaction_read_only = ${onlyReads}`)
  const own = Object.assign(new URL(url), {
    username: name,
    password: encodeURIComponent(PASSWORD),
  })
  return {
    url: own.href,
    /** The schema of the tables of the server that takes over. */
    schema,
    failOver: async () => {
      await copyTables(schema)
      await db.rawQuery(`alter role ${name} set search_path = ${schema}, public`)
      await db.rawQuery(`alter role ${name} set default_transaction_read_only = off`)
    },
  }
}
