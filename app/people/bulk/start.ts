import type { DateTime } from 'luxon'
import { currentAsker } from '#activity/asker'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import BulkAction from '#models/people/bulk_action'
import { holdSuperUser } from '#models/sign_ins/hold'
import { type BulkKind, COUNTED, howMany, keptFilter } from '#people/bulk/found'
import type { PeopleFilter } from '#people/filter'

export type BulkWish = {
  kind: BulkKind
  filter: PeopleFilter
  /** For a suspension. */
  reason?: string
  until?: DateTime | null
  /** For an export. */
  format?: 'csv' | 'jsonl'
}

/**
 * Records an action on everyone whom the filter finds; a server performs it in batches: work.ts. People who no longer
 * match when their turn comes are left alone, and so are those who sign up later.
 */
export async function startBulkAction({ kind, filter, ...wish }: BulkWish): Promise<BulkAction> {
  const { userId, signInId, credential } = currentAsker()
  const count = await howMany(kind, filter, COUNTED)
  const [reason, until] = kind === 'suspend' ? [wish.reason, wish.until] : []
  return transaction(async (trx) => {
    await holdSuperUser(trx)
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
