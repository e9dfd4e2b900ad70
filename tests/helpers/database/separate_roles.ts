import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { createEmptyDatabase } from '#tests/helpers/database/empty_database'
import { releaseLater } from '#tests/helpers/release'
import { spawnAce } from '#tests/helpers/servers/commands'
import { uniqueName } from '#tests/helpers/people/users'

const SCRIPT = new URL('../../../database/roles/separate_roles.sql', import.meta.url)

/** Does some work on a connection of its own. */
export async function on<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A database that is migrated by one role and served by another, whose address it answers with. */
export async function createSeparateRoles() {
  const { url, drop } = await createEmptyDatabase()
  const owner = uniqueName('roles')
  const names = [`${owner}_migrator`, `${owner}_server`]
  releaseLater(async () => {
    await drop()
    await on(process.env.DATABASE_URL!, async (client) => {
      for (const name of names) await client.query(`drop role if exists ${name}`)
    })
  })
  const { exitCode, errors } = await spawnAce(['migration:run'], {
    settings: { DATABASE_URL: url },
  })
  if (exitCode) throw new Error(errors.join('\n'))

  const script = (await readFile(SCRIPT, 'utf8')).replaceAll('gatehouse_', `${owner}_`)
  await on(url, async (client) => {
    await client.query(script)
    await client.query(script)
    for (const name of names) await client.query(`alter role ${name} password 'only for tests'`)
  })
  const as = (name: string) => {
    const address = new URL(url)
    Object.assign(address, { username: name, password: encodeURIComponent('only for tests') })
    return address.href
  }
  return { migrator: as(names[0]), server: as(names[1]) }
}
