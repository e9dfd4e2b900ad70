import { transaction } from '#database/transaction'
import { record } from '#activity/record'
import type { AsRead } from '#database/as_read'
import { holdSuperUser } from '#models/sign_ins/hold'
import type User from '#models/user'

/** Null for the default. */
type OwnLimits = { quotaBytes?: number | null; fileLimit?: number | null }

/**
 * Whatever is stored already stays, even if it exceeds the new limits: there is only no room for another file.
 * @throws Problem precondition_failed
 */
export async function changeLimits(person: User, limits: OwnLimits, { asRead }: AsRead = {}) {
  await transaction(async (trx) => {
    await holdSuperUser(trx, person, { asRead })
    await person.merge(limits).save()
    const { quotaBytes, fileLimit } = person
    const facts = { userId: person.id, quotaBytes, fileLimit }
    await record('account_limits_changed', facts, trx)
  })
}
