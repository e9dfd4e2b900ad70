import router from '@adonisjs/core/services/router'
import { accessOf } from '#access/route_access'
import { faceOf } from '#http/face'

const ORIGIN = 'http://gatehouse.invalid'

/** Our page at a path, or null. */
const pageAt = (path: string) => (faceOf(path) === 'page' ? router.match(path, 'GET', false) : null)

/** The address on our own origin, or null. */
function ownAddress(value: unknown): URL | null {
  if (typeof value !== 'string' || value.length > 1_000) return null
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(value)) return null

  const url = URL.parse(value, ORIGIN)
  return url?.origin === ORIGIN && !url.pathname.startsWith('//') ? url : null
}

/**
 * The path and query of a link to one of our pages, or null for anything that leads elsewhere: to another host,
 * `//evil.example`, `/\evil.example`, `javascript:`, or to something that is not a page, `/logout`.
 */
export function safePath(value: unknown): string | null {
  const url = ownAddress(value)
  return url && pageAt(url.pathname) ? url.pathname + url.search : null
}

/** The same for somebody who is signed in, or about to be: pages for visitors would only lead them away again. */
export function pathForSignedIn(value: unknown): string | null {
  const url = ownAddress(value)
  const page = url && pageAt(url.pathname)
  return page && accessOf(page.route).who !== 'guest' ? url.pathname + url.search : null
}
