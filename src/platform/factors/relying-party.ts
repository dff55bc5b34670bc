import { isIP } from 'node:net'

/** Whom browsers make passkeys for. */
export interface RelyingParty {
  /** The host: WebAuthn Level 3, 5.1.2 "effective domain". */
  readonly id: string
  readonly origin: string
}

/**
 * The relying party of pages at an origin; null where browsers offer no passkeys: at an IP address, and without https but
 * for localhost.
 */
export function relyingPartyOf({ origin }: { readonly origin: string }): RelyingParty | null {
  const { protocol, hostname: id } = new URL(origin)
  const isLocal = id === 'localhost' || id.endsWith('.localhost')
  if (isIP(id) !== 0 || id.startsWith('[') || (protocol !== 'https:' && !isLocal)) return null
  return { id, origin }
}
