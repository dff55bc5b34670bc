import { BlockList, isIP } from 'node:net'
import { addressKey } from '../../../platform/throttle/address-key.ts'

export const MAX_USER_AGENT = 300

/** The network of an address, enough to recognise a place and too little to find a person: /24 of IPv4, /48 of IPv6. */
export function ipPrefix(ip: string): string {
  const key = addressKey(ip)
  const [a, b, c] = key.split('.')
  if (a !== undefined && b !== undefined && c !== undefined) return `${a}.${b}.${c}.0/24`
  const groups = key.split('::')[0]?.split(':') ?? []
  return groups.length < 3 ? '' : `${groups.slice(0, 3).join(':')}::/48`
}

export interface Device {
  /** Proper names, the same in every language; empty when unknown. */
  readonly browser: string
  readonly system: string
  readonly isPhone: boolean
}

/** Where a login came from, as the history keeps it: `Firefox, Linux` and the network. */
export function placeOf({ userAgent, ip }: { readonly userAgent: string; readonly ip: string }) {
  return { device: deviceWords(userAgent), network: ipPrefix(ip) }
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdge\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Browser and system of a User-Agent header, for people to recognise their devices. */
export function deviceOf(userAgent: string): Device {
  const nameIn = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
  const system = nameIn(SYSTEMS)
  return { browser: nameIn(BROWSERS), system, isPhone: ['iPhone', 'Android'].includes(system) }
}

/** Proper names of browser and system, `Firefox, Windows`, the same in every language; empty when unknown. */
export function deviceWords(userAgent: string): string {
  const { browser, system } = deviceOf(userAgent)
  return [browser, system].filter((word) => word !== '').join(', ')
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
