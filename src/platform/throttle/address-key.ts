import { isIPv6 } from 'node:net'

/**
 * The key under which attempts of an address are counted: an IPv4 address as it is, of an IPv6 address its /64 network, because
 * that is what one subscriber has.
 */
export function addressKey(ip: string): string {
  const plain = ip.split('%', 1)[0] ?? ''
  if (!isIPv6(plain)) return plain
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)
  if (mapped?.[1] !== undefined) return mapped[1]
  const [head = '', tail] = plain.toLowerCase().split('::', 2)
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - left.length - right.length }, () => '0')
  const network = [...left, ...zeros, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}

/** The 16 bit groups of a part of an IPv6 address; a trailing IPv4 address counts as two. */
function groups(part: string): string[] {
  if (part === '') return []
  return part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]))
}
