import { sql } from 'kysely'
import type { CustomerId, CustomerSessionId, GrantId, OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { type Params, prepare } from '../../../platform/db/prepared.ts'
import type { SsoGrantTable } from '../../../platform/db/schema.ts'

type NewRow = Omit<SsoGrantTable, 'code_used_at' | 'access_token_hash' | 'access_token_expires_at' | 'revoked_at'>

const insertGrant = prepare((q: Database, p: Params<NewRow>) =>
  q.insertInto('sso_grants').values({
    id: p('id'),
    organizer_id: p('organizer_id'),
    sso_client_id: p('sso_client_id'),
    customer_id: p('customer_id'),
    session_id: p('session_id'),
    subject: p('subject'),
    scope: p('scope'),
    nonce: p('nonce'),
    redirect_uri: p('redirect_uri'),
    auth_at: p('auth_at'),
    amr: p('amr'),
    code_hash: p('code_hash'),
    code_challenge: p('code_challenge'),
    code_expires_at: p('code_expires_at'),
    created_at: p('created_at'),
  }),
)

export interface RedeemParams {
  organizerId: OrganizerId
  client: SsoClientId
  id: GrantId
  codeHash: string
  redirectUri: string
  codeChallenge: string | null
  accessTokenHash: string
  accessTokenExpiresAt: number
  now: number
}

export interface RedeemedRow {
  subject: string
  session_id: CustomerSessionId | null
  scope: string
  nonce: string | null
  auth_at: number
  amr: string
}

/**
 * Both databases run an UPDATE alone on its row: of two redemptions at once, the second finds the code used. The customer must
 * still be allowed to log in, also when that changed while the code was being issued.
 */
const redeemCode = prepare((q: Database, p: Params<RedeemParams>) =>
  q
    .updateTable('sso_grants')
    .set({
      code_used_at: p('now'),
      access_token_hash: p('accessTokenHash'),
      access_token_expires_at: p('accessTokenExpiresAt'),
    })
    .where('organizer_id', '=', p('organizerId'))
    .where('id', '=', p('id'))
    .where('code_hash', '=', p('codeHash'))
    .where('sso_client_id', '=', p('client'))
    .where('redirect_uri', '=', p('redirectUri'))
    .where('code_challenge', 'is not distinct from', p('codeChallenge'))
    .where('code_used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('code_expires_at', '>', p('now'))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('customers')
          .select('customers.id')
          .whereRef('customers.id', '=', 'sso_grants.customer_id')
          .where('customers.is_active', '=', sql.lit(true))
          .where('customers.is_verified', '=', sql.lit(true)),
      ),
    )
    .returning(({ selectFrom }) => [
      'subject',
      'scope',
      'nonce',
      'auth_at',
      'amr',
      selectFrom('customer_sessions')
        .select('customer_sessions.id')
        .whereRef('customer_sessions.id', '=', 'sso_grants.session_id')
        .as('session_id'),
    ])
    .$castTo<RedeemedRow>(),
)

const findCode = prepare((q: Database, p: Params<{ organizerId: OrganizerId; id: GrantId; codeHash: string }>) =>
  q
    .selectFrom('sso_grants')
    .select([
      'sso_client_id',
      'subject',
      'redirect_uri',
      'code_challenge',
      'code_expires_at',
      'code_used_at',
      'revoked_at',
    ])
    .where('organizer_id', '=', p('organizerId'))
    .where('id', '=', p('id'))
    .where('code_hash', '=', p('codeHash')),
)

/** A live token, and what is known about its customer as long as that one may log in. */
const findToken = prepare(
  (q: Database, p: Params<{ organizerId: OrganizerId; id: GrantId; accessTokenHash: string; now: number }>) =>
    q
      .selectFrom('sso_grants as g')
      .innerJoin('customers as c', (join) =>
        join.onRef('c.id', '=', 'g.customer_id').onRef('c.organizer_id', '=', 'g.organizer_id'),
      )
      .select([
        'g.sso_client_id',
        'g.subject',
        'g.scope',
        'c.name_cached',
        'c.name_parts',
        'c.email',
        'c.is_verified',
        'c.phone',
        'c.locale',
        'c.modified_at',
      ])
      .where('g.organizer_id', '=', p('organizerId'))
      .where('g.id', '=', p('id'))
      .where('g.access_token_hash', '=', p('accessTokenHash'))
      .where('g.access_token_expires_at', '>', p('now'))
      .where('g.revoked_at', 'is', null)
      .where('c.is_active', '=', sql.lit(true))
      .where('c.is_verified', '=', sql.lit(true)),
)

export type TokenRow = NonNullable<Awaited<ReturnType<typeof findToken.first>>>

/** Codes and access tokens, as hashes. The statements of a login are prepared once for each database. */
export function grantStore(q: Database) {
  const live = (organizerId: OrganizerId, now: number) =>
    q
      .updateTable('sso_grants')
      .set({ revoked_at: now })
      .where('organizer_id', '=', organizerId)
      .where('revoked_at', 'is', null)

  return {
    async insert(organizerId: OrganizerId, row: Omit<NewRow, 'organizer_id'>): Promise<void> {
      await insertGrant.run(q, { ...row, organizer_id: organizerId })
    },

    redeem: (organizerId: OrganizerId, params: Omit<RedeemParams, 'organizerId'>) =>
      redeemCode.first(q, { ...params, organizerId }),

    byCode: (organizerId: OrganizerId, id: GrantId, codeHash: string) =>
      findCode.first(q, { organizerId, id, codeHash }),

    byAccessToken: (organizerId: OrganizerId, id: GrantId, accessTokenHash: string, now: number) =>
      findToken.first(q, { organizerId, id, accessTokenHash, now }),

    /** Whose grant it was that ended now; null when it was unknown or had ended before. */
    async revokeCode(organizerId: OrganizerId, id: GrantId, codeHash: string, now: number) {
      const row = await live(organizerId, now)
        .where('id', '=', id)
        .where('code_hash', '=', codeHash)
        .returning(['sso_client_id', 'subject'])
        .executeTakeFirst()
      return row ?? null
    },

    async revokeOfClient(organizerId: OrganizerId, client: SsoClientId, now: number): Promise<void> {
      await live(organizerId, now).where('sso_client_id', '=', client).execute()
    },

    async revokeOfCustomer(organizerId: OrganizerId, customer: CustomerId, now: number): Promise<void> {
      await live(organizerId, now).where('customer_id', '=', customer).execute()
    },

    /** Removes grants of all organizers, oldest first, `limit` at most; answers how many. */
    async deleteCreatedBefore(instant: number, limit: number): Promise<number> {
      const oldest = q
        .selectFrom('sso_grants')
        .select(['organizer_id', 'id'])
        .where('created_at', '<', instant)
        .orderBy('created_at')
        .limit(limit)
      const result = await q
        .deleteFrom('sso_grants')
        .where(({ eb, refTuple }) => eb(refTuple('organizer_id', 'id'), 'in', oldest.$asTuple('organizer_id', 'id')))
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
