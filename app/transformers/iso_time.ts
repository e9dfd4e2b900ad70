import type { DateTime } from 'luxon'

/** ISO 8601 in UTC with milliseconds, as the contract writes times. */
export const isoTime = (time: DateTime | null | undefined) => time?.toJSDate().toISOString() ?? null
