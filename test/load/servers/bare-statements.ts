import { sql } from 'kysely'
import type { CustomerId, CustomerSessionId, GrantId, OrganizerId, SsoClientId } from '../../../src/core/ids.ts'
import { type Params, prepare } from '../../../src/platform/db/prepared.ts'

/** The statements of a flow, the same as in Foyer. */

export const findSession = prepare((q, p: Params<{ organizer: OrganizerId; idHash: string; now: number }>) =>
  q
    .selectFrom('customer_sessions as s')
    .innerJoin('customers as c', 'c.id', 's.customer_id')
    .select(['s.id', 's.auth_at', 's.amr', 's.last_used_at', 's.expires_at', 's.identity_id'])
    .select([
      'c.id as customer_id',
      'c.identifier',
      'c.name_cached',
      'c.email',
      'c.locale',
      'c.has_other_subjects',
      'c.deletion_due_at',
    ])
    .where('s.organizer_id', '=', p('organizer'))
    .where('s.id_hash', '=', p('idHash'))
    .where('s.expires_at', '>', p('now'))
    .where('c.organizer_id', '=', p('organizer'))
    .where('c.is_active', '=', true)
    .where('c.is_verified', '=', true),
)

interface NewGrant {
  id: GrantId
  organizer: OrganizerId
  client: SsoClientId
  customer: CustomerId
  session: CustomerSessionId
  subject: string
  scope: string
  nonce: string
  redirectUri: string
  authAt: number
  amr: string
  codeHash: string
  codeExpiresAt: number
  endsAt: number
  now: number
}

export const insertGrant = prepare((q, p: Params<NewGrant>) =>
  q.insertInto('sso_grants').values({
    id: p('id'),
    organizer_id: p('organizer'),
    sso_client_id: p('client'),
    customer_id: p('customer'),
    session_id: p('session'),
    subject: p('subject'),
    scope: p('scope'),
    nonce: p('nonce'),
    redirect_uri: p('redirectUri'),
    auth_at: p('authAt'),
    amr: p('amr'),
    code_hash: p('codeHash'),
    code_challenge: null,
    code_expires_at: p('codeExpiresAt'),
    created_at: p('now'),
    front_token_hash: null,
    front_token_expires_at: null,
    claims: null,
    dpop_jkt: null,
    ends_at: p('endsAt'),
  }),
)

interface Redemption {
  organizer: OrganizerId
  id: GrantId
  client: SsoClientId
  redirectUri: string
  codeHash: string
  codeChallenge: null
  dpopJkt: null
  accessTokenHash: string
  accessTokenExpiresAt: number
  now: number
}

interface RedeemedRow {
  subject: string
  customer_id: CustomerId
  session_id: CustomerSessionId | null
  scope: string
  nonce: string | null
  auth_at: number
  amr: string
  claims: string | null
  dpop_jkt: string | null
  ends_at: number
}

export const redeemCode = prepare((q, p: Params<Redemption>) =>
  q
    .updateTable('sso_grants')
    .set({
      code_used_at: p('now'),
      access_token_hash: p('accessTokenHash'),
      access_token_expires_at: p('accessTokenExpiresAt'),
      dpop_jkt: p('dpopJkt'),
    })
    .where('organizer_id', '=', p('organizer'))
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

interface TokenLookup {
  organizer: OrganizerId
  id: GrantId
  accessTokenHash: string
  now: number
}

export const findGrant = prepare((q, p: Params<TokenLookup>) =>
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
      'c.name_cached',
      'c.name_parts',
      'c.email',
      'c.is_verified',
      'c.phone',
      'c.is_phone_verified',
      'c.locale',
      'c.profile',
      'c.modified_at',
    ])
    .where('g.organizer_id', '=', p('organizer'))
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
