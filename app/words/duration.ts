import type { I18n } from '@adonisjs/i18n'

/** In seconds. */
export const MINUTE = 60
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Per second: the unit of timers. */
export const MILLISECONDS = 1_000

const UNITS = [
  { unit: 'day', seconds: DAY },
  { unit: 'hour', seconds: HOUR },
  { unit: 'minute', seconds: MINUTE },
  { unit: 'second', seconds: 1 },
]

/** "one day", "90 minutes": in the largest unit of which it is a whole number. */
export function durationInWords(duration: number, words: I18n) {
  const { unit, seconds } = UNITS.find((one) => duration % one.seconds === 0)!
  return words.t('words.duration', { unit, count: duration / seconds })
}
