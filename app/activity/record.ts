import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { type Asker, currentAsker } from '#activity/asker'
import type { EventKind } from '#activity/kinds'
import { keepRefusal } from '#activity/refusals'
import { type Facts, rowOf } from '#activity/row'
import { writeRows } from '#activity/write'

const ALARMING: ReadonlySet<EventKind> = new Set(['refresh_token_reused'])

/** A log line for the operator (ASVS 16.3.1). */
function log(event: EventKind, { on, actorId, ...facts }: Facts) {
  const line = { event, ...facts, ...(on && { on: on.join(' ') }) }
  if (ALARMING.has(event)) logger.warn(line, event)
  else logger.info(line, event)
}

export type Happening = readonly [kind: EventKind, facts: Facts]

/**
 * The only way to record an event: a row, and a line in the log. The actor, credential and origin come from asker.ts.
 * @param trx the transaction of the change itself: a rollback undoes the event as well. Without one the event stands
 * alone, as refusals do.
 */
export const record = (kind: EventKind, facts: Facts, trx?: TransactionClientContract) =>
  recordAll([[kind, facts]], trx)

/** Records several events at once, in as few statements as possible. */
export async function recordAll(happenings: Happening[], trx?: TransactionClientContract) {
  const asker = currentAsker()
  await writeRows(
    happenings.map(([kind, facts]) => rowOf(kind, facts, asker)),
    trx
  )
  const logAll = () => happenings.forEach(([kind, facts]) => log(kind, facts))
  if (trx) trx.after('commit', logAll)
  else logAll()
}

/**
 * For refusals, which may be many and cost the client nothing: a log line at once, and one row a moment later for all
 * that are alike. No answer waits for it.
 */
export function recordRefusal(kind: EventKind, facts: Facts, asker: Asker = currentAsker()) {
  const { requestId, ...details } = facts
  keepRefusal(rowOf(kind, details as Facts, asker))
  log(kind, { ip: asker.ipAddress, ...facts })
}
