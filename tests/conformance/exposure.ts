import db from '@adonisjs/lucid/services/db'
import type { Answer } from '#tests/helpers/clients/http'

type Column = { table_name: string; column_name: string; data_type: string }

/** Columns that hold what lets somebody in, or is as good for a guess at it. */
let columns: Promise<Column[]> | undefined

async function readSecretColumns() {
  const { rows } = await db.rawQuery<{ rows: Column[] }>(
    `select table_name, column_name, data_type from information_schema.columns
     where table_schema = 'public' and column_name ~ '(^|_)(hash|secret|digest)$'`
  )
  return rows
}

const secretColumns = () => (columns ??= readSecretColumns())

/** Bytes as they come out of JSON.stringify, and as people write them. */
const spellings = (value: Buffer | string) =>
  typeof value === 'string'
    ? [value]
    : [
        value.toString('hex'),
        value.toString('base64').replace(/=+$/, ''),
        value.toString('base64url'),
        [...value].join(','),
      ]

/** All that the secret columns hold at this moment, with the column it stands in. */
export async function secretsAtRest(): Promise<Map<string, string>> {
  const secrets = new Map<string, string>()
  for (const { table_name: table, column_name: column } of await secretColumns()) {
    const rows = await db.from(table).whereNotNull(column).select(column)
    for (const row of rows)
      for (const text of spellings(row[column])) secrets.set(text, `${table}.${column}`)
  }
  return secrets
}

/** Which columns an answer gives away; whatever else is in it may be as long as it likes. */
export async function exposedBy({ text, headers }: Answer) {
  const said = `${text} ${JSON.stringify(headers)}`.replace(/(?<=\d),\s+(?=\d)/g, ',')
  const exposed = [...(await secretsAtRest())].filter(([secret]) => said.includes(secret))
  return [...new Set(exposed.map(([, column]) => column))]
}
