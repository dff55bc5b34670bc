import type { ExpressionBuilder } from 'kysely'
import type { CustomerIdentityId, CustomerSessionId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { EndedRow } from '../session-ends.ts'
import type { UpstreamLogin } from '../types.ts'
import { ENDED } from './sessions.ts'

/** Sessions of one identity, or of all identities at a provider; with `sid` only those of that session there. */
export type UpstreamSessions = (
  | { readonly identityId: CustomerIdentityId }
  | { readonly providerId: SsoProviderId }
) & { readonly sid?: string | undefined }

/** Sessions by the provider that vouched for their people. */
export function upstreamSessionStore(q: Database) {
  return {
    async find(organizerId: OrganizerId, id: CustomerSessionId): Promise<Omit<UpstreamLogin, 'authAt'> | null> {
      const row = await q
        .selectFrom('customer_sessions')
        .select(['identity_id', 'upstream_session', 'upstream_data'])
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row || row.identity_id === null) return null
      return { identityId: row.identity_id, sessionId: row.upstream_session, data: row.upstream_data }
    },

    endAll: (organizerId: OrganizerId, which: UpstreamSessions): Promise<EndedRow[]> =>
      q
        .deleteFrom('customer_sessions')
        .where('organizer_id', '=', organizerId)
        .where((eb) => isOne(eb, organizerId, which))
        .returning(ENDED)
        .execute(),
  }
}

/** Logins that wait for their second step. */
export async function endPendingUpstream(
  q: Database,
  organizerId: OrganizerId,
  which: UpstreamSessions,
): Promise<void> {
  await q
    .deleteFrom('pending_logins')
    .where('organizer_id', '=', organizerId)
    .where((eb) => isOne(eb, organizerId, which))
    .execute()
}

function isOne(
  eb: ExpressionBuilder<Schema, 'customer_sessions' | 'pending_logins'>,
  organizerId: OrganizerId,
  which: UpstreamSessions,
) {
  const identities =
    'identityId' in which
      ? eb('identity_id', '=', which.identityId)
      : eb(
          'identity_id',
          'in',
          eb
            .selectFrom('customer_identities as i')
            .select('i.id')
            .where('i.organizer_id', '=', organizerId)
            .where('i.provider_id', '=', which.providerId),
        )
  return which.sid === undefined ? identities : eb.and([identities, eb('upstream_session', '=', which.sid)])
}
