import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { type Asker, currentAsker } from '#activity/asker'
import type { EventKind } from '#activity/kinds'
import { keepRefusal } from '#activity/refusals'
import { type Facts, rowOf } from '#activity/row'
import { writeRows } from '#activity/write'

const ALARMING: ReadonlySet<EventKind> = new Set(['refresh_token_reused'])

/** A line for whoever runs Gatehouse (ASVS 16.3.1). */
function log(event: EventKind, { on, actorId, ...facts }: Facts) {
  const line = { event, ...facts, ...(on && { on: on.join(' ') }) }
  if (ALARMING.has(event)) logger.warn(line, event)
  else logger.info(line, event)
}

export type Happening = readonly [kind: EventKind, facts: Facts]

/**
 * The one door to the events: a row, and a line in the log. Who asks for it, by what and from where is known
 * (asker.ts).
 * @param trx of the change itself: what was rolled back did not happen. Without one it stands for itself, as what was
 * refused does.
 */
export const record = (kind: EventKind, facts: Facts, trx?: TransactionClientContract) =>
  recordAll([[kind, facts]], trx)

/** The same of several at once, in as few statements as can be. */
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
 * What costs nobody a thing and can come in any number: a line at once, and a row a moment later, one for all that
 * are alike. No answer waits for it.
 */
export function recordRefusal(kind: EventKind, facts: Facts, asker: Asker = currentAsker()) {
  const { requestId, ...details } = facts
  keepRefusal(rowOf(kind, details as Facts, asker))
  log(kind, { ip: asker.ipAddress, ...facts })
}
