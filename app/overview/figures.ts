import db from '@adonisjs/lucid/services/db'

/** Above this number, people are estimated: counting them all takes longer than anybody looks at the number. */
const COUNTED = 100_000

const PEOPLE = `
  select
    (select count(*) from (select from users order by id limit ${COUNTED + 1}) as counted)::int as counted,
    (select greatest(reltuples, 0) from pg_class where oid = 'users'::regclass)::int as estimated,
    (select count(*) from users where status = 'suspended'
      and (suspended_until is null or suspended_until > now()))::int as suspended,
    (select count(*) from users where status = 'deleted')::int as deleted`

export async function countPeople() {
  type Row = { counted: number; estimated: number; suspended: number; deleted: number }
  const { rows } = await db.rawQuery<{ rows: [Row] }>(PEOPLE)
  const { counted, estimated, suspended, deleted } = rows[0]
  const isEstimated = counted > COUNTED
  const total = isEstimated ? Math.max(estimated, counted) : counted
  return { active: total - suspended - deleted, suspended, deleted, isEstimated }
}

const NEW_PEOPLE = `
  select to_char(day, 'YYYY-MM-DD') as day, count::int
  from generate_series(
    date_trunc('day', now() at time zone 'utc') - make_interval(days => ? - 1),
    date_trunc('day', now() at time zone 'utc'), interval '1 day') as days (day)
  cross join lateral (
    select count(*) from users
    where created_at >= day at time zone 'utc' and created_at < (day + interval '1 day') at time zone 'utc'
  ) as accounts
  order by day`

/** Accounts created on each of the last days (UTC), today last. */
export async function countNewPeople(days: number) {
  const { rows } = await db.rawQuery<{ rows: { day: string; count: number }[] }>(NEW_PEOPLE, [days])
  return rows
}

export async function countMails() {
  const { rows } = await db.rawQuery<{ rows: [{ waiting: number; given_up: number }] }>(`
    select (select count(*) from outgoing_mails where state = 'waiting')::int as waiting,
      (select count(*) from outgoing_mails where state = 'given_up')::int as given_up`)
  return { waiting: rows[0].waiting, givenUp: rows[0].given_up }
}

/** Whether an instance is running a job of this name: see jobs/alone.ts. */
export async function isRunning(job: string) {
  const { rows } = await db.rawQuery<{ rows: [{ running: boolean }] }>(
    `select exists (select from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())
      and objid = (hashtext(?)::bigint & 4294967295)::oid) as running`,
    [job]
  )
  return rows[0].running
}
