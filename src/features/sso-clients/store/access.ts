import type { Kysely } from 'kysely'
import type { OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { ClientAccess } from '../types.ts'

/** What an app holds of people; read for those who are about to end it. */
export function clientAccessStore(q: Kysely<Schema>) {
  const consentsOf = (organizerId: OrganizerId, id: SsoClientId) =>
    q.selectFrom('sso_consents').where('organizer_id', '=', organizerId).where('sso_client_id', '=', id)

  /** Grants of which a token can still be used: of the front channel, for the code, or one that refreshes. */
  const grantsOf = (organizerId: OrganizerId, id: SsoClientId, now: number) =>
    q
      .selectFrom('sso_grants as g')
      .where('g.organizer_id', '=', organizerId)
      .where('g.sso_client_id', '=', id)
      .where('g.revoked_at', 'is', null)
      .where('g.ends_at', '>', now)
      .where(({ or, eb, exists, selectFrom }) =>
        or([
          eb('g.access_token_expires_at', '>', now),
          eb('g.front_token_expires_at', '>', now),
          exists(
            selectFrom('sso_refreshes as r')
              .select('r.id')
              .whereRef('r.organizer_id', '=', 'g.organizer_id')
              .whereRef('r.grant_id', '=', 'g.id')
              .where('r.used_at', 'is', null)
              .where('r.refresh_token_expires_at', '>', now),
          ),
        ]),
      )

  return {
    async count(organizerId: OrganizerId, id: SsoClientId, now: number): Promise<ClientAccess> {
      const consents = await consentsOf(organizerId, id)
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirst()
      const logins = await grantsOf(organizerId, id, now)
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirst()
      const people = await q
        .selectFrom(
          consentsOf(organizerId, id)
            .select('customer_id')
            .union(grantsOf(organizerId, id, now).select('g.customer_id'))
            .as('people'),
        )
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirst()
      return { people: Number(people?.n ?? 0), consents: Number(consents?.n ?? 0), logins: Number(logins?.n ?? 0) }
    },
  }
}
