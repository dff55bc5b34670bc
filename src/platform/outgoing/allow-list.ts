import { isIP } from 'node:net'
import { isInRanges, ranges } from './public-address.ts'

/** What the operator lets calls reach although it is private or plain http. */
export interface AllowList {
  /** By the name or the address that stands in the URL. */
  hasHost(hostname: string, port: number): boolean
  /** By the address that the host has. */
  hasAddress(address: string): boolean
}

/** @param entries hosts, `host:port`, IP addresses and CIDR ranges, as the setting `outgoing_allow` has them */
export function createAllowList(entries: readonly string[]): AllowList {
  const isNetwork = (entry: string) => isIP(entry.split('/')[0] ?? '') !== 0
  const networks = ranges(entries.filter(isNetwork))
  const hosts = new Set(entries.filter((entry) => !isNetwork(entry)).map((entry) => entry.toLowerCase()))
  return {
    hasHost: (hostname, port) => hosts.has(hostname) || hosts.has(`${hostname}:${port}`),
    hasAddress: (address) => isInRanges(networks, address),
  }
}
