import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Limit } from '#limits/limit'
import { problems } from '#exceptions/problem'
import { networkOf } from '#http/network'

/** Takes one from each limit, or from none: a refused request is not charged. */
async function takeAll(limits: Limit[], key: string) {
  for (const [at, limit] of limits.entries()) {
    const { exceeded, availableIn } = await limit.count(key)
    if (!exceeded) continue
    for (const counted of limits.slice(0, at + 1)) await counted.refund(key)
    throw problems.tooManyRequests(Math.max(availableIn, 1))
  }
}

type Options = { isFree?: (ctx: HttpContext) => boolean }

/**
 * A middleware for routes that one network may not call too often. It is named after the first limit, by which
 * routes:audit recognizes it.
 * @param isFree whether the request turns out not to count after all
 */
export function perNetwork(limits: Limit[], { isFree = () => false }: Options = {}) {
  const throttle = async (ctx: HttpContext, next: NextFn) => {
    const network = networkOf(ctx.request.ip())
    await takeAll(limits, network)
    await next()
    if (isFree(ctx)) for (const limit of limits) await limit.refund(network)
  }
  return Object.defineProperty(throttle, 'name', { value: `${limits[0].name}Throttle` })
}
