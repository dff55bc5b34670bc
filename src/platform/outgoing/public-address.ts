import { BlockList, isIP, isIPv4, SocketAddress } from 'node:net'

/** What the registries of RFC 6890 set apart: none of it is a host on the public internet. */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Within 2000::/3: protocol assignments with Teredo, documentation, 6to4, which hides an IPv4 address. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']
/** Addresses whose last 32 bits are the IPv4 address that is reached: mapped, and NAT64 of RFC 6052. */
const CARRIERS = ['::ffff:0:0/96', '64:ff9b::/96']

const special = ranges([...SPECIAL_IPV4, ...SPECIAL_IPV6])
const global6 = ranges(['2000::/3'])
const carriers = ranges(CARRIERS)

/** A list of addresses and ranges such as `10.0.0.0/8`; both families. */
export function ranges(list: readonly string[]): BlockList {
  const found = new BlockList()
  for (const range of list) {
    const [address = '', prefix] = range.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (prefix === undefined) found.addAddress(address, family)
    else found.addSubnet(address, Number(prefix), family)
  }
  return found
}

/** Whether an IP address is in the list. An IPv4 address inside an IPv6 one is looked up as itself. */
export function isInRanges(list: BlockList, address: string): boolean {
  const plain = carriedIpv4(address) ?? address
  return isIP(plain) !== 0 && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}

/** Whether an IP address can belong to a host on the public internet. False for everything that is no address. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0 || address.includes('%')) return false
  const carried = carriedIpv4(address)
  if (carried !== null) return isPublicAddress(carried)
  if (version === 6 && !global6.check(address, 'ipv6')) return false
  return !special.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/** The IPv4 address that an IPv6 address stands for, or null. */
function carriedIpv4(address: string): string | null {
  if (isIP(address) !== 6 || !carriers.check(address, 'ipv6')) return null
  const { address: short } = new SocketAddress({ address, family: 'ipv6' })
  const tail = short.slice(short.lastIndexOf(':') + 1)
  if (isIPv4(tail)) return tail
  const words = short.split('::').at(-1)?.split(':') ?? []
  const [high = '0', low = '0'] = ['0', '0', ...words].slice(-2)
  const bits = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return bits.flatMap((word) => [word >> 8, word & 255]).join('.')
}
