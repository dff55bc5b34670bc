import { addressKey } from '../throttle/address-key.ts'

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
