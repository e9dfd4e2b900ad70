import { isIP } from 'node:net'
import app from '@adonisjs/core/services/app'
import { addresses } from '#webhooks/addresses'

/** Characters of an address. */
export const URL_MAX = 2048

/**
 * Why nothing can be sent to an address, as far as it tells by itself. What its name resolves to is checked on sending.
 */
export function faultOfTarget(text: string) {
  const url = URL.parse(text)
  if (!url || !['https:', 'http:'].includes(url.protocol)) return 'webhook_url'
  if (url.username || url.password) return 'webhook_url'
  if (url.protocol === 'http:' && app.inProduction) return 'webhook_https'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) && !addresses.isAllowed(host) ? 'webhook_public' : null
}
