import { isIP, isIPv6 } from 'node:net'

/** An IPv4 address that was written as an IPv6 one, as sockets that listen on both do. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** Eight groups of an IPv6 address; the URL parser brings it into its one short form (RFC 5952). */
function groupsOf(address: string) {
  const short = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1)
  const [head, tail] = short.split('::').map((half) => half.split(':').filter(Boolean))
  if (!tail) return head
  return [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail]
}

/** Characters of the longest address; one with a zone can be longer, and a zone means nothing elsewhere. */
const LONGEST_ADDRESS = 45

/** Some proxies name the port as well: each connection would be a network of its own. */
const withoutPort = (address: string) =>
  /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address

/** The address that stands in a text; null where there is none. Behind a proxy a header says it, and says anything. */
export function addressIn(text: string) {
  const bare = withoutPort(text)
  const address = MAPPED.exec(bare)?.[1] ?? bare
  return isIP(address) && address.length <= LONGEST_ADDRESS ? address : null
}

/**
 * What an address is counted as: an IPv4 address as itself, an IPv6 address as its /64, which one household or
 * one server has all of. Whoever makes one up is counted with all who do.
 */
export function networkOf(text: string) {
  const address = addressIn(text)
  if (!address) return 'unreadable'
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address
}
