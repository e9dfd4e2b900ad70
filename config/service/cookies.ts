import { overHttps } from '#config/service/address'

/** For every cookie, except those that scripts of our pages read. */
export const cookieOptions = {
  path: '/',
  httpOnly: true,
  secure: overHttps,
  sameSite: 'strict',
} as const

/** For random secrets: opaque, and unsigned, since a signature would add nothing. */
export const secretCookieOptions = { ...cookieOptions, encode: false } as const

/** The __Host- prefix binds a cookie to this exact host and to HTTPS (ASVS 3.3.1, 3.3.3). */
export const cookieName = (name: string) => (overHttps ? `__Host-${name}` : name)
