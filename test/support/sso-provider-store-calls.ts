import { providerCheckStore } from '../../src/features/sso-providers/store/checks.ts'
import { providerCustomerStore } from '../../src/features/sso-providers/store/customers.ts'
import { providerIconStore } from '../../src/features/sso-providers/store/icons.ts'
import { ssoProviderStore } from '../../src/features/sso-providers/store/providers.ts'
import { calls, fresh, type StoreFiles } from './store-call.ts'
import { NOW } from './tenant-rows.ts'
import { providerRow, ssoIds } from './tenant-sso-rows.ts'

/** How to call the stores of SSO providers. */
export const ssoProviderStoreFiles: StoreFiles = {
  'features/sso-providers/store/providers.ts': {
    ssoProviderStore: calls(ssoProviderStore, {
      byId: (s, o, its) => s.byId(o, ssoIds(its).provider),
      bySlug: (s, o, its) => s.bySlug(o, `uni-${its.tag}`),
      list: (s, o) => s.list(o),
      slugs: (s, o) => s.slugs(o),
      count: (s, o) => s.count(o),
      insert: (s, o, its) => s.insert(o, providerRow(its, fresh('provider'))),
      update: (s, o, its) => s.update(o, ssoIds(its).provider, { preset: 'changed' }),
      remove: (s, o, its) => s.remove(o, ssoIds(its).otherProvider),
    }),
  },
  'features/sso-providers/store/checks.ts': {
    providerCheckStore: calls(providerCheckStore, {
      due: 'the housekeeping looks at providers of all organizers',
      take: (s, o, its) => s.take(o, ssoIds(its).provider, { since: NOW + 1, now: NOW + 1 }),
      holdProblem: (s, o, its) => s.holdProblem(o, { id: ssoIds(its).provider, modified_at: NOW }),
      note: (s, o, its) => s.note(o, ssoIds(its).provider, { problem: 'changed' }),
    }),
  },
  'features/sso-providers/store/icons.ts': {
    providerIconStore: calls(providerIconStore, {
      put: (s, o, its) =>
        s.put(o, ssoIds(its).otherProvider, { mediaType: 'image/png', data: new Uint8Array([3]), sha256: 'changed' }),
      remove: (s, o, its) => s.remove(o, ssoIds(its).provider),
      find: (s, o, its) => s.find(o, `uni-${its.tag}`),
    }),
  },
  'features/sso-providers/store/customers.ts': {
    providerCustomerStore: calls(providerCustomerStore, {
      usage: (s, o, its) => s.usage(o, ssoIds(its).provider, NOW),
      move: (s, o, its) => s.move(o, ssoIds(its).provider, ssoIds(its).otherProvider),
      identities: (s, o, its) => s.identities(o, ssoIds(its).provider, 9, null),
      countIdentities: (s, o, its) => s.countIdentities(o, ssoIds(its).provider),
      countKnown: (s, o, its) => s.countKnown(o, ssoIds(its).provider, `https://uni.${its.tag}.example`),
      removeIdentity: (s, o, its) => s.removeIdentity(o, ssoIds(its).identity),
    }),
  },
}
