import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { markActive, markSuspended } from '#accounts/status'
import type BulkAction from '#models/people/bulk_action'
import type User from '#models/user'
import { endLockedAccess } from '#people/access'
import type { BulkKind } from '#people/bulk/found'

type Act = (person: User, action: BulkAction, trx: TransactionClientContract) => Promise<unknown>

/** What is done to one person, whose account is locked. */
const ACTS: Record<Exclude<BulkKind, 'export'>, { whose: User['status'][]; act: Act }> = {
  suspend: {
    whose: ['active'],
    act: (person, { reason, until }, trx) => markSuspended(person, { reason: reason!, until }, trx),
  },
  activate: {
    whose: ['suspended'],
    act: (person, _, trx) => markActive(person, trx),
  },
  sign_out: {
    whose: ['active', 'suspended', 'deleted'],
    act: (person, _, trx) => endLockedAccess(person, ['signIns'], trx),
  },
}

/**
 * In the order of their ids, as everywhere that several accounts are locked. Each account's current state counts.
 * @returns how many accounts it changed
 */
export async function actOnAll(people: User[], action: BulkAction, trx: TransactionClientContract) {
  const { whose, act } = ACTS[action.kind as keyof typeof ACTS]
  let done = 0
  for (const person of people) {
    await person.lock(trx)
    if (person.isSuperUser || !whose.includes(person.status)) continue
    await act(person, action, trx)
    done += 1
  }
  return done
}
