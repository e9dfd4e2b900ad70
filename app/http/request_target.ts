import type { IncomingMessage } from 'node:http'
import type { SentenceOf } from '#exceptions/catalogue/sentences'

/** Why the server cannot accept a request. */
type Fault = SentenceOf<'bad_request'>

/** A host with an optional port, but without userinfo (RFC 9110, 4.2.4 and 7.2). */
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

/** Its authority replaces Host, and its path replaces the whole target (RFC 9112, 3.2.2). */
function takeAbsoluteTarget(request: IncomingMessage) {
  const [, authority, rest] = ABSOLUTE.exec(request.url!) ?? []
  if (authority === undefined || !AUTHORITY.test(authority)) return false
  request.headers.host = authority
  request.url = rest.startsWith('/') ? rest : `/${rest}`
  return true
}

/**
 * Normalizes the target of a request to a path, the form that everything after it expects. The only exception is
 * `OPTIONS *`.
 * @returns why the request cannot be accepted, or null
 */
export function settleTarget(request: IncomingMessage): Fault | null {
  const fault = faultOfHost(request)
  if (fault) return fault
  if (request.url!.startsWith('/') || takeAbsoluteTarget(request)) return null
  return asksForServer(request) ? null : 'targetUnreadable'
}

/** RFC 9112, 3.2.4: asks about the capabilities of the server as a whole. */
export const asksForServer = ({ method, url }: IncomingMessage) =>
  method === 'OPTIONS' && url === '*'
