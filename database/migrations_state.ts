import { readdir } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'

const UNDEFINED_TABLE = '42P01'

let known: Promise<string[]> | undefined

/** As Lucid names them. They do not change within a build, so the folder is read once. */
async function readNames() {
  const files = await readdir(app.migrationsPath())
  const names = files.flatMap((file) => /^(\d+_\w+)\.[jt]s$/.exec(file)?.[1] ?? [])
  return names.sort().map((name) => `database/migrations/${name}`)
}

/** Queries the database: by the pool, or by a connection of pg. */
type Ask = (sql: string) => PromiseLike<{ rows: { name: string }[] }>

async function migratedNames(ask: Ask) {
  try {
    const { rows } = await ask('select name from adonis_schema')
    return new Set(rows.map(({ name }) => name))
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return new Set<string>()
    throw error
  }
}

/**
 * The migrations that the code has and the database has not. Those that only the database has are from a newer version,
 * beside which the old one may run for a while. One statement, without writes.
 */
export async function missingMigrations(ask: Ask = (sql) => db.rawQuery(sql)): Promise<string[]> {
  const [names, migrated] = await Promise.all([(known ??= readNames()), migratedNames(ask)])
  return names.filter((name) => !migrated.has(name))
}
