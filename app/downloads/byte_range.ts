import type { ByteRange } from '#storage/storage_driver'

const ONE_RANGE = /^bytes=\s*(?:(\d+)-(\d*)|-(\d+))\s*$/i

/**
 * The single byte range that a Range header asks for (RFC 9110, 14.1.2). Null to send the whole, as for several ranges
 * and for malformed ones; `unsatisfiable` if there are no such bytes.
 * @param size in bytes
 */
export function readRange(header: string | undefined, size: number) {
  const [matched, first, last, suffix] = ONE_RANGE.exec(header ?? '') ?? []
  if (!matched) return null

  if (suffix !== undefined) return lastBytes(Number(suffix), size)
  const start = Number(first)
  const end = last ? Number(last) : Infinity
  if (start > end) return null
  return start < size ? { start, end: Math.min(end, size - 1) } : 'unsatisfiable'
}

function lastBytes(length: number, size: number): ByteRange | 'unsatisfiable' | null {
  if (length === 0) return 'unsatisfiable'
  return size === 0 ? null : { start: Math.max(size - length, 0), end: size - 1 }
}
