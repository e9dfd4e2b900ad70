import type { HttpContext } from '@adonisjs/core/http'
import { readCookie, SESSION_COOKIE } from '#auth/credential'
import { keyedHashes } from '#secrets/keyed_hash'
import { comesFromOurPages } from '#http/request_origin'
import { hashSecret } from '#secrets/secrets'
import { FORM_COOKIE } from '#auth/session_store'
import { isPage } from '#http/face'

const LONGEST_TOKEN = 200

const isSentForm = (ctx: HttpContext) =>
  ctx.request.intended() === 'POST' &&
  isPage(ctx) &&
  ctx.credential.kind !== 'token' &&
  comesFromOurPages(ctx.request)

/**
 * The keys that a form is known by when it is sent again, one under each APP_KEY. Each page view has its own CSRF token,
 * so that two tabs have two forms; if somebody goes back and changes the input, it is another form as well. Of a file
 * only the name and the total size are included.
 */
export function sentFormKeys(ctx: HttpContext) {
  if (!isSentForm(ctx)) return undefined
  const { request, upload } = ctx
  const fields = request.body()
  const { _csrf: token } = fields
  if (typeof token !== 'string' || !token || token.length > LONGEST_TOKEN) return undefined

  const file = upload && [upload.name, request.header('content-length') ?? '']
  const sent = [request.method(), request.url(), fields, file]
  return keyedHashes('sent form', JSON.stringify(sent))
}

/** What identifies a browser: the session that it came with, and the secret behind its forms. */
export function marksOf({ request }: HttpContext) {
  const sessionId = readCookie(request.header('cookie'), SESSION_COOKIE)
  const form = request.encryptedCookie(FORM_COOKIE) as Record<string, unknown> | null
  const secret = form?.['csrf-secret']
  return [sessionId, secret].filter((mark) => typeof mark === 'string').map(markOf)
}

export const markOf = (secret: string) => hashSecret(secret).toString('base64url')
