import { appUrl } from '#config/service/address'
import env from '#start/env'

const shared = {
  enabled: true,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: true,
  exposeHeaders: [
    'X-Request-Id',
    'Retry-After',
    'RateLimit',
    'RateLimit-Policy',
    'WWW-Authenticate',
    'Deprecation',
    'Sunset',
    'ETag',
    'Link',
    'Location',
    'Idempotent-Replayed',
    'Content-Disposition',
    'Content-Range',
    'Accept-Ranges',
  ],
  maxAge: 600,
}

/** The client's own code attaches a token, never the browser: any origin may send one. */
export const tokenCors = { ...shared, origin: '*', credentials: false }

/** Origins whose pages may use the cookie of a signed-in browser. */
export const cookieOrigins = [new URL(appUrl).origin, ...env.get('CORS_COOKIE_ORIGINS')]

export const cookieCors = { ...shared, origin: cookieOrigins, credentials: true }
