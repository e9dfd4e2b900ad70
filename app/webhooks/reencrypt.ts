import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { transaction } from '#database/transaction'
import { reencryptSecret } from '#models/webhooks/webhook'

const COLUMNS = ['secret', 'previous_secret'] as const

type Column = (typeof COLUMNS)[number]
type Row = { id: string; url: string } & Record<Column, string | null>

/** Locked, as a secret may be replaced at this moment. A previous one that is no longer used is left out. */
const ROWS = `
  select id, url, secret, case when previous_secret_until > now() then previous_secret end as previous_secret
  from webhooks order by id for update`

/** The columns that change, or null if no key reads one of them. */
function reencrypted(row: Row): Partial<Row> | null {
  try {
    const secrets = COLUMNS.filter((column) => row[column] !== null).map(
      (column) => [column, reencryptSecret(row[column]!)] as const
    )
    return Object.fromEntries(secrets.filter(([column, secret]) => secret !== row[column]))
  } catch {
    return null
  }
}

async function write({ id }: Row, changed: Partial<Row>, trx: TransactionClientContract) {
  const count = Object.keys(changed).length
  if (count) await trx.from('webhooks').where('id', id).update(changed)
  return count
}

/**
 * Encrypts the secrets of webhooks with the current key.
 * @returns how many, and the addresses of webhooks whose secret no key can read
 */
export function reencryptWebhooks() {
  return transaction(async (trx) => {
    const { rows } = await trx.rawQuery<{ rows: Row[] }>(ROWS)
    const unreadable: string[] = []
    let count = 0
    for (const row of rows) {
      const changed = reencrypted(row)
      if (changed) count += await write(row, changed, trx)
      else unreadable.push(new URL(row.url).host)
    }
    return { count, unreadable }
  })
}
