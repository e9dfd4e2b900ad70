import type { DateTime } from 'luxon'

/** Why an account is suspended, and until when: null for until it is activated. */
export type Suspension = { reason: string | null; until: DateTime | null }

/** Somebody's words, as a sentence among others. */
export const asSentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`)
