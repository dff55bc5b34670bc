import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { createAllowList } from './allow-list.ts'
import { OutgoingFailed, OutgoingRefused } from './errors.ts'
import { isPublicAddress } from './public-address.ts'

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>

export interface Target {
  /** `http:` or `https:`. */
  readonly protocol: string
  /** As in a URL, IPv6 with or without brackets. */
  readonly hostname: string
  /** Empty: the usual one. */
  readonly port: string
}

/** The addresses to connect to, each of them checked. Whoever connects uses these and does not look up the name again. */
export type Guard = (target: Target) => Promise<readonly LookupAddress[]>

/**
 * Lets through https to public addresses, and whatever the operator allowed. A name counts as private when one of its addresses is.
 * @param allowed entries of the setting `outgoing_allow`
 */
export function createGuard(allowed: readonly string[], resolve: Resolve): Guard {
  const allowList = createAllowList(allowed)
  return async ({ protocol, hostname: name, port }) => {
    const origin = `${protocol}//${name}${port && `:${port}`}`
    const hostname = name.replace(/^\[|\]$/g, '').replace(/\.$/, '')
    const isNamed = allowList.hasHost(hostname, Number(port || (protocol === 'https:' ? 443 : 80)))
    const addresses = await addressesOf(hostname, origin, resolve)
    for (const { address } of addresses) {
      if (isNamed || allowList.hasAddress(address)) continue
      if (!isPublicAddress(address)) throw new OutgoingRefused('private_address', origin)
      if (protocol !== 'https:') throw new OutgoingRefused('not_https', origin)
    }
    return addresses
  }
}

async function addressesOf(hostname: string, origin: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const family = isIP(hostname)
  if (family !== 0) return [{ address: hostname, family }]
  const found = await resolve(hostname).catch((error: unknown) => {
    throw new OutgoingFailed('unknown_host', origin, error)
  })
  if (found.length === 0) throw new OutgoingFailed('unknown_host', origin)
  return found
}
