import { InvalidInput, NotFound } from '../../core/errors.ts'
import { type ClaimRuleId, type MembershipTypeId, newId, type OrganizerId, type SsoProviderId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { ForeignKeyViolation } from '../../platform/db/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditEvent, changedFields } from '../audit/index.ts'
import type { CustomerIdentities } from '../customer-identities/index.ts'
import type { CustomerTags } from '../customer-tags/index.ts'
import type { Customers } from '../customers/index.ts'
import { localized, type Memberships } from '../memberships/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import { grantsOfPerson } from './personal-data.ts'
import { createPreview } from './preview.ts'
import { auditFields } from './rules/audit-fields.ts'
import { forecast } from './rules/evaluate.ts'
import { checkCondition, checkRule, isOtherRule } from './rules/input.ts'
import { createSettle } from './settle.ts'
import { claimGrantStore } from './store/grants.ts'
import { claimRuleStore, ruleColumns } from './store/rules.ts'
import { surroundingStore } from './store/surroundings.ts'
import { createSweep } from './sweep.ts'
import type { ClaimRule, ClaimRuleInput, ClaimRules, Place } from './types.ts'

export interface ClaimRulesDeps {
  readonly audit: Audit
  readonly customers: Pick<Customers, 'holdsPersonalData'>
  readonly customerTags: CustomerTags
  readonly memberships: Pick<Memberships, 'ruled' | 'kinds'>
  readonly identities: Pick<CustomerIdentities, 'byId' | 'lastClaims' | 'onArrival' | 'onUnlinked'>
  readonly providers: Pick<SsoProviders, 'onAccessEnded'>
}

/** A provider has no more than these. */
export const MOST_RULES = 50

/** Rules from claims to memberships and tags. */
export function createClaimRules(platform: Platform, deps: ClaimRulesDeps): ClaimRules {
  const { db, clock, random, log } = platform
  const { audit, customers, customerTags, memberships, identities } = deps
  const settle = createSettle(platform, { ruled: memberships.ruled, customerTags })
  const sweep = createSweep(platform, { settle, identities })

  customers.holdsPersonalData(grantsOfPerson(settle))
  memberships.kinds.neededBy(async (organizerId, typeId) => {
    const count = await claimRuleStore(db.q).countOfType(organizerId, typeId)
    return count === 0 ? null : { key: 'claimRules:bad.typeInUse', params: { count } }
  })
  identities.onArrival(async (q, organizer, { customer, identity, claims }) => {
    const said = { providerId: identity.providerId, claims }
    await settle(q, organizer, {
      customerId: customer.id,
      identityId: identity.id,
      said,
      cause: 'claim_gone',
      isLogin: true,
    })
  })
  identities.onUnlinked(async (q, organizerId, { id, customerId }) => {
    const place = await surroundingStore(q).place(organizerId)
    const settling = { customerId, identityId: id, said: null, cause: 'unlinked', isLogin: false } as const
    if (place) await settle(q, place, settling)
  })
  deps.providers.onAccessEnded(async (organizerId) => {
    await sweep.soon(organizerId).catch((error: unknown) => {
      log.warn({ err: error, organizerId }, 'what rules of a provider gave ends later, with the hourly clean-up')
    })
  })

  async function record(
    q: Database,
    place: Place,
    provider: { readonly id: SsoProviderId; readonly names: Readonly<Record<string, string>> },
    event: Pick<AuditEvent, 'action' | 'actor' | 'before' | 'after'>,
  ): Promise<void> {
    const name = localized(provider.names, place.locale)
    await audit.record(q, place.id, { ...event, object: { type: 'ssoprovider', id: provider.id, name } })
  }

  /** The names of types, for the history. @throws InvalidInput for one that there is not */
  async function typeName(place: Place, { effect }: ClaimRuleInput): Promise<string | null> {
    if (effect.kind === 'tag') return null
    const type = await memberships.kinds.byId(place.id, effect.typeId)
    if (!type) throw noSuchType()
    return localized(type.name, place.locale)
  }

  async function formerTypeName(place: Place, id: MembershipTypeId | null): Promise<string | null> {
    const type = id === null ? null : await memberships.kinds.byId(place.id, id)
    return type ? localized(type.name, place.locale) : null
  }

  async function held(q: Database, organizerId: OrganizerId, id: ClaimRuleId) {
    const known = await claimRuleStore(q).byId(organizerId, id)
    const names = known && (await surroundingStore(q).holdProvider(organizerId, known.providerId))
    const rule = names && (await claimRuleStore(q).byId(organizerId, id))
    if (!rule) throw new NotFound('rule')
    return { rule, provider: { id: rule.providerId, names } }
  }

  const typeIdOf = ({ effect }: ClaimRuleInput) => (effect.kind === 'membership' ? effect.typeId : null)

  return {
    of: (organizerId, providerId) => claimRuleStore(db.q).of(organizerId, providerId),
    byId: (organizerId, id) => claimRuleStore(db.q).byId(organizerId, id),
    holders: (organizerId, ids) => claimGrantStore(db.q).holders(organizerId, ids),
    givenBy: (organizerId, ids) => claimGrantStore(db.q).givenBy(organizerId, ids),
    forecast,
    checkCondition,
    preview: createPreview(platform, identities),
    cleanUp: sweep.all,
    endDue: sweep.ofOrganizer,

    async create(organizer, providerId, typed, actor) {
      const input = checkRule(typed)
      const name = await typeName(organizer, input)
      const id = newId<ClaimRuleId>(random)
      return translateMissingType(() =>
        db.transaction(async (trx) => {
          const names = await surroundingStore(trx).holdProvider(organizer.id, providerId)
          if (!names) throw new NotFound('SSO provider')
          const store = claimRuleStore(trx)
          const before = await store.of(organizer.id, providerId)
          if (before.length >= MOST_RULES) {
            throw new InvalidInput({ claim: { key: 'claimRules:bad.tooMany', params: { max: MOST_RULES } } })
          }
          const now = clock.now()
          const times = { created_at: now, modified_at: now }
          const position = (await store.lastPosition(organizer.id, providerId)) + 1
          await store.insert(organizer.id, { id, provider_id: providerId, position, ...ruleColumns(input), ...times })
          const action = 'foyer.ssoprovider.rule.created'
          await record(trx, organizer, { id: providerId, names }, { action, actor, after: auditFields(input, name) })
          return existing(trx, organizer.id, id)
        }),
      )
    },

    async update(organizer, id, typed, actor) {
      const input = checkRule(typed)
      const name = await typeName(organizer, input)
      const former = await claimRuleStore(db.q).byId(organizer.id, id)
      const formerName = former && (await formerTypeName(organizer, typeIdOf(former)))
      const rule = await translateMissingType(() =>
        db.transaction(async (trx) => {
          const { rule: before, provider } = await held(trx, organizer.id, id)
          const changes = changedFields(auditFields(before, formerName), auditFields(input, name))
          if (Object.keys(changes.after).length === 0) return before
          const store = claimRuleStore(trx)
          await store.update(organizer.id, id, { ...ruleColumns(input), modified_at: clock.now() })
          if (before.isActive && !input.isActive) await claimGrantStore(trx).mark(organizer.id, id, 'rule_off')
          else if (isOtherRule(before, input)) await claimGrantStore(trx).mark(organizer.id, id, 'rule_changed')
          await record(trx, organizer, provider, { action: 'foyer.ssoprovider.rule.changed', actor, ...changes })
          return existing(trx, organizer.id, id)
        }),
      )
      await sweep.soon(organizer.id)
      return rule
    },

    async remove(organizer, id, actor) {
      const former = await claimRuleStore(db.q).byId(organizer.id, id)
      const formerName = former && (await formerTypeName(organizer, typeIdOf(former)))
      await db.transaction(async (trx) => {
        const { rule, provider } = await held(trx, organizer.id, id)
        if (!(await claimRuleStore(trx).remove(organizer.id, id))) throw new NotFound('rule')
        await claimGrantStore(trx).mark(organizer.id, id, 'rule_removed')
        const action = 'foyer.ssoprovider.rule.deleted'
        await record(trx, organizer, provider, { action, actor, before: auditFields(rule, formerName) })
      })
      await sweep.soon(organizer.id)
    },
  }

  async function existing(q: Database, organizerId: OrganizerId, id: ClaimRuleId): Promise<ClaimRule> {
    const rule = await claimRuleStore(q).byId(organizerId, id)
    if (!rule) throw new NotFound('rule')
    return rule
  }
}

function noSuchType(): InvalidInput {
  return new InvalidInput({ membership_type: { key: 'claimRules:bad.type' } })
}

/** The type may be deleted at the same moment. */
async function translateMissingType<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw error instanceof ForeignKeyViolation ? noSuchType() : error
  }
}
