import type { Platform } from '../../platform/platform.ts'
import type { RedeemedGrant } from '../../protocol/provider/grant-types.ts'
import type { ClaimsRequest } from '../../protocol/provider/subject-types.ts'
import type { Audit } from '../audit/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import type { ProfileReader } from './profile.ts'
import type { GrantFacts } from './store/grants.ts'

export interface GrantDeps {
  readonly platform: Platform
  readonly audit: Audit
  readonly ssoClients: Pick<SsoClients, 'byId'>
  readonly profiles: ProfileReader
}

/** The `claims` parameter as it was stored: checked and written by this program. */
export function readClaims(stored: string | null): ClaimsRequest | null {
  return stored === null ? null : (JSON.parse(stored) as ClaimsRequest)
}

/** What the tokens of a grant need to know. */
export function redeemedGrant(row: GrantFacts): RedeemedGrant {
  return {
    accountId: row.customer_id,
    subject: row.subject,
    sid: row.session_id,
    scope: row.scope,
    nonce: row.nonce,
    authTime: row.auth_at,
    amr: row.amr === '' ? [] : row.amr.split(' '),
    claims: readClaims(row.claims),
    dpopJkt: row.dpop_jkt,
  }
}
