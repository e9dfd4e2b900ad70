import type { HttpContext } from '@adonisjs/core/http'
import { readCookie, SESSION_COOKIE } from '#auth/credential'
import { keyedHash } from '#secrets/keyed_hash'
import { comesFromOurPages } from '#auth/request_origin'
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
 * What a form is known by when it is sent again. Each page that is shown brings a CSRF token of its own, so that two tabs
 * have two forms; where somebody goes back and changes what they typed, it is another form as well. Of a file there is
 * only its name and the size of the whole.
 */
export function sentFormKey(ctx: HttpContext) {
  if (!isSentForm(ctx)) return undefined
  const { request, upload } = ctx
  const fields = request.body()
  const { _csrf: token } = fields
  if (typeof token !== 'string' || !token || token.length > LONGEST_TOKEN) return undefined

  const file = upload && [upload.name, request.header('content-length') ?? '']
  const sent = [request.method(), request.url(), fields, file]
  return keyedHash('sent form', JSON.stringify(sent))
}

/** What a browser shows of itself: the session that it came with, and the secret behind its forms. */
export function marksOf({ request }: HttpContext) {
  const sessionId = readCookie(request.header('cookie'), SESSION_COOKIE)
  const form = request.encryptedCookie(FORM_COOKIE) as Record<string, unknown> | null
  const secret = form?.['csrf-secret']
  return [sessionId, secret].filter((mark) => typeof mark === 'string').map(markOf)
}

export const markOf = (secret: string) => hashSecret(secret).toString('base64url')
