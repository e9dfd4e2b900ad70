import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { Limit } from '#limits/limit'
import { perNetwork } from '#limits/per_network'
import { DAY, HOUR, MINUTE } from '#words/duration'

/** For networks with more people behind them than the reasons below assume. */
const factor = env.get('LIMIT_NETWORK_FACTOR')

/** Every limit, with its reason. Those that depend on who uses an installation are set in the environment. */
export const limits = {
  /**
   * Wrong passwords for one account before its first pause: enough for anyone's typing errors. From then on every
   * attempt starts a pause, so the last free one is counted there (ASVS 6.3.1).
   */
  guesses: new Limit('guesses', { requests: env.get('LIMIT_GUESSES') - 1, seconds: DAY }),

  /** One attempt per pause. A stranger gets about 35 guesses a day out of an account, whatever they do. */
  guessPause: new Limit('guessPause', { requests: 1, seconds: MINUTE }),

  /** How often the pause has doubled. */
  guessPauses: new Limit('guessPauses', { requests: 1_000_000, seconds: DAY }),

  /** Seconds. The pause never exceeds this: an owner without a known device waits this long at most, or resets. */
  longestGuessPause: HOUR,

  /**
   * Wrong passwords from one network. Right ones are free, and forgive no wrong one, so that having one account gives
   * no extra guesses at others. A school of a thousand that signs in at eight and mistypes one password in ten stays
   * below, as does a carrier's address with some thousand subscribers, whose phones stay signed in. A stranger gets
   * 9,600 guesses a day out of an address, spread over accounts that allow a few each.
   */
  guessesFromNetwork: new Limit('guessesFromNetwork', {
    requests: 100 * factor,
    seconds: 15 * MINUTE,
  }),

  /**
   * Accounts created from one network, and attempts that are told that a name is taken: each costs a password hash, and
   * reveals something or leaves a row and an email. Other mistakes in a form are free. In a classroom 35 register
   * within one lesson, and find half the names taken: three classes at once are about 150. An office on somebody's
   * first day, and a carrier's address, where thousands have an account but few create one in the same hour, stay far
   * below.
   */
  registrations: new Limit('registrations', {
    requests: 150 * factor,
    seconds: HOUR,
  }),

  /** The same per day: a school of 500 that starts, rather than 24 times what an hour allows. */
  registrationsInDay: new Limit('registrationsInDay', {
    requests: 500 * factor,
    seconds: DAY,
  }),

  /**
   * Reset links that one network requests, whoever owns the addresses: each may become an email to somebody who did not
   * ask for it, and work for the mail server.
   */
  resets: new Limit('resets', { requests: 60 * factor, seconds: HOUR }),

  /**
   * Device codes that apps request from one network: each is a row. A shop that sets a hundred tablets up in an hour
   * stays below.
   */
  deviceAuthorizations: new Limit('deviceAuthorizations', {
    requests: 150 * factor,
    seconds: HOUR,
  }),

  /** Wrong device codes that somebody typed. Anyone who mistypes one can see the right one. */
  deviceCodeGuesses: new Limit('deviceCodeGuesses', { requests: 10, seconds: HOUR }),

  /** Archives of somebody's data: each reads and writes as much as they store. */
  dataExports: new Limit('dataExports', { requests: 5, seconds: DAY }),

  /** Changes of one's own picture: each is decoded and drawn anew, which may take a second. */
  pictures: new Limit('pictures', { requests: 30, seconds: HOUR }),

  /** Not for pages. Reading is cheap, and counting it in the database would cost more than the reading. */
  reads: new Limit('reads', {
    requests: env.get('LIMIT_READS_PER_MINUTE'),
    seconds: MINUTE,
    perProcess: true,
  }),

  /** Changes by signed-in people, including on pages. No person is this fast; a script that is should slow down. */
  writes: new Limit('writes', { requests: env.get('LIMIT_WRITES_PER_MINUTE'), seconds: MINUTE }),

  /**
   * Changes from one network by callers who are not signed in, such as refreshes and visitors' forms: many phones share
   * an address. Writes no rows.
   */
  visitorWrites: new Limit('visitorWrites', {
    requests: 300 * factor,
    seconds: MINUTE,
    perProcess: true,
  }),

  /** Enough to share a folder's worth with a class. */
  shares: new Limit('shares', { requests: 100, seconds: HOUR }),

  /**
   * Emails about shares. Each goes to somebody who did not ask for it, with words of the sharer's choice. Beyond any of
   * these limits the share is still created, without an email. To one username or address, whoever shares:
   */
  shareMails: new Limit('shareMails', {
    requests: 10,
    seconds: HOUR,
  }),

  /** From one account: three files for a class, and no more strangers in a day than somebody would write to by hand. */
  shareMailsOfAccount: new Limit('shareMailsOfAccount', {
    requests: 100,
    seconds: DAY,
  }),

  /** From one network, whatever accounts it has created: an office of 100 that each share with three others a day … */
  shareMailsOfNetworkInDay: new Limit('shareMailsOfNetworkInDay', {
    requests: 300 * factor,
    seconds: DAY,
  }),

  /** … and a third of that within an hour, to leave time to stop it. */
  shareMailsOfNetwork: new Limit('shareMailsOfNetwork', {
    requests: 100 * factor,
    seconds: HOUR,
  }),

  /**
   * Confirmation links that one account has sent, to whatever addresses: otherwise it could write to any number of
   * strangers. Nobody mistypes their address this often.
   */
  addressMails: new Limit('addressMails', {
    requests: 10,
    seconds: HOUR,
  }),

  /**
   * Emails of one kind that anyone can have sent to an address. Nobody needs more, and no mailbox should be flooded.
   * How they are counted: app/limits/requested_mails.ts.
   */
  mailRequests: new Limit('mailRequests', { requests: 3, seconds: HOUR }),

  /** Confirmation links to one address, for all accounts together. */
  confirmationsToAddress: new Limit('confirmationsToAddress', { requests: 10, seconds: HOUR }),
}

/** Whether a form was refused before there was any work to do, and revealed nothing about other people. */
const toldNothing = ({ problem }: HttpContext) =>
  problem !== undefined && !problem.errors?.some(({ rule }) => rule === 'unique')

export const registrationsThrottle = perNetwork([limits.registrations, limits.registrationsInDay], {
  isFree: toldNothing,
})
export const deviceAuthorizationsThrottle = perNetwork([limits.deviceAuthorizations])
export const resetsThrottle = perNetwork([limits.resets])
