import { isIP, isIPv6 } from 'node:net'

/** What an IPv4 address begins with where it is written as an IPv6 one, as sockets that listen on both do. */
const MAPPED = '0:0:0:0:0:ffff'

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
  const address = withoutPort(text)
  if (!isIP(address) || address.length > LONGEST_ADDRESS) return null
  return isIPv6(address) ? (mappedIn(address) ?? address) : address
}

function mappedIn(address: string) {
  const groups = groupsOf(address)
  if (groups.slice(0, 6).join(':') !== MAPPED) return null
  const [high, low] = groups.slice(6).map((group) => Number.parseInt(group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
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
