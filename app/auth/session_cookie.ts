import type { HttpResponse } from '@adonisjs/core/http'
import type { DateTime } from 'luxon'
import { SESSION_COOKIE } from '#auth/credential'
import { secureCookies } from '#config/app'

/** Opaque, unsigned and sent only when it is made: it is a random secret, so a signature would add nothing. */
const COOKIE = {
  encode: false,
  path: '/',
  httpOnly: true,
  secure: secureCookies,
  sameSite: 'strict',
} as const

/** @param expiresAt when the browser forgets it; without one, when it is closed */
export function sendSessionCookie(response: HttpResponse, sessionId: string, expiresAt?: DateTime) {
  const expiry = expiresAt ? { expires: expiresAt.toJSDate() } : {}
  response.plainCookie(SESSION_COOKIE, sessionId, { ...COOKIE, maxAge: undefined, ...expiry })
}

export function clearSessionCookie(response: HttpResponse) {
  response.plainCookie(SESSION_COOKIE, '', { ...COOKIE, maxAge: 0, expires: new Date(0) })
}

/** Whether this answer gives the browser a session cookie, or takes it away. */
export const sendsSessionCookie = (response: HttpResponse) =>
  [response.getHeader('set-cookie')]
    .flat()
    .some((cookie) => String(cookie).startsWith(`${SESSION_COOKIE}=`))
