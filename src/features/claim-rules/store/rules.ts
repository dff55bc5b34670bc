import type { ClaimRuleId, MembershipTypeId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import type { ClaimRuleTable } from '../../../platform/db/provider-login-tables.ts'
import { type ClaimRule, type ClaimRuleInput, RULE_OPERATORS } from '../types.ts'

/** Rules, one organizer's at a time. */
export function claimRuleStore(q: Database) {
  const ofProvider = (organizerId: OrganizerId, providerId: SsoProviderId) =>
    q
      .selectFrom('claim_rules')
      .selectAll()
      .where('organizer_id', '=', organizerId)
      .where('provider_id', '=', providerId)
      .orderBy('position')
      .orderBy('id')

  return {
    /** In their order. */
    async of(organizerId: OrganizerId, providerId: SsoProviderId): Promise<ClaimRule[]> {
      return (await ofProvider(organizerId, providerId).execute()).map(toRule)
    },

    /** Those that are on, none while the provider is off; nobody changes them until the transaction ends. */
    async hold(organizerId: OrganizerId, providerId: SsoProviderId): Promise<ClaimRule[]> {
      const active = ofProvider(organizerId, providerId)
        .where('is_active', '=', true)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('sso_providers as p')
              .select('p.id')
              .whereRef('p.organizer_id', '=', 'claim_rules.organizer_id')
              .whereRef('p.id', '=', 'claim_rules.provider_id')
              .where('p.is_active', '=', true),
          ),
        )
      const query = kindOf(q) === 'postgres' ? active.forShare() : active
      return (await query.execute()).map(toRule)
    },

    async byId(organizerId: OrganizerId, id: ClaimRuleId): Promise<ClaimRule | null> {
      const row = await q
        .selectFrom('claim_rules')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? toRule(row) : null
    },

    async lastPosition(organizerId: OrganizerId, providerId: SsoProviderId): Promise<number> {
      const row = await q
        .selectFrom('claim_rules')
        .select(({ fn }) => fn.max('position').as('last'))
        .where('organizer_id', '=', organizerId)
        .where('provider_id', '=', providerId)
        .executeTakeFirst()
      return Number(row?.last ?? 0)
    },

    /** How many there are of a type of membership. */
    async countOfType(organizerId: OrganizerId, typeId: MembershipTypeId): Promise<number> {
      const row = await q
        .selectFrom('claim_rules')
        .select(({ fn }) => fn.countAll().as('amount'))
        .where('organizer_id', '=', organizerId)
        .where('membership_type_id', '=', typeId)
        .executeTakeFirst()
      return Number(row?.amount ?? 0)
    },

    /** @throws ForeignKeyViolation when the provider or the type is gone */
    async insert(organizerId: OrganizerId, row: Omit<ClaimRuleTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('claim_rules')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** @throws ForeignKeyViolation when the type is gone */
    async update(organizerId: OrganizerId, id: ClaimRuleId, columns: Partial<ClaimRuleTable>): Promise<boolean> {
      const result = await q
        .updateTable('claim_rules')
        .set(columns)
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    async remove(organizerId: OrganizerId, id: ClaimRuleId): Promise<boolean> {
      const result = await q
        .deleteFrom('claim_rules')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },
  }
}

export function ruleColumns({ isActive, claim, operator, value, effect }: ClaimRuleInput) {
  return {
    is_active: isActive,
    claim,
    operator,
    value,
    membership_type_id: effect.kind === 'membership' ? effect.typeId : null,
    tag: effect.kind === 'tag' ? effect.tag : null,
    valid_days: effect.kind === 'membership' ? effect.validDays : 0,
  }
}

function toRule(row: ClaimRuleTable): ClaimRule {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    providerId: row.provider_id,
    isActive: row.is_active,
    claim: row.claim,
    operator: RULE_OPERATORS.find((operator) => operator === row.operator) ?? 'equals',
    value: row.value,
    effect:
      row.membership_type_id === null
        ? { kind: 'tag', tag: row.tag ?? '' }
        : { kind: 'membership', typeId: row.membership_type_id, validDays: row.valid_days },
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}
