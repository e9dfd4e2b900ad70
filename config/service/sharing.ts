import { DAY, MINUTE } from '#words/duration'
import env from '#start/env'

/** Seconds. A link opens a file to whoever holds it, so it is short-lived. */
export const linkLifetime = {
  usual: env.get('LINK_MINUTES') * MINUTE,
  longest: env.get('LINK_MAX_DAYS') * DAY,
} as const

/**
 * Of a download by a link that counts them: how long it may go on, in seconds, and how many times the bytes of the file
 * it may be sent in all. What the network has in its buffers when a connection breaks is sent again.
 */
export const resumption = { seconds: DAY, timesTheFile: 2 } as const

/** Of one file: more than anyone keeps an eye on, and few enough to be listed and counted at once. */
export const mostShares = 100
export const mostLinks = 100

/** In one form: people, and what that makes with all of the files. */
export const mostPeopleAtOnce = 20
export const mostSharesAtOnce = 500
