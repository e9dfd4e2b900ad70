import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { record } from '#activity/record'
import { transaction } from '#database/transaction'
import { problems } from '#exceptions/problem'
import DeviceAuthorization from '#models/sign_ins/device_authorization'
import PersonalToken from '#models/personal_token'
import SignIn from '#models/sign_in'
import { holdSuperUser } from '#models/sign_ins/hold'
import User from '#models/user'

/** What gives access to an account, and how its end is recorded. */
const KINDS = {
  signIns: { model: SignIn, event: 'signed_out', id: 'signInId' },
  personalTokens: { model: PersonalToken, event: 'personal_token_ended', id: 'tokenId' },
} as const

export type AccessKind = keyof typeof KINDS

/** Ends all access of these kinds, and returns how many there were. */
export function endAccess(person: User, kinds: AccessKind[]) {
  return transaction(async (trx) => {
    await holdSuperUser(trx, person)
    return endLockedAccess(person, kinds, trx)
  })
}

/** Lock the account first. */
export async function endLockedAccess(
  person: User,
  kinds: AccessKind[],
  trx: TransactionClientContract
) {
  if (kinds.includes('signIns')) await DeviceAuthorization.forget(person, trx)
  let total = 0
  for (const kind of kinds) {
    const { model, event } = KINDS[kind]
    const [count] = await model.query({ client: trx }).where('user_id', person.id).delete()
    await record(event, { userId: person.id, ended: Number(count) }, trx)
    total += Number(count)
  }
  return total
}

/**
 * Ends one sign-in or token: anybody's, as the super user found it, or one of the given person. Returns its owner.
 * @throws Problem not_found
 */
export function endOne(kind: AccessKind, id: string, person?: User) {
  const { model, event, id: name } = KINDS[kind]
  return transaction(async (trx) => {
    const one = await model.query({ client: trx }).where('id', id).first()
    if (!one || (person && one.userId !== person.id)) throw problems.notFound()
    await holdSuperUser(trx, await User.findOrFail(one.userId, { client: trx }))
    const [ended] = await model.query({ client: trx }).where('id', id).delete()
    if (!ended) throw problems.notFound()
    await record(event, { userId: one.userId, [name]: id }, trx)
    return one.userId
  })
}
