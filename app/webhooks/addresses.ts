import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** IPv4 addresses that are not globally reachable (IANA's special-purpose registry), and multicast. */
const PRIVATE_IPV4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // The host of a virtual machine in Azure, whose address looks like any other.
  ['168.63.129.16', 32],
]

/** Parts of global unicast: protocol assignments, documentation, and networks that lead to an IPv4 address. */
const SPECIAL_IPV6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const refused = new BlockList()
for (const [network, bits] of PRIVATE_IPV4) refused.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of SPECIAL_IPV6) refused.addSubnet(network, bits, 'ipv6')

/** Globally reachable IPv6 addresses. IPv4-mapped ones are not included. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')

/** Whether an address is on the public internet: not private, not loopback, not a metadata service. */
export function isPublic(address: string) {
  if (!isIP(address)) return false
  if (!isIPv6(address)) return !refused.check(address, 'ipv4')
  return global.check(address, 'ipv6') && !refused.check(address, 'ipv6')
}

export type Address = { address: string; family: number }

/** An object, so that tests can replace it: they have no receivers on the internet. */
export const addresses = {
  isAllowed: isPublic,
  resolve: (hostname: string): Promise<Address[]> => lookup(hostname, { all: true }),
}
