/** In seconds. */
export const MINUTE = 60
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Of a second: what timers count in. */
export const MILLISECONDS = 1_000

const UNITS = [
  { name: 'day', seconds: DAY },
  { name: 'hour', seconds: HOUR },
  { name: 'minute', seconds: MINUTE },
  { name: 'second', seconds: 1 },
]

/** "one day", "90 minutes": in the largest unit that it is a whole number of. */
export function durationInWords(duration: number) {
  const { name, seconds } = UNITS.find((unit) => duration % unit.seconds === 0)!
  const count = duration / seconds
  return count === 1 ? `one ${name}` : `${count} ${name}s`
}
