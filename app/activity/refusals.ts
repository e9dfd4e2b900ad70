import db from '@adonisjs/lucid/services/db'
import type { EventRow } from '#activity/row'
import { logOfKind } from '#logs/log_of_kind'
import logger from '@adonisjs/core/services/logger'

/** Milliseconds from the first refusal until they are written. */
const PAUSE = 1_000

/** Rows per pause. Anything more still gets a line in the log, and is counted in the last row. */
const MOST = 100

type Refusal = { row: EventRow; times: number }

let kept = new Map<string, Refusal>()
let timer: NodeJS.Timeout | undefined

/** Refusals are alike if one client was refused for one reason at one place. */
const likenessOf = (row: EventRow) =>
  [row.kind, row.user_id, row.subject_id, row.ip_address, row.credential, row.details].join('\n')

const withTimes = ({ row, times }: Refusal) =>
  times === 1 ? row : { ...row, details: JSON.stringify({ ...JSON.parse(row.details), times }) }

/** If the database is away they wait for it. Memory never holds more than one pause's worth. */
export async function writeRefusals() {
  clearTimeout(timer)
  timer = undefined
  const written = kept
  if (written.size === 0) return
  kept = new Map()
  try {
    await db.table('events').multiInsert([...written.values()].map(withTimes))
  } catch (error) {
    logOfKind('refusals not written', (suppressed) =>
      logger.error({ err: error, suppressed }, 'what was refused could not be recorded')
    )
    for (const { row, times } of written.values()) keepRefusal(row, times)
  }
}

function waitToWrite() {
  timer ??= setTimeout(writeRefusals, PAUSE).unref()
}

export function keepRefusal(row: EventRow, times = 1) {
  const key = likenessOf(row)
  const like = kept.get(key) ?? (kept.size < MOST ? undefined : [...kept.values()].at(-1))
  if (like) like.times += times
  else kept.set(key, { row, times })
  waitToWrite()
}
