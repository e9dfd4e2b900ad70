import type { HttpContext } from '@adonisjs/core/http'
import { CallerGuard } from '#auth/guards/caller_guard'
import { problems } from '#exceptions/problem'

/** The guard `api`: judges only bearer tokens. */
export class TokenGuard extends CallerGuard {
  readonly driverName = 'token'

  protected judges = 'token' as const

  async logout() {
    await this.getSignInOrFail().end()
  }

  /**
   * A device gets new tokens every few minutes anyway, when it refreshes. Using a copy of the old ones ends the
   * sign-in.
   */
  async renew() {}

  protected refuse() {
    return this.ctx.credential.kind === 'token'
      ? problems.invalidToken()
      : problems.unauthenticated()
  }
}

export const tokenGuard = () => ({
  async resolver() {
    return (ctx: HttpContext) => new TokenGuard(ctx)
  },
})
