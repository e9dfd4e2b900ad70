import type { DateTime } from 'luxon'

/** ISO 8601 in UTC with milliseconds, as the contract formats times. */
export function isoTime(time: DateTime): string
export function isoTime(time: DateTime | null | undefined): string | null
export function isoTime(time: DateTime | null | undefined) {
  return time?.toJSDate().toISOString() ?? null
}
