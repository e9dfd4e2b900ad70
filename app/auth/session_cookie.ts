import type { HttpResponse } from '@adonisjs/core/http'
import type { DateTime } from 'luxon'
import { SESSION_COOKIE } from '#auth/credential'
import { secretCookieOptions } from '#config/service/cookies'

const isSessionCookie = (cookie: unknown) => String(cookie).startsWith(`${SESSION_COOKIE}=`)

const cookiesOf = (response: HttpResponse) => [response.getHeader('set-cookie') ?? []].flat()

/** Removes an earlier Set-Cookie from this answer: browsers differ on two cookies with the same name (RFC 6265, 4.1.1). */
function send(response: HttpResponse, value: string, options: { expires?: Date; maxAge?: number }) {
  const others = cookiesOf(response).filter((cookie) => !isSessionCookie(cookie))
  if (others.length) response.header('set-cookie', others.map(String))
  else response.removeHeader('set-cookie')
  response.plainCookie(SESSION_COOKIE, value, { ...secretCookieOptions, ...options })
}

/** @param expiresAt when the browser drops the cookie; without it, when the browser is closed */
export function sendSessionCookie(response: HttpResponse, sessionId: string, expiresAt?: DateTime) {
  send(response, sessionId, { maxAge: undefined, expires: expiresAt?.toJSDate() })
}

export function clearSessionCookie(response: HttpResponse) {
  send(response, '', { maxAge: 0, expires: new Date(0) })
}

/** Whether this answer sets or clears the session cookie. */
export const sendsSessionCookie = (response: HttpResponse) =>
  cookiesOf(response).some(isSessionCookie)
