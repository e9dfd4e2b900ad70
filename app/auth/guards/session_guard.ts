import type { HttpContext } from '@adonisjs/core/http'
import type { Lookup } from '#auth/caller'
import { ensureDeviceSecret } from '#sign_ins/device_cookie'
import { clearSessionCookie, sendSessionCookie } from '#auth/session_cookie'
import { renewSession } from '#auth/former_session_ids'
import { CallerGuard } from '#auth/guards/caller_guard'
import { signInLimits } from '#config/sign_ins'
import { problems } from '#exceptions/problem'
import SignIn from '#models/sign_in'
import type User from '#models/user'

/** The guard `web`: judges the session cookie and nothing else. */
export class SessionGuard extends CallerGuard {
  readonly driverName = 'session'

  protected async lookUp(): Promise<Lookup> {
    return this.ctx.credential.kind === 'cookie' ? this.ctx.lookUpCaller() : { refusal: 'invalid' }
  }

  protected refuse() {
    return problems.unauthenticated()
  }

  /**
   * Signs this browser in, with a new session id. What the browser was before, it no longer is.
   * @param keep whether to stay signed in after the browser is closed
   */
  async login(user: User, { keep }: { keep: boolean }) {
    await this.#endCurrentSignIn()
    const { credential, request, response } = this.ctx
    const device = ensureDeviceSecret(request, response)
    const former = credential.kind === 'cookie' ? credential.sessionId : undefined
    const options = { keep, device, former }
    const { signIn, sessionId } = await SignIn.startInBrowser(user, request, options)

    this.remember({ user, signIn, touch: () => signIn.touch() })
    await this.ctx.session.moveTo(sessionId)
    sendSessionCookie(response, sessionId, keep ? signIn.expiresAt : undefined)
  }

  /** Signs this browser out, and asks it to forget what it stored of us; only by its device cookie it is known again. */
  async logout() {
    await this.#endCurrentSignIn()
    this.ctx.session.clear()
    clearSessionCookie(this.ctx.response)
    this.ctx.response.header('Clear-Site-Data', '"cache", "storage"')
  }

  async renew({ atOnce = false } = {}) {
    const { caller } = await this.lookUp()
    const grace = atOnce ? 0 : signInLimits.renewalGrace
    const renewed = caller?.session && (await renewSession(caller.session.idHash, grace))
    if (!renewed) return
    await this.ctx.session.goOnAs(renewed.sessionId)
    const expiresAt = renewed.isKept ? this.getSignInOrFail().expiresAt : undefined
    sendSessionCookie(this.ctx.response, renewed.sessionId, expiresAt)
  }

  async #endCurrentSignIn() {
    const { caller } = await this.lookUp()
    await caller?.signIn?.end()
    this.remember(undefined)
  }
}

export const sessionGuard = () => ({
  async resolver() {
    return (ctx: HttpContext) => new SessionGuard(ctx)
  },
})
