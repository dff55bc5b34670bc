import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { SigningKeyTable } from '../../../platform/db/schema.ts'
import type { StoredKey } from '../types.ts'

const stateSchema = z.enum(['next', 'current', 'previous'])
const publicJwkSchema = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  alg: z.enum(['RS256', 'ES256']),
  use: z.literal('sig'),
})

export function signingKeyStore(q: Database) {
  return {
    /** Current keys first, then the others, newest first. */
    async list(organizerId: OrganizerId): Promise<StoredKey[]> {
      const rows = await q
        .selectFrom('signing_keys')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .orderBy('state_changed_at', 'desc')
        .orderBy('kid')
        .execute()
      const keys = rows.map(toKey)
      return [...keys.filter(isCurrent), ...keys.filter((key) => !isCurrent(key))]
    },

    /** @throws UniqueViolation when there is a current key of this algorithm */
    async insertCurrent(
      organizerId: OrganizerId,
      key: Pick<StoredKey, 'publicJwk' | 'sealedPrivateJwk' | 'createdAt'>,
    ): Promise<void> {
      await q
        .insertInto('signing_keys')
        .values({
          kid: key.publicJwk.kid,
          organizer_id: organizerId,
          alg: key.publicJwk.alg,
          state: 'current',
          public_jwk: JSON.stringify(key.publicJwk),
          private_key: key.sealedPrivateJwk,
          created_at: key.createdAt,
          state_changed_at: key.createdAt,
        })
        .execute()
    },

    /** Makes the current key of an algorithm a former one; its private part is forgotten. */
    async retireCurrent(organizerId: OrganizerId, alg: string, now: number): Promise<string | null> {
      const row = await q
        .updateTable('signing_keys')
        .set({ state: 'previous', private_key: '', state_changed_at: now })
        .where('organizer_id', '=', organizerId)
        .where('alg', '=', alg)
        .where('state', '=', 'current')
        .returning('kid')
        .executeTakeFirst()
      return row?.kid ?? null
    },

    /** Removes former keys of all organizers; answers how many. */
    async deleteRetiredBefore(instant: number): Promise<number> {
      const result = await q
        .deleteFrom('signing_keys')
        .where('state', '=', 'previous')
        .where('state_changed_at', '<', instant)
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

function isCurrent(key: StoredKey): boolean {
  return key.state === 'current'
}

function toKey(row: Selectable<SigningKeyTable>): StoredKey {
  const publicJwk = parseJson(publicJwkSchema, row.public_jwk, 'signing_keys.public_jwk')
  return {
    kid: row.kid,
    alg: publicJwk.alg,
    state: stateSchema.parse(row.state),
    publicJwk,
    sealedPrivateJwk: row.private_key,
    createdAt: row.created_at,
    stateChangedAt: row.state_changed_at,
  }
}
