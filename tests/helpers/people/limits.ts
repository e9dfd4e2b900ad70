import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import { Limit } from '#limits/limit'
import type { limits } from '#start/limiter'

type Name = {
  [K in keyof typeof limits]: (typeof limits)[K] extends Limit ? K : never
}[keyof typeof limits]

/** What tests of everything else would meet, since they share one address and a few mailboxes. */
const IN_A_HURRY: Partial<Record<Name, number>> = {
  dataExports: 1_000_000,
  shareMailsOfAccount: 1_000_000,
  mailRequests: 1_000_000,
  addressMails: 1_000_000,
  confirmationsToAddress: 1_000_000,
}

/** Limits that no variable lifts: tests/environment.ts. */
export const liftLimits = () => Limit.fake(IN_A_HURRY)

/** What has been counted so far no longer counts. */
export async function forgetCounts() {
  await db.from('rate_limits').delete()
  await limiter.clear(['memory'])
}

/** Sets how many requests some limits allow, and starts counting anew; answers with what undoes both. */
export async function setLimits(numbers: Partial<Record<Name, number>>) {
  await forgetCounts()
  const undo = Limit.fake(numbers)
  return async () => {
    undo()
    await forgetCounts()
  }
}

/** As if this many seconds had passed for what the database counts. */
export const letLimitsPass = (seconds: number) =>
  db.from('rate_limits').update({ expire: db.raw('expire - ?', [seconds * 1000]) })
