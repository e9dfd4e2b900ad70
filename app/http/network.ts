import { isIP, isIPv6 } from 'node:net'

/** The prefix of an IPv4 address written as IPv6, as sockets that listen on both do. */
const MAPPED = '0:0:0:0:0:ffff'

/** The eight groups of an IPv6 address. The URL parser reduces it to its canonical short form (RFC 5952). */
function groupsOf(address: string) {
  const short = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1)
  const [head, tail] = short.split('::').map((half) => half.split(':').filter(Boolean))
  if (!tail) return head
  return [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail]
}

/** Characters of the longest address. One with a zone can be longer, but a zone means nothing elsewhere. */
const LONGEST_ADDRESS = 45

/** Some proxies include the port, which would make each connection a network of its own. */
const withoutPort = (address: string) =>
  /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address

/** The address in a text; null if there is none. Behind a proxy it comes from a header, which may say anything. */
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
 * What an address is counted as: an IPv4 address as itself, an IPv6 address as its /64, which belongs to one household
 * or server. All invalid addresses are counted together.
 */
export function networkOf(text: string) {
  const address = addressIn(text)
  if (!address) return 'unreadable'
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address
}
