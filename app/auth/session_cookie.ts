import type { HttpResponse } from '@adonisjs/core/http'
import type { DateTime } from 'luxon'
import { SESSION_COOKIE } from '#auth/credential'
import { secretCookieOptions } from '#config/service/cookies'

const isSessionCookie = (cookie: unknown) => String(cookie).startsWith(`${SESSION_COOKIE}=`)

const cookiesOf = (response: HttpResponse) => [response.getHeader('set-cookie') ?? []].flat()

/** What was said before in this answer no longer holds: of two cookies with one name browsers differ (RFC 6265, 4.1.1). */
function send(response: HttpResponse, value: string, options: { expires?: Date; maxAge?: number }) {
  const others = cookiesOf(response).filter((cookie) => !isSessionCookie(cookie))
  if (others.length) response.header('set-cookie', others.map(String))
  else response.removeHeader('set-cookie')
  response.plainCookie(SESSION_COOKIE, value, { ...secretCookieOptions, ...options })
}

/** @param expiresAt when the browser forgets it; without one, when it is closed */
export function sendSessionCookie(response: HttpResponse, sessionId: string, expiresAt?: DateTime) {
  send(response, sessionId, { maxAge: undefined, expires: expiresAt?.toJSDate() })
}

export function clearSessionCookie(response: HttpResponse) {
  send(response, '', { maxAge: 0, expires: new Date(0) })
}

/** Whether this answer gives the browser a session cookie, or takes it away. */
export const sendsSessionCookie = (response: HttpResponse) =>
  cookiesOf(response).some(isSessionCookie)
