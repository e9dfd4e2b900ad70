import { isIPv6 } from 'node:net'

/** An IPv4 address that was written as an IPv6 one, as sockets that listen on both do. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** Eight groups of an IPv6 address; the URL parser brings it into its one short form (RFC 5952). */
function groupsOf(address: string) {
  const short = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1)
  const [head, tail] = short.split('::').map((half) => half.split(':').filter(Boolean))
  if (!tail) return head
  return [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail]
}

/**
 * What an address is counted as: an IPv4 address as itself, an IPv6 address as its /64, which one household or
 * one server has all of.
 */
export function networkOf(address: string) {
  const mapped = MAPPED.exec(address)?.[1]
  if (mapped || !isIPv6(address)) return mapped ?? address
  return `${groupsOf(address).slice(0, 4).join(':')}::/64`
}
