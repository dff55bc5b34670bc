import { SUPPORTED_SCOPES } from '../../../protocol/provider/scopes.ts'
import { isOneOf, SUPPORTED_GRANT_TYPES } from '../../../protocol/provider/supported.ts'
import type { Scope } from '../../../protocol/provider/types.ts'
import { refuse } from './refusals.ts'
import type { ClientMetadata } from './schema.ts'

/** What every app may ask people for. Memberships are the shop's own: an app that wants them says so in `scope`. */
const STANDARD_SCOPES: readonly Scope[] = ['openid', 'profile', 'email', 'phone', 'address']

/**
 * The scopes that an app may ask for, RFC 7591 2. Staying connected goes with the grant type `refresh_token`. Unknown scopes are left
 * out; grant types that the response types need are added, as section 2.1 allows, because they follow from those.
 * @throws OAuthError
 */
export function scopesOf({ scope, grant_types, response_types = ['code'] }: ClientMetadata): readonly Scope[] {
  const unknown = grant_types?.find((grant) => !isOneOf(SUPPORTED_GRANT_TYPES, grant))
  if (unknown !== undefined) throw refuse('grant_types', `may hold ${SUPPORTED_GRANT_TYPES.join(', ')} only`)
  const hasCode = response_types.some((type) => type.split(' ').includes('code'))
  const named = scope?.split(/\s+/)
  const refreshes = grant_types ? grant_types.includes('refresh_token') : named?.includes('offline_access')
  const wanted = new Set<string>(['openid', ...(named ?? STANDARD_SCOPES)])
  if (refreshes && hasCode) wanted.add('offline_access')
  else wanted.delete('offline_access')
  return SUPPORTED_SCOPES.filter((one) => wanted.has(one))
}
