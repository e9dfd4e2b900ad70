import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Limit } from '#limits/limit'
import { problems } from '#exceptions/problem'
import { networkOf } from '#http/network'

/** Of each limit one, or of none: what is refused is charged to nobody. */
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
 * A middleware for routes that one network may not call too often. routes:audit knows it by its name, after the first
 * limit.
 * @param isFree whether what became of the request costs nothing after all
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
