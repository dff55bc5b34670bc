import type { ProviderClient } from '../types.ts'
import { withoutScope } from './check-scope.ts'

export interface OfflineFacts {
  readonly client: ProviderClient
  readonly scope: string
  readonly givesCode: boolean
}

const UNCHANGED = {}

/**
 * `offline_access` is ignored where no code is asked for, and from clients that cannot refresh. Whether the person agreed is
 * for the consent to say. OpenID Connect Core 11.
 */
export function checkOfflineAccess({ client, scope, givesCode }: OfflineFacts): { scope?: string } {
  if (!scope.includes('offline_access')) return UNCHANGED
  if (givesCode && client.grantTypes.includes('refresh_token')) return UNCHANGED
  return { scope: withoutScope(scope, 'offline_access') }
}
