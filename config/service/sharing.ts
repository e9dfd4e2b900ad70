import { DAY, MINUTE } from '#words/duration'
import env from '#start/env'

/** Seconds. A link opens a file for anyone who has it, so it is short-lived. */
export const linkLifetime = {
  usual: env.get('LINK_MINUTES') * MINUTE,
  longest: env.get('LINK_MAX_DAYS') * DAY,
} as const

/**
 * For a download by a link that counts them: how long it may be resumed, in seconds, and how many times the size of the
 * file may be sent in total. Whatever is in network buffers when a connection breaks is sent again.
 */
export const resumption = { seconds: DAY, timesTheFile: 2 } as const

/** Per file: more than anyone keeps track of, and few enough to be listed and counted at once. */
export const mostShares = 100
export const mostLinks = 100

/** Per form: people, and the shares that result with all of the files. */
export const mostPeopleAtOnce = 20
export const mostSharesAtOnce = 500
