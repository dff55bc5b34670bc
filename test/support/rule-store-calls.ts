import { claimGrantStore } from '../../src/features/claim-rules/store/grants.ts'
import { claimRuleStore } from '../../src/features/claim-rules/store/rules.ts'
import { surroundingStore } from '../../src/features/claim-rules/store/surroundings.ts'
import { customerTagStore } from '../../src/features/customer-tags/store.ts'
import { calls, fresh, PURE, type StoreFiles, SWEEP } from './store-call.ts'
import { accountIds } from './tenant-account-ids.ts'
import { NOW } from './tenant-rows.ts'
import { grantIdOf, grantRow, ruleIdOf, ruleRow } from './tenant-rule-rows.ts'
import { ssoIds } from './tenant-sso-rows.ts'

/** How to call the stores of rules and tags. */
export const ruleStoreFiles: StoreFiles = {
  'features/claim-rules/store/rules.ts': {
    ruleColumns: PURE,
    claimRuleStore: calls(claimRuleStore, {
      of: (s, o, its) => s.of(o, ssoIds(its).provider),
      hold: (s, o, its) => s.hold(o, ssoIds(its).provider),
      byId: (s, o, its) => s.byId(o, ruleIdOf(its)),
      lastPosition: (s, o, its) => s.lastPosition(o, ssoIds(its).provider),
      countOfType: (s, o, its) => s.countOfType(o, accountIds(its).type),
      insert: (s, o, its) => s.insert(o, ruleRow(its, fresh('rule'))),
      update: (s, o, its) => s.update(o, ruleIdOf(its), { value: 'changed' }),
      remove: (s, o, its) => s.remove(o, ruleIdOf(its)),
    }),
  },
  'features/claim-rules/store/grants.ts': {
    claimGrantStore: calls(claimGrantStore, {
      organizersWithOpen: SWEEP,
      openOf: (s, o, its) => s.openOf(o, its.customer),
      of: (s, o, its) => s.of(o, its.customer),
      insert: (s, o, its) => s.insert(o, grantRow(its, fresh('grant'))),
      keep: (s, o, its) => s.keep(o, { id: grantIdOf(its), condition: 'x', seenAt: 1, endsAt: 2 }),
      close: (s, o, its) => s.close(o, [grantIdOf(its)], NOW),
      mark: (s, o, its) => s.mark(o, ruleIdOf(its), 'rule_removed'),
      due: (s, o) => s.due(o, NOW + 1, 9),
      holders: (s, o, its) => s.holders(o, [ruleIdOf(its)]),
      holding: (s, o, its) => s.holding(o, ruleIdOf(its), [ssoIds(its).identity]),
      givenBy: (s, o, its) => s.givenBy(o, [accountIds(its).membership]),
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
      move: (s, o, its) => s.move(o, its.customer, accountIds(its).part),
    }),
  },
  'features/claim-rules/store/surroundings.ts': {
    surroundingStore: calls(surroundingStore, {
      place: (s, o) => s.place(o),
      holdProvider: (s, o, its) => s.holdProvider(o, ssoIds(its).provider),
      recent: (s, o, its) => s.recent(o, ssoIds(its).provider, 9),
    }),
  },
  'features/customer-tags/store.ts': {
    customerTagStore: calls(customerTagStore, {
      of: (s, o, its) => s.of(o, its.customer),
      one: (s, o, its) => s.one(o, its.customer, its.tag),
      ofMany: (s, o, its) => s.ofMany(o, [its.customer]),
      inUse: (s, o) => s.inUse(o),
      put: (s, o, its) => s.put(o, its.customer, { tag: its.tag, source: 'both', createdAt: NOW }),
      remove: (s, o, its) => s.remove(o, its.customer),
    }),
  },
}
