import { sql } from 'kysely'
import type { GrantId, OrganizerId, RefreshId, SsoClientId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { type Params, prepare } from '../../../platform/db/prepared.ts'
import type { SsoRefreshTable } from '../../../platform/db/provider-tables.ts'
import { PROFILE_COLUMNS } from './profile-columns.ts'

type NewRow = Omit<SsoRefreshTable, 'used_at'>

const insertRefresh = prepare((q: Database, p: Params<NewRow>) =>
  q.insertInto('sso_refreshes').values({
    organizer_id: p('organizer_id'),
    grant_id: p('grant_id'),
    id: p('id'),
    refresh_token_hash: p('refresh_token_hash'),
    refresh_token_expires_at: p('refresh_token_expires_at'),
    used_at: null,
    access_token_hash: p('access_token_hash'),
    access_token_expires_at: p('access_token_expires_at'),
    dpop_jkt: p('dpop_jkt'),
    created_at: p('created_at'),
  }),
)

/** Where a refresh is: within a grant. */
export interface RefreshKey {
  grantId: GrantId
  id: RefreshId
}

interface TokenParams extends RefreshKey {
  organizerId: OrganizerId
  tokenHash: string
}

/** A refresh token, its grant, and whether the customer may still log in; whatever state it is in. */
const findRefresh = prepare((q: Database, p: Params<TokenParams>) =>
  q
    .selectFrom('sso_refreshes as r')
    .innerJoin('sso_grants as g', (join) =>
      join.onRef('g.organizer_id', '=', 'r.organizer_id').onRef('g.id', '=', 'r.grant_id'),
    )
    .innerJoin('customers as c', (join) =>
      join.onRef('c.organizer_id', '=', 'g.organizer_id').onRef('c.id', '=', 'g.customer_id'),
    )
    .leftJoin('customer_sessions as s', 's.id', 'g.session_id')
    .select(['r.refresh_token_expires_at', 'r.used_at', 'r.created_at'])
    .select(['g.sso_client_id', 'g.subject', 'g.customer_id', 'g.scope', 'g.nonce', 'g.auth_at', 'g.amr', 'g.claims'])
    .select(['g.dpop_jkt', 'g.revoked_at', 'g.ends_at', 'c.is_active', 'c.is_verified', 's.id as session_id'])
    .where('r.organizer_id', '=', p('organizerId'))
    .where('r.grant_id', '=', p('grantId'))
    .where('r.id', '=', p('id'))
    .where('r.refresh_token_hash', '=', p('tokenHash')),
)

export type RefreshRow = NonNullable<Awaited<ReturnType<typeof findRefresh.first>>>

export interface UseParams extends TokenParams {
  client: SsoClientId
  dpopJkt: string | null
  now: number
}

/** Changes a token if it and its grant live. */
const change = (
  q: Database,
  p: Params<UseParams>,
  changes: Partial<Pick<SsoRefreshTable, 'used_at' | 'refresh_token_expires_at'>>,
) =>
  q
    .updateTable('sso_refreshes')
    .set(changes)
    .where('organizer_id', '=', p('organizerId'))
    .where('grant_id', '=', p('grantId'))
    .where('id', '=', p('id'))
    .where('refresh_token_hash', '=', p('tokenHash'))
    .where('used_at', 'is', null)
    .where('refresh_token_expires_at', '>', p('now'))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('sso_grants as g')
          .innerJoin('customers as c', (join) =>
            join.onRef('c.organizer_id', '=', 'g.organizer_id').onRef('c.id', '=', 'g.customer_id'),
          )
          .select('g.id')
          .whereRef('g.organizer_id', '=', 'sso_refreshes.organizer_id')
          .whereRef('g.id', '=', 'sso_refreshes.grant_id')
          .where('g.sso_client_id', '=', p('client'))
          .where(({ or, eb }) => or([eb('g.dpop_jkt', 'is', null), eb('g.dpop_jkt', '=', p('dpopJkt'))]))
          .where('g.revoked_at', 'is', null)
          .where('c.is_active', '=', sql.lit(true))
          .where('c.is_verified', '=', sql.lit(true)),
      ),
    )

/** Of two uses at once, the second finds the token used: both databases run an UPDATE alone on its row. */
const useRefresh = prepare((q: Database, p: Params<UseParams>) => change(q, p, { used_at: p('now') }))

const prolongRefresh = prepare((q: Database, p: Params<UseParams & { until: number }>) =>
  change(q, p, { refresh_token_expires_at: p('until') }),
)

/** A live access token that came with a refresh token, and its customer as long as that one may log in. */
const findToken = prepare((q: Database, p: Params<TokenParams & { now: number }>) =>
  q
    .selectFrom('sso_refreshes as r')
    .innerJoin('sso_grants as g', (join) =>
      join.onRef('g.organizer_id', '=', 'r.organizer_id').onRef('g.id', '=', 'r.grant_id'),
    )
    .innerJoin('customers as c', (join) =>
      join.onRef('c.organizer_id', '=', 'g.organizer_id').onRef('c.id', '=', 'g.customer_id'),
    )
    .select(['g.sso_client_id', 'g.customer_id', 'g.subject', 'g.scope', 'g.claims'])
    .select(({ fn }) => fn.coalesce('r.dpop_jkt', 'g.dpop_jkt').as('dpop_jkt'))
    .select(['r.created_at', 'r.access_token_expires_at', ...PROFILE_COLUMNS])
    .where('r.organizer_id', '=', p('organizerId'))
    .where('r.grant_id', '=', p('grantId'))
    .where('r.id', '=', p('id'))
    .where('r.access_token_hash', '=', p('tokenHash'))
    .where('r.access_token_expires_at', '>', p('now'))
    .where('g.revoked_at', 'is', null)
    .where('c.is_active', '=', sql.lit(true))
    .where('c.is_verified', '=', sql.lit(true)),
)

/** Refresh tokens and the access tokens that came with them, as hashes. Instants in ms. */
export function refreshStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<NewRow, 'organizer_id'>): Promise<void> {
      await insertRefresh.run(q, { ...row, organizer_id: organizerId })
    },

    find: (organizerId: OrganizerId, key: RefreshKey, tokenHash: string) =>
      findRefresh.first(q, { ...key, organizerId, tokenHash }),

    /** Marks a token as used if it and its grant live. False when it was used meanwhile. */
    use: async (organizerId: OrganizerId, params: Omit<UseParams, 'organizerId'>): Promise<boolean> =>
      (await useRefresh.run(q, { ...params, organizerId })) === 1,

    /** Leaves a token in use, with a new end, if it and its grant live. */
    prolong: async (
      organizerId: OrganizerId,
      params: Omit<UseParams, 'organizerId'> & { until: number },
    ): Promise<boolean> => (await prolongRefresh.run(q, { ...params, organizerId })) === 1,

    byAccessToken: (organizerId: OrganizerId, key: RefreshKey, tokenHash: string, now: number) =>
      findToken.first(q, { ...key, organizerId, tokenHash, now }),

    /** Ends one access token; the refresh token that came with it goes on. */
    async endAccessToken(
      organizerId: OrganizerId,
      key: RefreshKey,
      tokenHash: string,
      client: SsoClientId,
      now: number,
    ): Promise<void> {
      await q
        .updateTable('sso_refreshes')
        .set({ access_token_expires_at: now })
        .where('organizer_id', '=', organizerId)
        .where('grant_id', '=', key.grantId)
        .where('id', '=', key.id)
        .where('access_token_hash', '=', tokenHash)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('sso_grants')
              .select('sso_grants.id')
              .whereRef('sso_grants.organizer_id', '=', 'sso_refreshes.organizer_id')
              .whereRef('sso_grants.id', '=', 'sso_refreshes.grant_id')
              .where('sso_grants.sso_client_id', '=', client),
          ),
        )
        .execute()
    },
  }
}
