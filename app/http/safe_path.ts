const ORIGIN = 'http://gatehouse.invalid'

/**
 * The path and query of a link on this origin, or null for anything that leads elsewhere: another host,
 * `//evil.example`, `/\evil.example`, `javascript:`.
 */
export function safePath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 1_000) return null
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(value)) return null

  const url = URL.parse(value, ORIGIN)
  if (url?.origin !== ORIGIN || url.pathname.startsWith('//')) return null
  return url.pathname + url.search
}
