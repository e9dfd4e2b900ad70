import { transaction } from '#database/transaction'
import { record } from '#activity/record'
import { type AsRead, lockAsRead } from '#database/as_read'
import type User from '#models/user'

/** Null for what everybody has. */
type OwnLimits = { quotaBytes?: number | null; fileLimit?: number | null }

/**
 * What is stored already stays, also where it is more: there is only no room for another file.
 * @throws Problem precondition_failed
 */
export async function changeLimits(person: User, limits: OwnLimits, { asRead }: AsRead = {}) {
  await transaction(async (trx) => {
    if (asRead) await lockAsRead(person, trx)
    await person.lock(trx)
    await person.merge(limits).save()
    const { quotaBytes, fileLimit } = person
    const facts = { userId: person.id, quotaBytes, fileLimit }
    await record('account_limits_changed', facts, trx)
  })
}
