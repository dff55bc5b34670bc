import { auditStore } from '../../src/features/audit/store.ts'
import { organizerStore } from '../../src/features/organizers/store.ts'
import { createOutboxStore } from '../../src/platform/outbox/store.ts'
import { accountStoreFiles } from './account-store-calls.ts'
import { customerStoreFiles } from './customer-store-calls.ts'
import { handoverStoreFiles } from './handover-store-calls.ts'
import { orderStoreFiles } from './order-store-calls.ts'
import { providerStoreFiles } from './provider-store-calls.ts'
import { ruleStoreFiles } from './rule-store-calls.ts'
import { ssoStoreFiles } from './sso-store-calls.ts'
import { calls, fresh, PURE, type StoreFiles, SWEEP } from './store-call.ts'
import { teamStoreFiles } from './team-store-calls.ts'
import { auditRow, NOW } from './tenant-rows.ts'

const STAFF = 'staff accounts belong to the installation'
const DEMO = 'the mailbox of the demo belongs to the installation'
const TENANTS = 'organizers are the tenants themselves'
const WORKER = 'the worker of the outbox serves all organizers'

/** Every exported function of every store file, and for the stores how to call each function. */
export const storeFiles: StoreFiles = {
  'features/audit/store.ts': {
    auditStore: calls(auditStore, {
      insert: (s, o, its) => s.insert(o, auditRow(its, fresh('audit'))),
      list: (s, o, its) => s.list(o, { limit: 9, object: { type: 'customer', id: its.customer } }),
      listOfStaff: STAFF,
      shredStaff: STAFF,
      countSince: (s, o) => s.countSince(o, 'pretix.customer.created', 0),
      shred: (s, o, its) => s.shred(o, { type: 'customer', id: its.customer }),
    }),
  },
  'features/demo/store.ts': { demoStore: DEMO },
  'features/organizers/store.ts': {
    organizerStore: calls(organizerStore, {
      bySlug: TENANTS,
      list: TENANTS,
      allDomains: TENANTS,
      insert: TENANTS,
      byId: (s, o) => s.byId(o),
      updateProperties: (s, o) => s.updateProperties(o, { name: 'changed' }),
      putSetting: (s, o) => s.putSetting(o, 'customer_accounts', 'false'),
      insertDomain: (s, o) => s.insertDomain(o, 'fresh.example', NOW),
      deleteDomain: (s, o, its) => s.deleteDomain(o, `${its.tag}.example`),
      putLogo: (s, o) => s.putLogo(o, { mediaType: 'image/png', data: new Uint8Array([3]), sha256: 'changed' }),
      deleteLogo: (s, o) => s.deleteLogo(o),
      logo: (s, o) => s.logo(o),
    }),
  },
  'features/native-accounts/store/mail-links.ts': { staffMailLinkStore: STAFF },
  'features/native-accounts/store/email-codes.ts': { emailCodeStore: STAFF },
  'features/native-accounts/store/registrations.ts': { registrationStore: STAFF },
  'features/staff/store/login-attempts.ts': { loginAttemptStore: STAFF },
  'features/staff/store/email-addresses.ts': { emailAddressStore: STAFF },
  'features/staff/store/session-ids.ts': { sessionIdStore: STAFF },
  'features/staff/store/password-history.ts': { passwordHistoryStore: STAFF },
  'features/staff/store/pending-logins.ts': { pendingLoginStore: STAFF },
  'features/staff/store/sessions.ts': { sessionStore: STAFF },
  'features/staff-admin/store/accounts.ts': { adminUserStore: STAFF },
  'features/staff-admin/store/listing.ts': { userListing: STAFF },
  'features/staff/store/backend-counts.ts': { backendCountStore: STAFF },
  'features/staff/store/users.ts': { userStore: STAFF, toUser: PURE },
  'features/staff-second-factors/store/challenges.ts': { challengeStore: STAFF },
  'features/staff-second-factors/store/factors.ts': { factorStore: STAFF },
  'features/staff-second-factors/store/passkeys.ts': { passkeyStore: STAFF },
  'features/staff-second-factors/store/recovery-codes.ts': { recoveryCodeStore: STAFF },
  'features/staff-second-factors/store/totp.ts': { totpStore: STAFF },
  'features/staff-security/store/login-sources.ts': { loginSourceStore: STAFF },
  'features/staff-security/store/profile.ts': { profileStore: STAFF },
  ...teamStoreFiles,
  ...handoverStoreFiles,
  'platform/outbox/store.ts': {
    createOutboxStore: calls((q, kind) => createOutboxStore({ q, kind }), {
      listDead: (s, o) => s.listDead(o, 9, undefined),
      log: (s, o) => s.log(o, 'test', 9),
      retry: (s, o, its) => s.retry(o, its.outboxEntry, NOW),
      discard: (s, o, its) => s.discard(o, its.outboxEntry, NOW),
      forget: (s, o, its) => s.forget(o, its.email, NOW),
      insert: WORKER,
      anyDue: WORKER,
      lease: WORKER,
      renew: WORKER,
      release: WORKER,
      markSent: WORKER,
      markFailed: WORKER,
      markDead: WORKER,
      lag: WORKER,
      deleteDone: SWEEP,
    }),
  },
  'platform/throttle/store.ts': {
    createStoredLimiter: 'keys of throttles name their organizer themselves',
    deleteExpired: SWEEP,
  },
  ...accountStoreFiles,
  ...customerStoreFiles,
  ...orderStoreFiles,
  ...providerStoreFiles,
  ...ruleStoreFiles,
  ...ssoStoreFiles,
}
