import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { Limit } from '#limits/limit'
import { perNetwork } from '#limits/per_network'
import { DAY, HOUR, MINUTE } from '#words/duration'

/** For networks that have more people behind them than the reasons below count with. */
const factor = env.get('LIMIT_NETWORK_FACTOR')

/** Every limit, and why it is what it is. Those that depend on who uses an installation are set in the environment. */
export const limits = {
  /**
   * Wrong passwords for one account before its first pause: enough for anyone's typing errors. From then on every
   * try takes a pause, so the last free one is counted there (ASVS 6.3.1).
   */
  guesses: new Limit('guesses', { requests: env.get('LIMIT_GUESSES') - 1, seconds: DAY }),

  /** One try per pause. A stranger gets about 35 guesses a day out of an account, whatever they do. */
  guessPause: new Limit('guessPause', { requests: 1, seconds: MINUTE }),

  /** How often the pause has doubled. */
  guessPauses: new Limit('guessPauses', { requests: 1_000_000, seconds: DAY }),

  /** Seconds. The pause grows no further: an owner without a known device waits this long at most, or resets. */
  longestGuessPause: HOUR,

  /**
   * Wrong passwords from one network; right ones are free, and forgive no wrong one: whoever has one account gains no
   * guesses at others by it. A school of a thousand that signs in at eight and mistypes one password in ten stays
   * below, as does the address that a phone carrier gives to some thousand subscribers, whose phones stay signed in.
   * A stranger gets 9,600 guesses a day out of an address, spread over accounts that allow a few each.
   */
  guessesFromNetwork: new Limit('guessesFromNetwork', {
    requests: 100 * factor,
    seconds: 15 * MINUTE,
  }),

  /**
   * Accounts made from one network, and attempts that are told that a name is taken: each costs a password hash, and
   * tells something or leaves a row and a mail. What else is wrong with a form is told for nothing. In a class room 35
   * register within one lesson, and find half the names taken: three classes at once are about 150. An office on
   * somebody's first day, and a carrier's address, where thousands have an account but few make one in the same hour,
   * stay far below.
   */
  registrations: new Limit('registrations', {
    requests: 150 * factor,
    seconds: HOUR,
  }),

  /** The same in a day: a school of 500 that begins, and not 24 times what an hour allows. */
  registrationsInDay: new Limit('registrationsInDay', {
    requests: 500 * factor,
    seconds: DAY,
  }),

  /**
   * Links to a new password that one network asks for, whoever's the addresses are: each may become a mail to
   * somebody who did not ask for it, and work for those who send the mails of all.
   */
  resets: new Limit('resets', { requests: 60 * factor, seconds: HOUR }),

  /**
   * Codes that apps ask for to be signed in elsewhere, from one network: each is a row. A shop that sets a hundred tablets
   * up in an hour stays below.
   */
  deviceAuthorizations: new Limit('deviceAuthorizations', {
    requests: 150 * factor,
    seconds: HOUR,
  }),

  /** Codes of devices that somebody typed and that are none. Whoever mistypes one has the next before them. */
  deviceCodeGuesses: new Limit('deviceCodeGuesses', { requests: 10, seconds: HOUR }),

  /** Archives of all that is somebody's: each reads, and writes, as much as they keep. */
  dataExports: new Limit('dataExports', { requests: 5, seconds: DAY }),

  /** Pictures of oneself: each is decoded and drawn anew, which may take a second. */
  pictures: new Limit('pictures', { requests: 30, seconds: HOUR }),

  /** Not of pages. Reading is cheap, and counting it in the database would cost more than the reading. */
  reads: new Limit('reads', {
    requests: env.get('LIMIT_READS_PER_MINUTE'),
    seconds: MINUTE,
    perProcess: true,
  }),

  /** What signed-in people change, on pages too. No person is as fast; a script that is should slow down. */
  writes: new Limit('writes', { requests: env.get('LIMIT_WRITES_PER_MINUTE'), seconds: MINUTE }),

  /**
   * Of one network that is not signed in, such as refreshes and the forms of visitors: many phones share an address.
   * Writes no rows.
   */
  visitorWrites: new Limit('visitorWrites', {
    requests: 300 * factor,
    seconds: MINUTE,
    perProcess: true,
  }),

  /** Enough to share a folder's worth with a class. */
  shares: new Limit('shares', { requests: 100, seconds: HOUR }),

  /**
   * Mails about shares. Each writes to somebody who did not ask for it, and tells them words of the sharer's choice. Beyond
   * any of these a share is made all the same, without a mail. To one username or address, whoever shares:
   */
  shareMails: new Limit('shareMails', {
    requests: 10,
    seconds: HOUR,
  }),

  /** Of one account: three files for a class, and no more strangers in a day than somebody would write to by hand. */
  shareMailsOfAccount: new Limit('shareMailsOfAccount', {
    requests: 100,
    seconds: DAY,
  }),

  /** Of one network, whatever accounts it has made: an office of 100 in which each shares with three others a day … */
  shareMailsOfNetworkInDay: new Limit('shareMailsOfNetworkInDay', {
    requests: 300 * factor,
    seconds: DAY,
  }),

  /** … and a third of that within an hour, so that whoever has to stop it has the time to. */
  shareMailsOfNetwork: new Limit('shareMailsOfNetwork', {
    requests: 100 * factor,
    seconds: HOUR,
  }),

  /**
   * Links to confirm an address that one account has sent, whichever addresses those are: else it could write to
   * any number of strangers. Nobody mistypes their address as often.
   */
  addressMails: new Limit('addressMails', {
    requests: 10,
    seconds: HOUR,
  }),

  /**
   * Mails of one kind that anyone can have sent to an address. Nobody needs more, and nobody's mailbox is to be flooded.
   * How they are counted: app/limits/requested_mails.ts.
   */
  mailRequests: new Limit('mailRequests', { requests: 3, seconds: HOUR }),

  /** Links to confirm one address, for all accounts together. */
  confirmationsToAddress: new Limit('confirmationsToAddress', { requests: 10, seconds: HOUR }),
}

/** Whether a form was refused before there was any work to do, or told anything about other people. */
const toldNothing = ({ problem }: HttpContext) =>
  problem !== undefined && !problem.errors?.some(({ rule }) => rule === 'unique')

export const registrationsThrottle = perNetwork([limits.registrations, limits.registrationsInDay], {
  isFree: toldNothing,
})
export const deviceAuthorizationsThrottle = perNetwork([limits.deviceAuthorizations])
export const resetsThrottle = perNetwork([limits.resets])
