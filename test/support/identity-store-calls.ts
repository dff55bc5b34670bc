import type { CustomerIdentityId } from '../../src/core/ids.ts'
import { identityStore } from '../../src/features/customer-identities/store/identities.ts'
import { vouchingStore } from '../../src/features/customer-identities/store/providers.ts'
import { calls, fresh, PURE, type StoreFiles } from './store-call.ts'
import { NOW } from './tenant-rows.ts'
import { identityRow, ssoIds } from './tenant-sso-rows.ts'

/** How to call the stores of identities. */
export const identityStoreFiles: StoreFiles = {
  'features/customer-identities/store/row.ts': { IDENTITY_COLUMNS: PURE, readFields: PURE, toIdentity: PURE },
  'features/customer-identities/store/identities.ts': {
    identityStore: calls(identityStore, {
      byId: (s, o, its) => s.byId(o, ssoIds(its).identity),
      bySubject: (s, o, its) => {
        const { provider_id: providerId, issuer, subject } = identityRow(its)
        return s.bySubject(o, { providerId, issuer, subject })
      },
      of: (s, o, its) => s.of(o, its.customer),
      ofMany: (s, o, its) => s.ofMany(o, [its.customer]),
      insert: (s, o, its) => s.insert(o, identityRow(its, fresh('identity') as CustomerIdentityId)),
      update: (s, o, its) =>
        s.update(o, ssoIds(its).identity, { email: null, owned_fields: '["name"]', claims: 'new' }),
      noteLogin: (s, o, its) => s.noteLogin(o, ssoIds(its).identity, NOW + 1),
      claims: (s, o, its) => s.claims(o, ssoIds(its).identity),
      remove: (s, o, its) => s.remove(o, ssoIds(its).identity),
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
      move: (s, o, its) => s.move(o, its.customer, its.customer),
    }),
  },
  'features/customer-identities/store/providers.ts': {
    vouchingStore: calls(vouchingStore, {
      isActive: (s, o, its) => s.isActive(o, ssoIds(its).provider),
      ownedByOthers: (s, o, its) => s.ownedByOthers(o, its.customer, ssoIds(its).otherProvider),
      isAlive: (s, o, its) => s.isAlive(o, ssoIds(its).identity),
    }),
  },
}
