import router from '@adonisjs/core/services/router'
import { faceOf } from '#http/face'

const ORIGIN = 'http://gatehouse.invalid'

const isOurPage = (path: string) =>
  faceOf(path) === 'page' && router.match(path, 'GET', false) !== null

/**
 * The path and query of a link to one of our pages, or null for anything that leads elsewhere: to another host,
 * `//evil.example`, `/\evil.example`, `javascript:`, or to something that is not a page, `/logout`.
 */
export function safePath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 1_000) return null
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(value)) return null

  const url = URL.parse(value, ORIGIN)
  if (url?.origin !== ORIGIN || url.pathname.startsWith('//')) return null
  return isOurPage(url.pathname) ? url.pathname + url.search : null
}
