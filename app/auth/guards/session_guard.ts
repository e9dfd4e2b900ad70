import type { HttpContext } from '@adonisjs/core/http'
import { clearSessionCookie, sendSessionCookie } from '#auth/session_cookie'
import { renewSession } from '#auth/former_session_ids'
import { CallerGuard } from '#auth/guards/caller_guard'
import { giveBackLeftForm, leftFormOf } from '#auth/left_form'
import { signInLimits } from '#config/service/sign_ins'
import { problems } from '#exceptions/problem'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

/** `keep`: whether to stay signed in after the browser is closed. */
type Started = { signIn: SignIn; sessionId: string; keep: boolean }

/** The guard `web`: judges only the session cookie. */
export class SessionGuard extends CallerGuard {
  readonly driverName = 'session'

  protected judges = 'cookie' as const

  protected refuse() {
    return problems.unauthenticated()
  }

  /** From here on this browser is signed in by what startInBrowser() started. */
  async login(user: User, { signIn, sessionId, keep }: Started) {
    this.remember({ user, signIn, touch: () => signIn.touch() })
    const { session } = this.ctx
    const leftForm = leftFormOf(session)
    await session.moveTo(sessionId)
    giveBackLeftForm(this.ctx, leftForm, user)
    sendSessionCookie(this.ctx.response, sessionId, keep ? signIn.expiresAt : undefined)
  }

  /** Signs this browser out and asks it to clear everything it stored. Only the device cookie still identifies it. */
  async logout() {
    await this.endCurrentSignIn()
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

  /** Ends the sign-in that the browser came with, if any. */
  async endCurrentSignIn() {
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
