import { rules } from '#start/env/rules'
import { DAY, HOUR, MINUTE } from '#words/duration'

const SECONDS = { SECONDS: 1, MINUTES: MINUTE, HOURS: HOUR, DAYS: DAY } as const

/** In each pair the first must not exceed the second, or one of them would never apply. */
const PAIRS = [
  ['SESSION_IDLE_MINUTES', 'SESSION_MAX_HOURS'],
  ['SESSION_MAX_HOURS', 'SESSION_KEPT_MAX_DAYS'],
  ['CONFIRMATION_MINUTES', 'SESSION_MAX_HOURS'],
  ['REFRESH_GRACE_SECONDS', 'ACCESS_TOKEN_MINUTES'],
  ['ACCESS_TOKEN_MINUTES', 'REFRESH_TOKEN_DAYS'],
  ['REFRESH_TOKEN_DAYS', 'DEVICE_MAX_DAYS'],
  ['LINK_MINUTES', 'LINK_MAX_DAYS'],
] as const

type TimeName = (typeof PAIRS)[number][number]
type Times = { get(name: TimeName): number }

const unitOf = (name: TimeName) => SECONDS[name.split('_').at(-1) as keyof typeof SECONDS]

/**
 * Refuses times that contradict each other.
 * @throws E_INVALID_ENV
 */
export function refuseContradictoryTimes(env: Times) {
  for (const [inner, outer] of PAIRS) {
    const most = Math.floor((env.get(outer) * unitOf(outer)) / unitOf(inner))
    if (env.get(inner) > most)
      rules.refuse(inner, `must be at most ${most}, which is what ${outer} allows.`)
  }
}
