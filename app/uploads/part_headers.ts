import { isUtf8 } from 'node:buffer'
import { problems } from '#exceptions/problem'

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/

const latin1 = new TextDecoder('windows-1252')

/** Old programs write headers in Latin-1. */
const decodeHead = (head: Buffer) => (isUtf8(head) ? head.toString() : latin1.decode(head))

/** A line that begins with whitespace continues the previous one (RFC 5322, 2.2.3). */
const linesOf = (head: Buffer) =>
  decodeHead(head)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')

/**
 * The headers of a part of a form, by their lower-case names.
 * @throws Problem bad_request
 */
export function headersOf(head: Buffer) {
  const headers = new Map<string, string>()
  for (const line of linesOf(head)) {
    const colon = Math.max(line.indexOf(':'), 0)
    const name = line.slice(0, colon).trimEnd().toLowerCase()
    if (!HEADER_NAME.test(name) || headers.has(name)) throw problems.badRequest('partHeader')
    headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}
