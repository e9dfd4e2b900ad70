import type { DateTime } from 'luxon'
import { currentAsker } from '#activity/asker'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import BulkAction from '#models/people/bulk_action'
import { type BulkKind, COUNTED, howMany, keptFilter } from '#people/bulk/found'
import type { PeopleFilter } from '#people/filter'

export type BulkWish = {
  kind: BulkKind
  filter: PeopleFilter
  /** Of a suspension. */
  reason?: string
  until?: DateTime | null
  /** Of an export. */
  format?: 'csv' | 'jsonl'
}

/**
 * Writes down what is to be done about all whom the filter finds; a server does it, in batches: work.ts. Whoever it
 * finds no more when their turn comes is left alone, and so is whoever comes later.
 */
export async function startBulkAction({ kind, filter, ...wish }: BulkWish): Promise<BulkAction> {
  const { userId, signInId, credential } = currentAsker()
  const count = await howMany(kind, filter, COUNTED)
  const [reason, until] = kind === 'suspend' ? [wish.reason, wish.until] : []
  return transaction(async (trx) => {
    const [{ last }] = await trx.from('users').max('id as last')
    const action = await BulkAction.create(
      {
        ...{ kind, filter: keptFilter(filter), reason, until },
        format: kind === 'export' ? wish.format : null,
        ...{ state: 'waiting', done: 0, passedOver: 0, reached: 0, lastUserId: last ?? 0 },
        found: count > COUNTED ? null : count,
        ...{ startedBy: userId, signInId, credential },
      },
      { client: trx }
    )
    await record('bulk_action_started', { userId: null, on: ['bulk_action', action.id], kind }, trx)
    return action
  })
}
