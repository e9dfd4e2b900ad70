import type { HttpRequest, HttpResponse } from '@adonisjs/core/http'
import { readCookie } from '#auth/credential'
import { generateSecret, isWellFormedSecret } from '#secrets/secrets'
import { cookieName, secretCookieOptions } from '#config/service/cookies'
import { DAY } from '#words/duration'

/** Identifies a browser that has signed out. It lets nobody in. */
export const DEVICE_COOKIE = cookieName('gatehouse_device')

/** Seconds. Browsers keep cookies for 400 days at most (RFC 6265bis, 5.5). */
const LIFETIME = 400 * DAY

/** The secret of this browser, if it has one. */
export function readDeviceSecret(request: HttpRequest) {
  const secret = readCookie(request.header('cookie'), DEVICE_COOKIE)
  return secret && isWellFormedSecret('device', secret) ? secret : undefined
}

/** The secret of this browser: creates one if there is none, and extends its lifetime. */
export function ensureDeviceSecret(request: HttpRequest, response: HttpResponse) {
  const secret = readDeviceSecret(request) ?? generateSecret('device')
  response.plainCookie(DEVICE_COOKIE, secret, { ...secretCookieOptions, maxAge: LIFETIME })
  return secret
}
