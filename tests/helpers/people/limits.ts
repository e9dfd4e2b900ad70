import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import type { Limit } from '#limits/limit'
import { limits } from '#start/limiter'

type Name = {
  [K in keyof typeof limits]: (typeof limits)[K] extends Limit ? K : never
}[keyof typeof limits]

/** What has been counted so far no longer counts. */
export async function forgetCounts() {
  await db.from('rate_limits').delete()
  await limiter.clear(['memory'])
}

/** Sets how many requests some limits allow, and starts counting anew; answers with what undoes both. */
export async function setLimits(numbers: Partial<Record<Name, number>>) {
  const names = Object.keys(numbers) as Name[]
  const usual = names.map((name) => limits[name].requests)
  await forgetCounts()
  for (const name of names) limits[name].requests = numbers[name]!
  return async () => {
    names.forEach((name, at) => (limits[name].requests = usual[at]))
    await forgetCounts()
  }
}

/** As if this many seconds had passed for what the database counts. */
export const letLimitsPass = (seconds: number) =>
  db.from('rate_limits').update({ expire: db.raw('expire - ?', [seconds * 1000]) })
