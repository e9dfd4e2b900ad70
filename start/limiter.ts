import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { keyedHash } from '#secrets/keyed_hash'
import { Limit } from '#limits/limit'
import { problems } from '#exceptions/problem'
import { perNetwork } from '#limits/per_network'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const mailRequests = new Limit('mailRequests', {
  requests: env.get('LIMIT_MAILS_PER_HOUR'),
  seconds: HOUR,
})

const confirmationsToAddress = new Limit('confirmationsToAddress', {
  requests: env.get('LIMIT_CONFIRMATIONS_TO_ADDRESS_PER_HOUR'),
  seconds: HOUR,
})

/** No name or address is kept in clear text. */
const keyOf = (purpose: string, name: string) => keyedHash(purpose, name).toString('base64url')

/** Every limit, and why it is what it is. The numbers come from the environment: .env.example names them all. */
export const limits = {
  /**
   * Wrong passwords for one account before its first pause: enough for anyone's typing errors. From then on every
   * try takes a pause, so the last free one is counted there (ASVS 6.3.1).
   */
  guesses: new Limit('guesses', { requests: env.get('LIMIT_GUESSES') - 1, seconds: DAY }),

  /** One try per pause. A stranger gets about 35 guesses a day out of an account, whatever they do. */
  guessPause: new Limit('guessPause', {
    requests: 1,
    seconds: env.get('LIMIT_GUESS_PAUSE_SECONDS'),
  }),

  /** How often the pause has doubled. */
  guessPauses: new Limit('guessPauses', { requests: 1_000_000, seconds: DAY }),

  /** Seconds. The pause grows no further: an owner without a known device waits this long at most, or resets. */
  longestGuessPause: env.get('LIMIT_GUESS_PAUSE_MAX_MINUTES') * MINUTE,

  /**
   * Wrong passwords from one network; right ones are free, and forgive no wrong one: whoever has one account gains no
   * guesses at others by it. A school of a thousand that signs in at eight and mistypes one password in ten stays
   * below, as does the address that a phone carrier gives to some thousand subscribers, whose phones stay signed in.
   * A stranger gets 9,600 guesses a day out of an address, spread over accounts that allow a few each.
   */
  guessesFromNetwork: new Limit('guessesFromNetwork', {
    requests: env.get('LIMIT_GUESSES_PER_NETWORK'),
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
    requests: env.get('LIMIT_REGISTRATIONS_PER_HOUR'),
    seconds: HOUR,
  }),

  /** The same in a day: a school of 500 that begins, and not 24 times what an hour allows. */
  registrationsInDay: new Limit('registrationsInDay', {
    requests: env.get('LIMIT_REGISTRATIONS_PER_DAY'),
    seconds: DAY,
  }),

  /**
   * Links to a new password that one network asks for, whoever's the addresses are: each may become a mail to
   * somebody who did not ask for it, and work for those who send the mails of all.
   */
  resets: new Limit('resets', { requests: env.get('LIMIT_RESETS_PER_HOUR'), seconds: HOUR }),

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
    requests: env.get('LIMIT_VISITOR_WRITES_PER_MINUTE'),
    seconds: MINUTE,
    perProcess: true,
  }),

  /** Enough to share a folder's worth with a class. */
  shares: new Limit('shares', { requests: env.get('LIMIT_SHARES_PER_HOUR'), seconds: HOUR }),

  /**
   * Mails about shares. Each writes to somebody who did not ask for it, and tells them words of the sharer's choice. Beyond
   * any of these a share is made all the same, without a mail. To one username or address, whoever shares:
   */
  shareMails: new Limit('shareMails', {
    requests: env.get('LIMIT_SHARE_MAILS_PER_HOUR'),
    seconds: HOUR,
  }),

  /** Of one account: three files for a class, and no more strangers in a day than somebody would write to by hand. */
  shareMailsOfAccount: new Limit('shareMailsOfAccount', {
    requests: env.get('LIMIT_SHARE_MAILS_PER_ACCOUNT_PER_DAY'),
    seconds: DAY,
  }),

  /** Of one network, whatever accounts it has made: an office of 100 in which each shares with three others a day … */
  shareMailsOfNetworkInDay: new Limit('shareMailsOfNetworkInDay', {
    requests: env.get('LIMIT_SHARE_MAILS_PER_NETWORK_PER_DAY'),
    seconds: DAY,
  }),

  /** … and a third of that within an hour, so that whoever has to stop it has the time to. */
  shareMailsOfNetwork: new Limit('shareMailsOfNetwork', {
    requests: env.get('LIMIT_SHARE_MAILS_PER_NETWORK_PER_HOUR'),
    seconds: HOUR,
  }),

  /**
   * Links to confirm an address that one account has sent, whichever addresses those are: else it could write to
   * any number of strangers. Nobody mistypes their address as often.
   */
  addressMails: new Limit('addressMails', {
    requests: env.get('LIMIT_ADDRESS_MAILS_PER_HOUR'),
    seconds: HOUR,
  }),

  /**
   * Mails that anyone can have sent to an address. Nobody needs more, and nobody's mailbox is to be flooded. Counted
   * apart by purpose: whoever forgot a password must not learn from the count of confirmations that there is an owner.
   * Nobody is kept from a new password by what others ask for: the link in each of these mails is as good.
   * @param address in canonical form, whether it belongs to an account or not
   * @throws Problem too_many_requests
   */
  mailRequests: Object.assign(
    (purpose: 'reset', address: string) =>
      mailRequests.spend(keyOf(`mail request ${purpose}`, address)),
    { limit: mailRequests }
  ),

  confirmationsToAddress,

  /**
   * Links to confirm an address. What other accounts ask for keeps nobody from their own: each has a count of its own
   * for each address. Beyond what all of them together may send to one address, each still has its first one of the
   * hour, so that a mailbox gets as many as there are accounts behind it, and its owner is always among them.
   * @throws Problem too_many_requests
   */
  async confirmationMails(accountId: number, address: string) {
    const own = await mailRequests.count(
      keyOf('mail request confirmation', `${accountId} ${address}`)
    )
    if (own.exceeded) throw problems.tooManyRequests(Math.max(own.availableIn, 1))
    const all = await confirmationsToAddress.count(keyOf('confirmations', address))
    if (all.exceeded && own.consumed > 1)
      throw problems.tooManyRequests(Math.max(all.availableIn, 1))
  },
}

/** Whether a form was refused before there was any work to do, or told anything about other people. */
const toldNothing = ({ problem }: HttpContext) =>
  problem !== undefined && !problem.errors?.some(({ rule }) => rule === 'unique')

export const registrationsThrottle = perNetwork([limits.registrations, limits.registrationsInDay], {
  isFree: toldNothing,
})
export const resetsThrottle = perNetwork([limits.resets])
