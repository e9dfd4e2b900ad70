import { rules } from '#start/env/rules'

const MINUTES_OF_A_DAY = 24 * 60

type SharingSettings = { get(name: 'LINK_MINUTES' | 'LINK_MAX_DAYS'): number }

/**
 * Refuses a lifetime that links have unless told otherwise, but could not have where it is asked for.
 * @throws E_INVALID_ENV
 */
export function refuseImpossibleLinks(env: SharingSettings) {
  const longest = env.get('LINK_MAX_DAYS') * MINUTES_OF_A_DAY
  if (env.get('LINK_MINUTES') > longest)
    rules.refuse('LINK_MINUTES', `must be at most ${longest}, which is what LINK_MAX_DAYS allows.`)
}
