import pg from 'pg'
import { STEPS } from './steps.js'

/** With fewer, nothing is left for the others once the two with many files have theirs. */
export const FEWEST = 200

const IS_THERE = `select exists (select from users where username = 'scale1') as there`

const count = (value: number) => value.toLocaleString('en')

/** Why a database is not seeded, in a line for the operator. */
export class SeedingRefused extends Error {}

/**
 * As many people, with their sign-ins, tokens, files and shares, as a large instance has: `scale1` has a tenth as many
 * files as there are people, and as many are shared with `scale2`; the same goes for `scale3` and `scale4` with a
 * hundredth. Either everything is created, or nothing.
 * @param say receives the progress, line by line
 * @throws SeedingRefused if the database holds it already
 */
export async function seedScale(
  connection: pg.ClientConfig,
  users: number,
  say: (line: string) => void
) {
  const client = new pg.Client({ ...connection, statement_timeout: 0 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(IS_THERE)
    if (rows[0].there) throw new SeedingRefused('This database has already been seeded.')

    await client.query('begin')
    await client.query('set local synchronous_commit = off')
    for (const { what, sql, takesUsers } of STEPS) {
      const start = performance.now()
      const { rowCount } = await client.query(sql, takesUsers ? [users] : [])
      const seconds = ((performance.now() - start) / 1_000).toFixed(1)
      if (what) say(`${count(rowCount ?? 0)} ${what}, ${seconds} s`)
    }
    await client.query('commit')
    await client.query('vacuum (analyze)')
  } finally {
    await client.end()
  }
}
