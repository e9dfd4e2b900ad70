import type { HttpContext } from '@adonisjs/core/http'
import type { Asker } from '#activity/asker'
import { describeClient } from '#http/client_name'

function credentialOf({ credential, guard }: HttpContext): Asker['credential'] {
  if (!guard.user) return 'none'
  if (credential.kind !== 'token') return 'cookie'
  return guard.personalToken ? 'personal_token' : 'token'
}

/** Who a request is from, as far as is known by now: it may be refused before the look-up. */
export function askerOf(ctx: HttpContext): Asker {
  const { ipAddress, userAgent } = describeClient(ctx.request)
  const { guard } = ctx
  return {
    credential: credentialOf(ctx),
    userId: guard.user?.id,
    signInId: guard.signIn?.id,
    personalTokenId: guard.personalToken?.id,
    ipAddress,
    userAgent,
    requestId: ctx.request.id(),
  }
}
