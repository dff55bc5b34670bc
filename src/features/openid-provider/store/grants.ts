import { sql } from 'kysely'
import type { CustomerId, CustomerSessionId, GrantId, OrganizerId, SsoClientId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { type Params, prepare } from '../../../platform/db/prepared.ts'
import type { SsoGrantTable } from '../../../platform/db/provider-tables.ts'
import { PROFILE_COLUMNS } from './profile-columns.ts'

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
    front_token_hash: p('front_token_hash'),
    front_token_expires_at: p('front_token_expires_at'),
    claims: p('claims'),
    dpop_jkt: p('dpop_jkt'),
    ends_at: p('ends_at'),
  }),
)

export interface RedeemParams {
  organizerId: OrganizerId
  client: SsoClientId
  id: GrantId
  codeHash: string
  redirectUri: string
  codeChallenge: string | null
  dpopJkt: string | null
  accessTokenHash: string
  accessTokenExpiresAt: number
  now: number
}

/** What an authorization was about, as its tokens need it. */
export interface GrantFacts {
  subject: string
  customer_id: CustomerId
  /** null when the session has ended. */
  session_id: CustomerSessionId | null
  scope: string
  nonce: string | null
  auth_at: number
  amr: string
  claims: string | null
  dpop_jkt: string | null
}

export interface RedeemedRow extends GrantFacts {
  ends_at: number
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
      dpop_jkt: p('dpopJkt'),
    })
    .where('organizer_id', '=', p('organizerId'))
    .where('id', '=', p('id'))
    .where('code_hash', '=', p('codeHash'))
    .where('sso_client_id', '=', p('client'))
    .where('redirect_uri', '=', p('redirectUri'))
    .where('code_challenge', 'is not distinct from', p('codeChallenge'))
    .where(({ or, eb }) => or([eb('dpop_jkt', 'is', null), eb('dpop_jkt', '=', p('dpopJkt'))]))
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
      'customer_id',
      'scope',
      'nonce',
      'auth_at',
      'amr',
      'claims',
      'dpop_jkt',
      'ends_at',
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
      'dpop_jkt',
      'revoked_at',
    ])
    .where('organizer_id', '=', p('organizerId'))
    .where('id', '=', p('id'))
    .where('code_hash', '=', p('codeHash')),
)

interface TokenParams {
  organizerId: OrganizerId
  id: GrantId
  accessTokenHash: string
  now: number
}

/** A live token of the first answers, and what is known about its customer as long as that one may log in. */
const findToken = prepare((q: Database, p: Params<TokenParams>) =>
  q
    .selectFrom('sso_grants as g')
    .innerJoin('customers as c', (join) =>
      join.onRef('c.id', '=', 'g.customer_id').onRef('c.organizer_id', '=', 'g.organizer_id'),
    )
    .select([
      'g.sso_client_id',
      'g.customer_id',
      'g.subject',
      'g.scope',
      'g.claims',
      'g.dpop_jkt',
      'g.created_at',
      'g.code_used_at',
      'g.access_token_hash',
      'g.access_token_expires_at',
      'g.front_token_expires_at',
      ...PROFILE_COLUMNS,
    ])
    .where('g.organizer_id', '=', p('organizerId'))
    .where('g.id', '=', p('id'))
    .where(({ or, and, eb }) =>
      or([
        and([eb('g.access_token_hash', '=', p('accessTokenHash')), eb('g.access_token_expires_at', '>', p('now'))]),
        and([eb('g.front_token_hash', '=', p('accessTokenHash')), eb('g.front_token_expires_at', '>', p('now'))]),
      ]),
    )
    .where('g.revoked_at', 'is', null)
    .where('c.is_active', '=', sql.lit(true))
    .where('c.is_verified', '=', sql.lit(true)),
)

/** Codes and access tokens, as hashes. The statements of a login are prepared once for each database. */
export function grantStore(q: Database) {
  const one = (organizerId: OrganizerId, id: GrantId, client: SsoClientId) =>
    q
      .updateTable('sso_grants')
      .where('organizer_id', '=', organizerId)
      .where('id', '=', id)
      .where('sso_client_id', '=', client)

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

    /** Ends one access token of the first answers; the rest of the grant goes on. */
    async endAccessToken(organizerId: OrganizerId, id: GrantId, tokenHash: string, client: SsoClientId, now: number) {
      const grant = one(organizerId, id, client)
      await grant.set({ access_token_expires_at: now }).where('access_token_hash', '=', tokenHash).execute()
      await grant.set({ front_token_expires_at: now }).where('front_token_hash', '=', tokenHash).execute()
    },
  }
}
