import type {
  ClaimGrantId,
  ClaimRuleId,
  CustomerId,
  CustomerIdentityId,
  MembershipId,
  OrganizerId,
} from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { ClaimGrantTable } from '../../../platform/db/provider-login-tables.ts'
import type { GrantCause, OpenGrant } from '../types.ts'

/** What rules gave, one organizer's at a time. */
export function claimGrantStore(q: Database) {
  const open = (organizerId: OrganizerId) =>
    q
      .selectFrom('claim_grants')
      .where('claim_grants.organizer_id', '=', organizerId)
      .where('claim_grants.ended_at', 'is', null)
  /** With the rule and the provider behind it, as far as they are still there. */
  const openWithOrigin = (organizerId: OrganizerId) =>
    open(organizerId)
      .leftJoin('claim_rules as r', (join) =>
        join.onRef('r.organizer_id', '=', 'claim_grants.organizer_id').onRef('r.id', '=', 'claim_grants.rule_id'),
      )
      .leftJoin('sso_providers as p', (join) =>
        join.onRef('p.organizer_id', '=', 'r.organizer_id').onRef('p.id', '=', 'r.provider_id'),
      )
  const change = (organizerId: OrganizerId) => q.updateTable('claim_grants').where('organizer_id', '=', organizerId)

  return {
    async openOf(organizerId: OrganizerId, customerId: CustomerId): Promise<OpenGrant[]> {
      const rows = await openWithOrigin(organizerId)
        .selectAll('claim_grants')
        .select(['r.id as rule', 'p.is_active as is_provider_active'])
        .where('claim_grants.customer_id', '=', customerId)
        .orderBy('claim_grants.id')
        .execute()
      return rows.map(toGrant)
    },

    /** All of a customer, the first first; with those that ended. */
    async of(organizerId: OrganizerId, customerId: CustomerId): Promise<ClaimGrantTable[]> {
      return q
        .selectFrom('claim_grants')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .orderBy('granted_at')
        .orderBy('id')
        .execute()
    },

    async insert(organizerId: OrganizerId, row: Omit<ClaimGrantTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('claim_grants')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** It goes on. Instants in ms. */
    async keep(
      organizerId: OrganizerId,
      { id, condition, seenAt, endsAt }: Pick<OpenGrant, 'id' | 'condition' | 'seenAt' | 'endsAt'>,
    ): Promise<void> {
      await change(organizerId)
        .set({ condition, seen_at: seenAt, ends_at: endsAt, ending: null })
        .where('id', '=', id)
        .execute()
    },

    /** @param at instant in ms */
    async close(organizerId: OrganizerId, ids: readonly ClaimGrantId[], at: number): Promise<void> {
      if (ids.length === 0) return
      await change(organizerId).set({ ended_at: at }).where('id', 'in', ids).where('ended_at', 'is', null).execute()
    },

    /** What a rule gave is to be looked at anew. */
    async mark(organizerId: OrganizerId, ruleId: ClaimRuleId, ending: GrantCause): Promise<void> {
      await change(organizerId)
        .set({ ending, ...(ending === 'rule_removed' && { rule_id: null }) })
        .where('rule_id', '=', ruleId)
        .where('ended_at', 'is', null)
        .execute()
    },

    /** Whose grants are to end although nobody logs in, a few at a time. @param now instant in ms */
    async due(
      organizerId: OrganizerId,
      now: number,
      limit: number,
    ): Promise<{ readonly customerId: CustomerId; readonly identityId: CustomerIdentityId | null }[]> {
      const rows = await openWithOrigin(organizerId)
        .select(['claim_grants.customer_id', 'claim_grants.identity_id'])
        .distinct()
        .where(({ eb, or }) =>
          or([
            eb('claim_grants.ending', 'is not', null),
            eb('claim_grants.ends_at', '<', now),
            eb('r.id', 'is', null),
            eb('p.is_active', '=', false),
          ]),
        )
        .limit(limit)
        .execute()
      return rows.map((row) => ({ customerId: row.customer_id, identityId: row.identity_id }))
    },

    async organizersWithOpen(): Promise<OrganizerId[]> {
      const rows = await q
        .selectFrom('claim_grants')
        .select('organizer_id')
        .distinct()
        .where('ended_at', 'is', null)
        .execute()
      return rows.map((row) => row.organizer_id)
    },

    /** How many people have something from each rule. */
    async holders(organizerId: OrganizerId, ids: readonly ClaimRuleId[]): Promise<Map<ClaimRuleId, number>> {
      if (ids.length === 0) return new Map()
      const rows = await open(organizerId)
        .select(({ fn }) => ['rule_id', fn.count<number>('customer_id').distinct().as('amount')])
        .where('rule_id', 'in', ids)
        .groupBy('rule_id')
        .execute()
      return new Map(rows.flatMap(({ rule_id, amount }) => (rule_id === null ? [] : [[rule_id, Number(amount)]])))
    },

    /** Which of these have something from a rule. */
    async holding(
      organizerId: OrganizerId,
      ruleId: ClaimRuleId,
      ids: readonly CustomerIdentityId[],
    ): Promise<Set<CustomerIdentityId>> {
      if (ids.length === 0) return new Set()
      const rows = await open(organizerId)
        .select('identity_id')
        .where('rule_id', '=', ruleId)
        .where('identity_id', 'in', ids)
        .execute()
      return new Set(rows.flatMap(({ identity_id }) => identity_id ?? []))
    },

    /** The rule that gave each membership, in words. */
    async givenBy(organizerId: OrganizerId, ids: readonly MembershipId[]): Promise<Map<MembershipId, string>> {
      if (ids.length === 0) return new Map()
      const rows = await q
        .selectFrom('claim_grants')
        .select(['membership_id', 'condition'])
        .where('organizer_id', '=', organizerId)
        .where('membership_id', 'in', ids)
        .orderBy('granted_at')
        .execute()
      return new Map(rows.flatMap(({ membership_id: id, condition }) => (id === null ? [] : [[id, condition]])))
    },

    async removeAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('claim_grants')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    /** Answers which ones. @param only no others */
    async move(
      organizerId: OrganizerId,
      from: CustomerId,
      into: CustomerId,
      only?: readonly ClaimGrantId[],
    ): Promise<ClaimGrantId[]> {
      if (only?.length === 0) return []
      let query = change(organizerId).set({ customer_id: into }).where('customer_id', '=', from)
      if (only !== undefined) query = query.where('id', 'in', only)
      return (await query.returning('id').execute()).map((row) => row.id)
    },
  }
}

const CAUSES: readonly GrantCause[] = [
  'claim_gone',
  'timeout',
  'rule_off',
  'rule_changed',
  'rule_removed',
  'provider_off',
  'unlinked',
  'anonymized',
]

interface GrantRow extends ClaimGrantTable {
  readonly rule: ClaimRuleId | null
  readonly is_provider_active: boolean | null
}

function toGrant(row: GrantRow): OpenGrant {
  const origin = row.rule === null ? 'rule_removed' : row.is_provider_active === false ? 'provider_off' : null
  return {
    id: row.id,
    customerId: row.customer_id,
    identityId: row.identity_id,
    ruleId: row.rule_id,
    membershipId: row.membership_id,
    tag: row.tag,
    condition: row.condition,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
    ending: CAUSES.find((cause) => cause === row.ending) ?? origin,
  }
}
