import type { IncomingMessage } from 'node:http'
import { cookieName } from '#config/service/cookies'

/**
 * Who a request says it is, decided once and from its headers alone. CORS, session, CSRF and the guards all follow this
 * decision. A request with a bearer token is judged by that token alone, even if it is malformed: it never falls back
 * to the cookie.
 */
export type Credential =
  { kind: 'token'; token: string | null } | { kind: 'cookie'; sessionId: string } | { kind: 'none' }

export const SESSION_COOKIE = cookieName('gatehouse_session')

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i

/** Other schemes, such as the Basic of a proxy in front, are not ours. */
function readBearer(request: IncomingMessage): string | null | undefined {
  const authorization = request.headers.authorization
  if (!authorization || !/^bearer\b/i.test(authorization)) return undefined
  return BEARER.exec(authorization)?.[1] ?? null
}

/**
 * The value of a cookie, exactly as sent. Of two with the same name the first counts: browsers send the most specific
 * one first.
 */
export function readCookie(header: string | undefined, name: string) {
  if (!header?.includes(name)) return undefined
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim()
  }
  return undefined
}

export function readCredential(request: IncomingMessage): Credential {
  const token = readBearer(request)
  if (token !== undefined) return { kind: 'token', token }

  const sessionId = readCookie(request.headers.cookie, SESSION_COOKIE)
  return sessionId ? { kind: 'cookie', sessionId } : { kind: 'none' }
}
