import type { IncomingMessage } from 'node:http'
import type { SentenceOf } from '#exceptions/catalogue/sentences'

/** Why a request can be no request to us. */
type Fault = SentenceOf<'bad_request'>

/** A host and perhaps a port, and nobody's name in front (RFC 9110, 4.2.4 and 7.2). */
const AUTHORITY = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::\d{0,5})?$/i

const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is

const isRepeated = ({ rawHeaders }: IncomingMessage, name: string) =>
  rawHeaders.filter((header, at) => at % 2 === 0 && header.toLowerCase() === name).length > 1

function faultOfHost(request: IncomingMessage): Fault | null {
  const { host } = request.headers
  if (isRepeated(request, 'host')) return 'hostRepeated'
  if (!host) return request.httpVersion === '1.1' ? 'hostMissing' : null
  return AUTHORITY.test(host) ? null : 'hostUnreadable'
}

/** Its authority takes the place of Host, and its path that of the whole (RFC 9112, 3.2.2). */
function takeAbsoluteTarget(request: IncomingMessage) {
  const [, authority, rest] = ABSOLUTE.exec(request.url!) ?? []
  if (authority === undefined || !AUTHORITY.test(authority)) return false
  request.headers.host = authority
  request.url = rest.startsWith('/') ? rest : `/${rest}`
  return true
}

/**
 * Brings the target of a request into the one form that everything after it reads: a path. Only `OPTIONS *` is none.
 * @returns why the request can be no request to us, or null
 */
export function settleTarget(request: IncomingMessage): Fault | null {
  const fault = faultOfHost(request)
  if (fault) return fault
  if (request.url!.startsWith('/') || takeAbsoluteTarget(request)) return null
  return asksForServer(request) ? null : 'targetUnreadable'
}

/** RFC 9112, 3.2.4: the server as a whole is asked what it can. */
export const asksForServer = ({ method, url }: IncomingMessage) =>
  method === 'OPTIONS' && url === '*'
