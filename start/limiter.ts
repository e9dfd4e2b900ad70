import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import env from '#start/env'
import { keyedHash } from '#auth/keyed_hash'
import { Limit } from '#auth/limit'
import { problems } from '#exceptions/problem'
import { networkOf } from '#http/network'

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
   * Passwords tried from one network, right ones too: otherwise whoever has one account could sign in to it between
   * guesses at others. An office behind one address still gets in at nine o'clock.
   */
  guessesFromNetwork: new Limit('guessesFromNetwork', {
    requests: env.get('LIMIT_GUESSES_PER_NETWORK'),
    seconds: 15 * MINUTE,
  }),

  /** Each costs a password hash and a row that stays. Failed attempts count, so a class room still fits in. */
  registrations: new Limit('registrations', {
    requests: env.get('LIMIT_REGISTRATIONS_PER_HOUR'),
    seconds: HOUR,
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

  /** Each may write to somebody who did not ask for it. Enough to share a folder's worth with a class. */
  shares: new Limit('shares', { requests: env.get('LIMIT_SHARES_PER_HOUR'), seconds: HOUR }),

  /** To one username or address, whoever shares. Beyond it a share is made all the same, without a mail. */
  shareMails: new Limit('shareMails', {
    requests: env.get('LIMIT_SHARE_MAILS_PER_HOUR'),
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

/** A middleware for routes that one network may not call too often. routes:audit knows it by its name. */
function perNetwork(limit: Limit) {
  const throttle = async ({ request }: HttpContext, next: NextFn) => {
    await limit.spend(networkOf(request.ip()))
    return next()
  }
  return Object.defineProperty(throttle, 'name', { value: `${limit.name}Throttle` })
}

export const registrationsThrottle = perNetwork(limits.registrations)
export const resetsThrottle = perNetwork(limits.resets)
