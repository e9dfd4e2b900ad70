import db from '@adonisjs/lucid/services/db'

type Refusal = {
  /** What PostgreSQL says; P0001 by default. */
  code?: string
  message?: string
  /** What it adds, such as the row. */
  detail?: string
  /** The constraint that is said to be violated. */
  constraint?: string
}

/** Every statement on the table succeeds meanwhile, and COMMIT fails: as where a constraint is checked at the end. */
export async function whileCommitsFail<T>(
  table: string,
  work: () => Promise<T>,
  { code = 'P0001', constraint = '' }: Refusal = {}
): Promise<T> {
  await db.rawQuery(`
    create function refuse_commit() returns trigger language plpgsql as $$
    begin
      raise exception 'refused at commit' using errcode = '${code}', constraint = '${constraint}';
    end $$`)
  try {
    await db.rawQuery(`
      create constraint trigger refused_commits after insert or update or delete on ${table}
      deferrable initially deferred for each row execute function refuse_commit()`)
    return await work()
  } finally {
    await db.rawQuery('drop function refuse_commit cascade')
  }
}

/**
 * Has every statement that adds a row to the table fail, as the database would.
 * @returns what ends that
 */
export async function refuseInserts(
  table: string,
  { code = 'P0001', message = 'refused', detail = '' }: Refusal
) {
  await db.rawQuery(`
    create function refuse_insert() returns trigger language plpgsql as $$
    begin
      raise exception using errcode = '${code}', message = '${message}', detail = '${detail}';
    end $$`)
  await db.rawQuery(
    `create trigger refused_inserts before insert on ${table} execute function refuse_insert()`
  )
  return () => db.rawQuery('drop function refuse_insert cascade')
}

/**
 * Counters are kept by themselves: what was tried counts, whether it was done or not. Events are sealed once a minute,
 * whatever is done meanwhile.
 */
const NOT_COMPARED = ['adonis_schema', 'adonis_schema_versions', 'rate_limits', 'event_seals']

/** Each form that is sent forgets old answers, a few at a time: which forms were sent is compared, and not these. */
const lineOf = (table: string) =>
  table === 'sent_forms' ? "encode(line.key_hash, 'hex')" : 'line::text'

/** What was refused is recorded by itself, as what is counted. */
const linesOf = (table: string) =>
  table === 'events' ? `(select * from events where outcome = 'done')` : table

/** What is in the database, as one hash of each table. */
export async function contentsOfDatabase() {
  const tables = await db.connection().getAllTables(['public'])
  const contents: Record<string, string> = {}
  for (const table of tables.filter((name) => !NOT_COMPARED.includes(name))) {
    const { rows } = await db.rawQuery<{ rows: [{ hash: string }] }>(
      `select md5(string_agg(${lineOf(table)}, ',' order by ${lineOf(table)})) as hash from ${linesOf(table)} as line`
    )
    contents[table] = rows[0].hash
  }
  return contents
}
