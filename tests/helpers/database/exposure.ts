import db from '@adonisjs/lucid/services/db'

type Column = { table: string; column: string; type: 'bytea' | 'character varying' | 'text' }

let question: Promise<string> | undefined

/** Columns that hold what lets somebody in, or is as good for a guess at it. */
async function readSecretColumns() {
  const { rows } = await db.rawQuery<{ rows: Column[] }>(
    `select table_name as table, column_name as column, data_type as type
     from information_schema.columns
     where table_schema = 'public' and column_name ~ '(^|_)(hash|secret|digest)$'`
  )
  return rows
}

const HEX = /[0-9a-f]{32,}/gi
const BASE64 = /[A-Za-z0-9+/_-]{22,}/g
const NUMBERS = /\d{1,3}(?:,\s*\d{1,3}){15,}/g

/** Bytes that stand in a text: as people write them, and as they come out of JSON.stringify. */
export function bytesIn(text: string): Buffer[] {
  const found = (pattern: RegExp) => text.match(pattern) ?? []
  return [
    ...found(HEX).map((hex) => Buffer.from(hex, 'hex')),
    ...found(BASE64).map((base64) => Buffer.from(base64, 'base64')),
    ...found(NUMBERS).map((list) => Buffer.from(list.split(',').map(Number))),
  ]
}

/** Bytes of a file are no text. */
const namedIfHeld = ({ table, column, type }: Column) =>
  `select '${table}.${column}' as name where exists (select from ${table} where ${
    type === 'bytea'
      ? `${column} in (select unnest(bytes) from sought)`
      : `position(${column} in (select said from sought)) > 0`
  })`

/** One question about all columns: each of them takes its turn for every answer that is looked into. */
async function ask() {
  const parts = (await readSecretColumns()).map(namedIfHeld)
  return `with sought as materialized (select ?::text as said, ?::bytea[] as bytes) ${parts.join(' union all ')}`
}

/** Which secret columns a text gives away at this moment; whatever else is in it may be as long as it likes. */
export async function exposedIn(text: string): Promise<string[]> {
  // PostgreSQL takes no text with a NUL, nor keeps any.
  const sought = [text.replaceAll('\0', ''), bytesIn(text)]
  const { rows } = await db.rawQuery<{ rows: { name: string }[] }>(
    await (question ??= ask()),
    sought
  )
  return rows.map(({ name }) => name)
}
