import type { HttpRequest, HttpResponse } from '@adonisjs/core/http'
import { readCookie } from '#auth/credential'
import { generateSecret, isWellFormedSecret } from '#secrets/secrets'
import { cookieName, secretCookieOptions } from '#config/service/cookies'
import { DAY } from '#words/duration'

/** By this a browser is known again after it has signed out. It lets nobody in. */
export const DEVICE_COOKIE = cookieName('gatehouse_device')

/** Seconds. Browsers keep no cookie for more than 400 days (RFC 6265bis, 5.5). */
const LIFETIME = 400 * DAY

/** The secret of this browser, if it has one. */
export function readDeviceSecret(request: HttpRequest) {
  const secret = readCookie(request.header('cookie'), DEVICE_COOKIE)
  return secret && isWellFormedSecret('device', secret) ? secret : undefined
}

/** The secret of this browser, which gets one if it has none, and keeps it for as long again. */
export function ensureDeviceSecret(request: HttpRequest, response: HttpResponse) {
  const secret = readDeviceSecret(request) ?? generateSecret('device')
  response.plainCookie(DEVICE_COOKIE, secret, { ...secretCookieOptions, maxAge: LIFETIME })
  return secret
}
