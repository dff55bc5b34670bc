import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { SigningKeyTable } from '../../../platform/db/provider-tables.ts'
import { SIGNING_ALGS, type SigningAlg } from '../../../protocol/keys/types.ts'
import type { StoredKey } from '../keys-types.ts'

const stateSchema = z.enum(['next', 'current', 'previous'])
const algSchema = z.enum(SIGNING_ALGS)
const publicJwkSchema = z.looseObject({
  kty: z.string(),
  kid: z.string(),
  alg: algSchema,
  use: z.literal('sig'),
})

const optionsSchema = z.object({ userinfoSigningAlg: z.string().nullish() })

export type NewKey = Omit<StoredKey, 'kid' | 'alg' | 'stateChangedAt'>

/** A key for which something is to be done. */
export interface DueKey {
  readonly organizerId: OrganizerId
  readonly kid: string
  readonly alg: SigningAlg
  readonly state: 'next' | 'current'
}

export function signingKeyStore(q: Database) {
  const change = (organizerId: OrganizerId, kid: string, state: 'current' | 'next') =>
    q
      .updateTable('signing_keys')
      .where('organizer_id', '=', organizerId)
      .where('kid', '=', kid)
      .where('state', '=', state)

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

    /** False when there is a key of this algorithm in this state: there is one current and one next at most. */
    async insert(organizerId: OrganizerId, key: NewKey): Promise<boolean> {
      const result = await q
        .insertInto('signing_keys')
        .values({
          kid: key.publicJwk.kid,
          organizer_id: organizerId,
          alg: key.publicJwk.alg,
          state: key.state,
          public_jwk: JSON.stringify(key.publicJwk),
          private_key: key.sealedPrivateJwk,
          created_at: key.createdAt,
          state_changed_at: key.createdAt,
          signs_from: key.signsFrom,
          due_at: key.dueAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    /** Makes this current key a former one; its private part is forgotten. False when it is not the current one any more. */
    async retire(organizerId: OrganizerId, kid: string, now: number, dueAt: number): Promise<boolean> {
      const result = await change(organizerId, kid, 'current')
        .set({ state: 'previous', private_key: '', state_changed_at: now, due_at: dueAt })
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Makes the next key of an algorithm the current one; answers its `kid`, null when none waits. */
    async promote(organizerId: OrganizerId, alg: SigningAlg, now: number, dueAt: number): Promise<string | null> {
      const row = await q
        .updateTable('signing_keys')
        .set({ state: 'current', state_changed_at: now, signs_from: now, due_at: dueAt })
        .where('organizer_id', '=', organizerId)
        .where('alg', '=', alg)
        .where('state', '=', 'next')
        .returning('kid')
        .executeTakeFirst()
      return row?.kid ?? null
    },

    /** Sets when the successor of this current key is to be announced; false when it is not the current one any more. */
    async plan(organizerId: OrganizerId, kid: string, dueAt: number | null): Promise<boolean> {
      const result = await change(organizerId, kid, 'current').set({ due_at: dueAt }).executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Sets when this next key is to sign. */
    async planNext(organizerId: OrganizerId, kid: string, signsFrom: number): Promise<void> {
      await change(organizerId, kid, 'next').set({ signs_from: signsFrom, due_at: signsFrom }).execute()
    },

    /** Algorithms that active apps ask for, for ID tokens and for answers about a person. */
    async algsInUse(organizerId: OrganizerId): Promise<SigningAlg[]> {
      const rows = await q
        .selectFrom('sso_clients')
        .select(['id_token_alg', 'options'])
        .distinct()
        .where('organizer_id', '=', organizerId)
        .where('is_active', '=', true)
        .execute()
      const words = rows.flatMap((row) => [row.id_token_alg, userinfoAlg(row.options)])
      return [...new Set(words.flatMap((word) => algSchema.safeParse(word).data ?? []))]
    },

    /** Keys of all organizers for which something is due, the longest due first. */
    async due(now: number, limit: number): Promise<DueKey[]> {
      const rows = await q
        .selectFrom('signing_keys')
        .select(['organizer_id', 'kid', 'alg', 'state'])
        .where('due_at', '<=', now)
        .where('state', 'in', ['current', 'next'])
        .orderBy('due_at')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        organizerId: row.organizer_id,
        kid: row.kid,
        alg: algSchema.parse(row.alg),
        state: row.state === 'next' ? 'next' : 'current',
      }))
    },

    /** Removes former keys of all organizers whose time is over; answers how many. */
    async deleteEnded(now: number): Promise<number> {
      const result = await q
        .deleteFrom('signing_keys')
        .where('state', '=', 'previous')
        .where('due_at', '<=', now)
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

function isCurrent(key: StoredKey): boolean {
  return key.state === 'current'
}

function userinfoAlg(options: string): unknown {
  return parseJson(optionsSchema, options, 'sso_clients.options').userinfoSigningAlg
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
    signsFrom: row.signs_from,
    dueAt: row.due_at,
  }
}
