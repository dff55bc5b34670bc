import { BlockList, isIP } from 'node:net'
import { deviceWords, ipPrefix } from '../../../platform/devices/device.ts'

export const MAX_USER_AGENT = 300

/** Where a login came from, as the history keeps it: `Firefox, Linux` and the network. */
export function placeOf({ userAgent, ip }: { readonly userAgent: string; readonly ip: string }) {
  return { device: deviceWords(userAgent), network: ipPrefix(ip) }
}

const inside = new BlockList()
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inside.addSubnet(net, prefix, 'ipv4')
}
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/** Whether an address tells visitors apart. One of the own network is that of a proxy, behind which everybody is. */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip)
  return family !== 0 && !inside.check(ip, family === 6 ? 'ipv6' : 'ipv4')
}
