import { isIP } from 'node:net'
import app from '@adonisjs/core/services/app'
import { addresses } from '#webhooks/addresses'

/** Bytes of an address, as it is sent. */
export const URL_MAX = 2048

/**
 * Names that no server on the internet has: of one part, with an empty part, and local ones (RFC 6761, 6762, 7686 and
 * 8375; .internal).
 */
const LOCAL_NAME =
  /^[^.]*\.?$|^\.|\.\.|^home\.arpa\.?$|\.(?:localhost|local|internal|home\.arpa|invalid|onion)\.?$/

/**
 * An address as it is read, however it was written: `https:\\example.org` leads where `https://example.org/` does. What
 * follows a # is sent to nobody.
 */
export function canonicalTarget(text: string) {
  const url = new URL(text)
  url.hash = ''
  return url.href
}

/**
 * Why nothing can be sent to an address, as far as it tells by itself. What its name resolves to is checked on sending.
 */
export function faultOfTarget(text: string) {
  const url = URL.parse(text)
  if (!url || !['https:', 'http:'].includes(url.protocol)) return 'webhook_url'
  if (url.username || url.password || url.port === '0') return 'webhook_url'
  if (url.protocol === 'http:' && app.inProduction) return 'webhook_https'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isRefused = isIP(host) ? !addresses.isAllowed(host) : LOCAL_NAME.test(host)
  return isRefused ? 'webhook_public' : null
}
