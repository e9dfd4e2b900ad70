import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { writeRefusals } from '#activity/refusals'
import { transaction } from '#database/transaction'
import { createUser } from '#tests/helpers/people/users'
import { run } from '#tests/helpers/servers/commands'
import { until } from '#tests/helpers/until'

/** A row of the table, as far as tests look. */
export type EventRow = {
  id: string
  kind: string
  outcome: string
  user_id: number | null
  actor_id: number | null
  credential: string
  sign_in_id: string | null
  personal_token_id: string | null
  subject_type: string | null
  subject_id: string | null
  ip_address: string | null
  user_agent: string | null
  request_id: string | null
  details: Record<string, unknown>
}

export async function lastEventId() {
  await writeRefusals()
  const [{ last }] = await db.from('events').max('id as last')
  return last ?? '0'
}

/** What the task had recorded, oldest first. */
export async function eventsOf(task: () => Promise<unknown>): Promise<EventRow[]> {
  const before = await lastEventId()
  await task()
  await writeRefusals()
  return db.from('events').where('id', '>', before).orderBy('id')
}

/** Goes past the triggers, as only somebody could who owns the tables. */
export const tamper = (work: (trx: TransactionClientContract) => Promise<unknown>) =>
  transaction(async (trx) => {
    await trx.rawQuery(`select set_config('gatehouse.events_door', 'open', true)`)
    await work(trx)
  })

/** As if nothing had ever been recorded. */
export const forgetEvents = () =>
  tamper(async (trx) => {
    await trx.from('event_seals').delete()
    await trx.from('events').delete()
    await trx.rawQuery(`select setval('event_seals_made', 1, false)`)
  })

/** Tampers with a row, and puts it back as it was once the task is done. */
export async function whileTampered<T>(
  table: string,
  column: string,
  id: string,
  task: () => Promise<T>,
  work: (trx: TransactionClientContract) => Promise<unknown>
): Promise<T> {
  await db.rawQuery(`create table kept_row as select * from ${table} where ${column} = ?`, [id])
  await tamper(work)
  try {
    return await task()
  } finally {
    await tamper(async (trx) => {
      await trx.from(table).where(column, id).delete()
      await trx.rawQuery(`insert into ${table} overriding system value select * from kept_row`)
    })
    await db.rawQuery('drop table kept_row')
  }
}

/** Seals until the last event is sealed: transactions of others, in whichever database of the server, hold it up. */
export async function sealAll() {
  const last = await lastEventId()
  await until('everything is sealed', async () => {
    await run('events:seal')
    return db.from('event_seals').whereRaw('? = any(event_ids)', [last]).first()
  })
}

/** Three people register, and what was recorded of it is sealed. */
export async function sealed() {
  const events = await eventsOf(async () => {
    for (let i = 0; i < 3; i++) await createUser()
  })
  await sealAll()
  const { number } = await db.from('event_seals').orderBy('number', 'desc').firstOrFail()
  return { first: events[0], last: events.at(-1)!, seal: number as string }
}

/** Whether all of them fit, and what is said of it. */
export async function verify() {
  const { exitCode, output, errors } = await run('events:verify')
  return { exitCode, said: [...output, ...errors].join('\n') }
}
