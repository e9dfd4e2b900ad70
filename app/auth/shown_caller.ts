import encryption from '@adonisjs/core/services/encryption'
import { csrfFactory } from '@adonisjs/shield/guards'
import type {} from '@adonisjs/shield/shield_middleware'
import edge from 'edge.js'
import type { HttpContext } from '@adonisjs/core/http'
import { BrowserSession } from '#auth/browser_session'
import { csrf } from '#config/service/csrf'

/** Makes a token for the page's forms without checking one: the request has already been refused. */
const TOKEN_ONLY = { ...csrf, enableXsrfCookie: false, exceptRoutes: () => true }

async function openForReading(ctx: HttpContext) {
  const session = new BrowserSession(ctx)
  await session.initiate(true)
  return session
}

/** For "Sign out" in the header. A session without a CSRF secret is not given one here: that would be a write. */
async function shareFormToken(ctx: HttpContext) {
  if (ctx.request.csrfToken) return
  ctx.session ??= await openForReading(ctx)
  if (ctx.session.has('csrf-secret')) await csrfFactory(TOKEN_ONLY, encryption.use(), edge)(ctx)
}

/**
 * Tells an error page who is signed in if the route has not asked: by the cookie, with the request's one look-up and
 * without a write. The page is shown even if the look-up fails.
 */
export async function showCaller(ctx: HttpContext) {
  if (ctx.credential.kind !== 'cookie') return
  try {
    if (!(await ctx.auth.checkUsing(['web']))) return
    ctx.view.share({ auth: ctx.auth })
    await shareFormToken(ctx)
  } catch (error) {
    ctx.logger.warn({ err: error }, 'could not tell who is signed in, for an error page')
  }
}
