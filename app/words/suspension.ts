import type { DateTime } from 'luxon'

/** Why an account is suspended, and until when: null until it is activated. */
export type Suspension = { reason: string | null; until: DateTime | null }

/** Ends somebody's own words with a full stop, if they need one. */
export const asSentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`)
