import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import type { ProviderRow } from './providers.ts'

/** What discovery of providers found, and when it is due again. */
export function providerCheckStore(q: Database) {
  return {
    /** Active providers of all organizers that were not looked at since, those that wait longest first. Instants in ms. */
    async due(
      since: { good: number; bad: number },
      limit: number,
    ): Promise<Pick<ProviderRow, 'organizer_id' | 'id'>[]> {
      return q
        .selectFrom('sso_providers')
        .select(['organizer_id', 'id'])
        .where('is_active', '=', true)
        .where(({ or, and, eb }) =>
          or([
            eb('checked_at', 'is', null),
            eb('checked_at', '<', since.good),
            and([eb('checked_at', '<', since.bad), eb('problem', 'is not', null)]),
          ]),
        )
        .orderBy('checked_at')
        .limit(limit)
        .execute()
    },

    /** Takes a provider to look at it; null when somebody else just did. One statement decides. */
    async take(
      organizerId: OrganizerId,
      id: SsoProviderId,
      { since, now }: { since: number; now: number },
    ): Promise<ProviderRow | null> {
      const row = await q
        .updateTable('sso_providers')
        .set({ checked_at: now })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where(({ or, eb }) => or([eb('checked_at', 'is', null), eb('checked_at', '<', since)]))
        .returningAll()
        .executeTakeFirst()
      return row ?? null
    },

    /** The problem that is kept, held until the transaction ends; undefined when the provider was changed meanwhile. */
    async holdProblem(
      organizerId: OrganizerId,
      { id, modified_at: modifiedAt }: Pick<ProviderRow, 'id' | 'modified_at'>,
    ): Promise<string | null | undefined> {
      const query = q
        .selectFrom('sso_providers')
        .select('problem')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('modified_at', '=', modifiedAt)
      const row = await (kindOf(q) === 'postgres' ? query.forNoKeyUpdate() : query).executeTakeFirst()
      return row?.problem
    },

    /** Writes down what was found. */
    async note(
      organizerId: OrganizerId,
      id: SsoProviderId,
      found: Partial<Pick<ProviderRow, 'metadata' | 'metadata_at' | 'checked_at' | 'problem'>>,
    ): Promise<void> {
      await q
        .updateTable('sso_providers')
        .set(found)
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },
  }
}
