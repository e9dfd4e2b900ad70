import db from '@adonisjs/lucid/services/db'

const SIGN_INS = `
  select to_char(day, 'YYYY-MM-DD') as day, browser::int, app::int
  from generate_series(
    date_trunc('day', now() at time zone 'utc') - make_interval(days => ? - 1),
    date_trunc('day', now() at time zone 'utc'), interval '1 day') as days (day)
  cross join lateral (
    select count(*) filter (where details->>'kind' = 'browser') as browser,
      count(*) filter (where details->>'kind' = 'app') as app
    from events where kind = 'signed_in'
    and occurred_at >= day at time zone 'utc' and occurred_at < (day + interval '1 day') at time zone 'utc'
  ) as of_day
  order by day`

/** Sign-ins on each of the last days (UTC), today last. */
export async function countSignInsByDay(days: number) {
  type Row = { day: string; browser: number; app: number }
  const { rows } = await db.rawQuery<{ rows: Row[] }>(SIGN_INS, [days])
  return rows
}

/** A row may stand for several refusals of one client. One without a code is shown by its kind. */
const REFUSALS = `
  select to_char(hour at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as hour, codes
  from generate_series(date_trunc('hour', now()) - make_interval(hours => ? - 1), date_trunc('hour', now()),
    interval '1 hour') as hours (hour)
  cross join lateral (
    select coalesce(jsonb_object_agg(code, count), '{}') as codes from (
      select coalesce(details->>'code', kind) as code, sum(coalesce((details->>'times')::int, 1)) as count
      from events where outcome = 'refused' and occurred_at >= hour and occurred_at < hour + interval '1 hour'
      group by 1
    ) as of_code
  ) as of_hour
  order by hour`

export type RefusalsOfHour = { hour: string; codes: Record<string, number> }

/** Refusals in each of the last hours, by code, this hour last. */
export async function countRefusalsByHour(hours: number) {
  const { rows } = await db.rawQuery<{ rows: RefusalsOfHour[] }>(REFUSALS, [hours])
  return rows
}
