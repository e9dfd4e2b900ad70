import { symbols } from '@adonisjs/auth'
import type { AuthClientResponse, GuardContract } from '@adonisjs/auth/types'
import type { HttpContext } from '@adonisjs/core/http'
import { type Caller, type Lookup, NOBODY } from '#auth/caller'
import type { Credential } from '#auth/credential'
import { logOfKind } from '#logs/log_of_kind'
import { type Problem, problems } from '#exceptions/problem'
import type { Scope } from '#access/scopes'
import type PersonalToken from '#models/personal_token'
import type SignIn from '#models/sign_in'
import type { Access } from '#models/sign_ins/access'
import type User from '#models/user'

/** What both guards share: they use the request's look-up, and differ in what they answer if it found nobody. */
export abstract class CallerGuard implements GuardContract<User> {
  declare [symbols.GUARD_KNOWN_EVENTS]: Record<string, never>

  abstract readonly driverName: string
  authenticationAttempted = false
  #caller?: Caller
  #refusal?: Problem

  constructor(protected ctx: HttpContext) {}

  /** The kind of credential that this guard judges. */
  protected abstract readonly judges: Credential['kind']

  /** Ends the sign-in of this request, and clears what the client stores for it. */
  abstract logout(): Promise<void>

  /**
   * Gives the client a new secret once its owner has entered the password again, so that a stolen copy of the old one
   * is worthless (ASVS 7.2.4). Requests with the old one may be under way: it stays valid for reading for some seconds,
   * unless it is to end at once.
   */
  abstract renew(options?: { atOnce?: boolean }): Promise<void>

  /** The answer if there is nobody. */
  protected abstract refuse(): Problem

  get isAuthenticated() {
    return this.#caller !== undefined
  }

  get user(): User | undefined {
    return this.#caller?.user
  }

  get signIn(): SignIn | undefined {
    return this.#caller?.signIn
  }

  get personalToken(): PersonalToken | undefined {
    return this.#caller?.personalToken
  }

  /** Who the request's credential stands for, if this guard judges that kind. */
  protected lookUp(): Promise<Lookup> {
    const { ctx, judges } = this
    return ctx.credential.kind === judges ? ctx.lookUpCaller() : Promise.resolve(NOBODY)
  }

  /** Sets the caller from here on; undefined for nobody. */
  protected remember(caller: Caller | undefined) {
    this.#caller = caller
  }

  /** @throws Problem unauthenticated, invalid_token or account_suspended */
  async authenticate(): Promise<User> {
    await this.check()
    return this.getUserOrFail()
  }

  async check(): Promise<boolean> {
    if (this.authenticationAttempted) return this.isAuthenticated
    this.authenticationAttempted = true

    const { caller, refusal, user } = await this.lookUp()
    this.remember(caller)
    if (refusal === 'suspended' && user) this.#refusal = problems.accountSuspended(user.suspension)
    return this.isAuthenticated
  }

  getUserOrFail(): User {
    if (!this.user) throw this.#refusal ?? this.refuse()
    return this.user
  }

  /** @throws Problem forbidden for a personal token: it has no sign-in that could be confirmed or ended */
  getSignInOrFail(): SignIn {
    if (this.personalToken) throw problems.forbidden('personalToken')
    if (!this.signIn) throw this.#refusal ?? this.refuse()
    return this.signIn
  }

  /** What lets the caller in. */
  getAccessOrFail(): Access {
    return this.personalToken ?? this.getSignInOrFail()
  }

  /**
   * A cookie or a signed-in device may do everything its user may; a personal token only what its scopes allow.
   * @param scope what the route requires; a route that names none is closed to personal tokens
   * @throws Problem insufficient_scope or forbidden
   */
  assertScope(scope: Scope | undefined) {
    if (!this.personalToken) return
    if (!scope) throw problems.forbidden('personalToken')
    if (!this.personalToken.scopes.includes(scope)) throw problems.insufficientScope(scope)
  }

  /** Records that the credential is in use. If that cannot be written, the request succeeds all the same. */
  async touch() {
    try {
      await this.#caller?.touch()
    } catch (error) {
      logOfKind('last-seen not written', (suppressed) =>
        this.ctx.logger.warn(
          { err: error, suppressed },
          'could not record when somebody was last seen'
        )
      )
    }
  }

  /** Tests sign in over HTTP, so that the real stores are tested. */
  authenticateAsClient(): Promise<AuthClientResponse> {
    throw new Error('Sign in over HTTP instead: see tests/helpers/clients/sign_in.ts')
  }
}
