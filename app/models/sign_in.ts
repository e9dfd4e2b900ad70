import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { HttpRequest } from '@adonisjs/core/http'
import type { DateTime } from 'luxon'
import { rememberReplaced } from '#auth/former_session_ids'
import { guess, guesserConfirming } from '#sign_ins/guesses'
import { verifyPassword } from '#passwords/hashing'
import { generateSessionId, hashSecret } from '#secrets/secrets'
import { logSecurity } from '#logs/security_log'
import { deviceExpiry, issueTokenPair, type TokenPair } from '#sign_ins/token_pair'
import { SignInSchema } from '#database/schema'
import { databaseTime } from '#database/time'
import { transaction } from '#database/transaction'
import { signInLimits } from '#config/sign_ins'
import { problems } from '#exceptions/problem'
import { clientFamily, describeClient } from '#sign_ins/client_name'
import KnownDevice from '#models/known_device'
import User from '#models/user'

/** `field` is where it was typed. */
type ShownPassword = { password: string; field: string }

type ValuesAt = (now: DateTime) => Partial<SignIn>

/** One browser or one device where somebody is signed in. Ending it ends the session or tokens that hang from it. */
export default class SignIn extends SignInSchema {
  static table = 'sign_ins'

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /**
   * By password. Signs a browser in and answers with the session id for its cookie: the only time it is known.
   * @param device the browser's own secret, by which it is known again
   * @param former the session id that it came with, whatever that stood for
   */
  static async startInBrowser(
    user: User,
    request: HttpRequest,
    { keep, device, former }: { keep: boolean; device: string; former?: string }
  ) {
    const sessionId = generateSessionId()
    const signIn = await transaction(async (trx) => {
      const lifetime = keep ? signInLimits.keptSession : signInLimits.session
      const started = await this.#start(user, device, trx, (now) => ({
        kind: 'browser',
        ...describeClient(request),
        confirmedAt: now,
        expiresAt: now.plus({ seconds: lifetime }),
      }))
      await trx.table('sessions').insert({
        id_hash: hashSecret(sessionId),
        sign_in_id: started.id,
        idle_limit_seconds: keep ? null : signInLimits.sessionIdle,
      })
      if (former) await rememberReplaced(former, sessionId, trx)
      return started
    })
    return { signIn, sessionId }
  }

  /** By password. Signs a device in and answers with its first pair of tokens. */
  static startOnDevice(user: User, request: HttpRequest, deviceName?: string | null) {
    const client = describeClient(request)
    const deviceKey = `app\n${clientFamily(request)}\n${deviceName ?? ''}`
    const name = deviceName || client.name
    return this.#startApp(user, deviceKey, (now) => ({ ...client, name, confirmedAt: now }))
  }

  /** Signs a script in by command: no request tells what it is, and nobody showed the password. */
  static startByCommand(user: User, name: string) {
    return this.#startApp(user, `command\n${name}`, () => ({ name }))
  }

  static #startApp(user: User, deviceKey: string, valuesAt: ValuesAt): Promise<TokenPair> {
    return transaction(async (trx) => {
      const signIn = await this.#start(user, deviceKey, trx, (now) => ({
        kind: 'app',
        ...valuesAt(now),
        expiresAt: deviceExpiry(now, now),
      }))
      return issueTokenPair(signIn, user, trx, { now: signIn.createdAt })
    })
  }

  /**
   * The account is locked and read again: a suspension or a change of password that came between the check of
   * the password and this moment wins.
   */
  static async #start(
    user: User,
    deviceKey: string,
    trx: TransactionClientContract,
    valuesAt: ValuesAt
  ) {
    const current = await User.query({ client: trx }).where('id', user.id).forShare().firstOrFail()
    if (current.passwordHash !== user.passwordHash) throw problems.invalidCredentials()
    current.assertMaySignIn()

    const now = await databaseTime(trx)
    const signIn = await this.create(
      { userId: user.id, createdAt: now, lastSeenAt: now, refreshGeneration: 0, ...valuesAt(now) },
      { client: trx }
    )
    await KnownDevice.greet(signIn, current, deviceKey, trx)
    logSecurity('signed_in', signIn.#facts, trx)
    return signIn
  }

  /** Whether the person behind it has lately shown that they know the password. */
  async isConfirmed() {
    const confirmed = SignIn.query().where('id', this.id)
    confirmed.whereRaw('confirmed_at >= now() - make_interval(secs => ?)', [
      signInLimits.confirmation,
    ])
    return (await confirmed.first()) !== null
  }

  /**
   * "It is me": good for this sign-in only, and for signInLimits.confirmation seconds.
   * @param request by which it is shown, from wherever that is: the sign-in may have begun elsewhere
   * @throws Problem validation_failed that names the field, or too_many_requests
   */
  async confirm(user: User, { password, field }: ShownPassword, request: HttpRequest) {
    const facts = { ...this.#facts, ip: request.ip() }
    const isRight = () => verifyPassword(user.passwordHash, password)
    if (!(await guess(await guesserConfirming(user, this, request), isRight))) {
      logSecurity('confirmation_failed', facts)
      throw problems.wrongPassword(field)
    }
    await SignIn.query()
      .where('id', this.id)
      .update({ confirmed_at: db.raw('now()') })
    logSecurity('confirmed', facts)
  }

  /** Those that still let somebody in. */
  static live() {
    return this.query()
      .whereRaw('sign_ins.expires_at > now()')
      .whereNotExists((query) => {
        query
          .from('sessions')
          .whereColumn('sessions.sign_in_id', 'sign_ins.id')
          .whereRaw(
            'sign_ins.last_seen_at <= now() - make_interval(secs => sessions.idle_limit_seconds)'
          )
      })
  }

  /** Remembers that this sign-in is in use: at most once a minute, and never brings back one that has ended. */
  async touch() {
    await db
      .from('sign_ins')
      .where('id', this.id)
      .whereRaw('last_seen_at <= now() - make_interval(secs => ?)', [
        signInLimits.lastSeenPrecision,
      ])
      .update({ last_seen_at: db.raw('now()') })
  }

  async end() {
    await SignIn.query().where('id', this.id).delete()
    logSecurity('signed_out', this.#facts)
  }

  /** What the log says of it. */
  get #facts() {
    const { id: signInId, userId, kind, ipAddress: ip } = this
    return { userId, signInId, kind, ip }
  }
}
