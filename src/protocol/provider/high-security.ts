import type { ProviderHost } from './provider-host.ts'
import type { ProviderClient } from './types.ts'

/** True when this client has to keep to the FAPI 2.0 Security Profile: by its own option, or as all clients of the issuer. */
export function isHighSecurity(host: Pick<ProviderHost, 'isHighSecurity'>, client: ProviderClient): boolean {
  return host.isHighSecurity || client.isHighSecurity
}
