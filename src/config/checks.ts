import { BlockList, isIP, isIPv4 } from 'node:net'

/** True for an IPv4 or IPv6 address, with or without a prefix length: `10.0.0.0/8`. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)
}

/** True for a host name, `host:port`, an IP address or a CIDR range. */
export function isHostOrRange(text: string): boolean {
  return isAddressOrRange(text) || /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?(:\d{1,5})?$/i.test(text)
}

/** True for an address of one of the schemes, such as `smtp:`. */
export function hasScheme(text: string, ...schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol)
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** True when the host of the URL can only be this machine: `localhost`, `*.localhost`, 127.0.0.0/8 or ::1. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return isIP(host) !== 0 && loopback.check(host, isIPv4(host) ? 'ipv4' : 'ipv6')
}

/** True when the text is the name of a time zone that this runtime knows, such as `Europe/Berlin`. */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
