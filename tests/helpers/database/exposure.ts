import db from '@adonisjs/lucid/services/db'

type Column = { table: string; column: string; type: 'bytea' | 'character varying' | 'text' }

let columns: Promise<Column[]> | undefined

/** Columns that hold what lets somebody in, or is as good for a guess at it. */
async function readSecretColumns() {
  const { rows } = await db.rawQuery<{ rows: Column[] }>(
    `select table_name as table, column_name as column, data_type as type
     from information_schema.columns
     where table_schema = 'public' and column_name ~ '(^|_)(hash|secret|digest)$'`
  )
  return rows
}

const secretColumns = () => (columns ??= readSecretColumns())

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

const holds = async (column: Column, text: string, bytes: Buffer[]) => {
  const rows = db.from(column.table).limit(1)
  // Bytes of a file are no text, and PostgreSQL takes no text with a NUL, nor keeps any.
  if (column.type === 'bytea') return bytes.length && rows.whereIn(column.column, bytes)
  return rows.whereRaw('position(?? in ?) > 0', [column.column, text.replaceAll('\0', '')])
}

/** Which secret columns a text gives away at this moment; whatever else is in it may be as long as it likes. */
export async function exposedIn(text: string): Promise<string[]> {
  const bytes = bytesIn(text)
  const exposed: string[] = []
  for (const column of await secretColumns()) {
    const rows = await holds(column, text, bytes)
    if (rows && rows.length) exposed.push(`${column.table}.${column.column}`)
  }
  return exposed
}
