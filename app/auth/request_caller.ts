import auth from '@adonisjs/auth/services/main'
import type {} from '@adonisjs/auth/initialize_auth_middleware'
import { HttpContext } from '@adonisjs/core/http'
import { type Lookup, NOBODY } from '#auth/caller'
import { findCallerBySession, findCallerByToken } from '#auth/caller_lookup'
import { type Credential, readCredential } from '#auth/credential'
import type { CallerGuard } from '#auth/guards/caller_guard'
import type SignIn from '#models/sign_in'
import type { Access } from '#models/sign_ins/access'

/** The request holds its own look-up. A WeakMap would keep it beyond the request, until a major garbage collection. */
const LOOKUP = Symbol('lookup')
const CREDENTIAL = Symbol('credential')
const AUTH = Symbol('auth')

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** The one credential of this request, decided from its headers alone. */
    credential: Credential
    [LOOKUP]?: Promise<Lookup>
    [CREDENTIAL]?: Credential
    [AUTH]?: HttpContext['auth']
    /** Who the credential stands for. Asks the database at most once per request. */
    lookUpCaller(): Promise<Lookup>
    /** The guard that judges this request's credential. */
    guard: CallerGuard
    /**
     * The sign-in of this request, on a route for signed-in callers.
     * @throws Problem forbidden for a personal token, which has none
     */
    signIn: SignIn
    /** What lets this request in, on a route for signed-in callers. */
    access: Access
  }
}

function lookUp(credential: Credential): Promise<Lookup> | Lookup {
  if (credential.kind === 'token' && credential.token) return findCallerByToken(credential.token)
  if (credential.kind === 'cookie') return findCallerBySession(credential.sessionId)
  return NOBODY
}

HttpContext.getter('credential', function (this: HttpContext) {
  return (this[CREDENTIAL] ??= readCredential(this.request.request))
})

HttpContext.macro('lookUpCaller', function (this: HttpContext) {
  return (this[LOOKUP] ??= Promise.resolve(lookUp(this.credential)))
})

HttpContext.getter('auth', function (this: HttpContext) {
  return (this[AUTH] ??= auth.createAuthenticator(this))
})

HttpContext.getter('guard', function (this: HttpContext) {
  return this.auth.use(this.credential.kind === 'token' ? 'api' : 'web')
})

HttpContext.getter('signIn', function (this: HttpContext) {
  return this.guard.getSignInOrFail()
})

HttpContext.getter('access', function (this: HttpContext) {
  return this.guard.getAccessOrFail()
})
