import type { CustomerEmailId, CustomerSessionId, PasskeyId } from '../../src/core/ids.ts'
import { customerEmailStore } from '../../src/features/account-security/store/customer-emails.ts'
import { readSettings } from '../../src/features/organizers/settings.ts'
import { usedChallengeStore } from '../../src/features/registration-challenge/store.ts'
import { challengeStore } from '../../src/features/second-factors/store/challenges.ts'
import { factorStore } from '../../src/features/second-factors/store/factors.ts'
import { lockFactors } from '../../src/features/second-factors/store/lock.ts'
import { passkeyStore } from '../../src/features/second-factors/store/passkeys.ts'
import { recoveryCodeStore } from '../../src/features/second-factors/store/recovery-codes.ts'
import { totpStore } from '../../src/features/second-factors/store/totp.ts'
import { knownBrowserStore } from '../../src/features/sign-in/store/known-browsers.ts'
import { loginCodeStore } from '../../src/features/sign-in/store/login-codes.ts'
import { mailLinkStore } from '../../src/features/sign-in/store/mail-links.ts'
import { pendingLoginStore } from '../../src/features/sign-in/store/pending-logins.ts'
import { sessionStore } from '../../src/features/sign-in/store/sessions.ts'
import { calls, fresh, LOCK, type StoreFiles, SWEEP } from './store-call.ts'
import { accountIds, moreIds } from './tenant-account-ids.ts'
import { challengeRow, knownBrowserRow, loginCodeRow, passkeyRow, pendingLoginRow } from './tenant-credential-rows.ts'
import { LATER, NOW, sessionRow } from './tenant-rows.ts'

/** How to call the stores behind logins and their factors. */
export const accountStoreFiles: StoreFiles = {
  'features/account-security/store/customer-emails.ts': {
    customerEmailStore: calls(customerEmailStore, {
      list: (s, o, its) => s.list(o, its.customer),
      byId: (s, o, its) => s.byId(o, its.customer, accountIds(its).email),
      insert: (s, o, its) =>
        s.insert(o, {
          id: fresh<CustomerEmailId>('email'),
          customer_id: its.customer,
          email: 'fresh@example.com',
          verified_at: null,
          created_at: NOW,
        }),
      verify: (s, o, its) =>
        s.verify(o, its.customer, { id: moreIds(its).email, email: `open-${its.email}`, now: NOW }),
      remove: (s, o, its) => s.remove(o, its.customer, accountIds(its).email),
      removeByEmail: (s, o, its) => s.removeByEmail(o, its.customer, `more-${its.email}`),
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
      give: (s, o, its) => s.give(o, its.customer, accountIds(its).part, [accountIds(its).email]),
    }),
  },
  'features/registration-challenge/store.ts': {
    usedChallengeStore: calls(usedChallengeStore, {
      insert: (s, o, its) => s.insert(o, its.hash('proof'), LATER),
    }),
  },
  'features/second-factors/store/challenges.ts': {
    deleteExpiredChallenges: SWEEP,
    challengeStore: calls(challengeStore, {
      put: (s, o, its) => s.put(o, { ...challengeRow(its), challenge: 'changed' }),
      take: (s, o, its) => s.take(o, its.hash('challenge'), 'login', NOW),
      endAll: (s, o, its) => s.endAll(o, its.customer),
    }),
  },
  'features/second-factors/store/factors.ts': {
    factorStore: calls(factorStore, {
      usable: (s, o, its) => s.usable(o, its.customer),
      all: (s, o, its) => s.all(o, its.customer),
      hasOne: (s, o, its) => s.hasOne({ id: o, settings: readSettings(new Map()) }, its.customer),
      removeAll: (s, o, its) => s.removeAll(o, its.customer, { passkeys: true }),
    }),
  },
  'features/second-factors/store/lock.ts': {
    lockFactors: (q, _kind, o, its) => lockFactors(q, o, its.customer),
  },
  'features/second-factors/store/passkeys.ts': {
    passkeyStore: calls(passkeyStore, {
      insert: (s, o, its) => s.insert(o, passkeyRow(its, fresh<PasskeyId>('passkey'))),
      list: (s, o, its) => s.list(o, its.customer),
      byId: (s, o, its) => s.byId(o, its.customer, accountIds(its).passkey),
      byCredential: (s, o, its) => s.byCredential(o, its.hash('credential')),
      has: (s, o, its) => s.has(o, its.customer),
      use: (s, o, its) => s.use(o, accountIds(its).passkey, { count: 2, now: NOW, isBackedUp: true }),
      rename: (s, o, its) => s.rename(o, its.customer, accountIds(its).passkey, 'changed'),
      remove: (s, o, its) => s.remove(o, its.customer, accountIds(its).passkey),
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
    }),
  },
  'features/second-factors/store/recovery-codes.ts': {
    recoveryCodeStore: calls(recoveryCodeStore, {
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
      replace: (s, o, its) => s.replace(o, its.customer, ['fresh'], NOW),
      use: (s, o, its) => s.use(o, its.customer, its.hash('recovery'), NOW),
      left: (s, o, its) => s.left(o, its.customer),
    }),
  },
  'features/second-factors/store/totp.ts': {
    totpStore: calls(totpStore, {
      insert: (s, o, its) =>
        s.insert(o, { customer_id: accountIds(its).part, secret: 'fresh', last_step: 1, created_at: NOW }),
      secret: (s, o, its) => s.secret(o, its.customer),
      since: (s, o, its) => s.since(o, its.customer),
      useStep: (s, o, its) => s.useStep(o, its.customer, 2),
      remove: (s, o, its) => s.remove(o, its.customer),
    }),
  },
  'features/sign-in/store/known-browsers.ts': {
    forgetUnusedBrowsers: SWEEP,
    knownBrowserStore: calls(knownBrowserStore, {
      isKnown: (s, o, its) => s.isKnown(o, its.email, its.hash('browser')),
      touch: (s, o, its) =>
        s.touch(o, its.customer, its.hash('browser'), {
          user_agent: 'changed',
          ip_prefix: '198.51.100.0/24',
          last_used_at: NOW + 1,
        }),
      insert: (s, o, its) => s.insert(o, { ...knownBrowserRow(its), id_hash: 'fresh' }),
      hasLoggedIn: (s, o, its) => s.hasLoggedIn(o, its.customer),
      list: (s, o, its) => s.list(o, its.customer),
      confirm: (s, o, its) => s.confirm(o, its.customer, its.hash('browser'), NOW),
      forget: (s, o, its) => s.forget(o, its.customer, its.hash('browser')),
      forgetAll: (s, o, its) => s.forgetAll(o, its.customer),
    }),
  },
  'features/sign-in/store/login-codes.ts': {
    deleteEndedCodes: SWEEP,
    loginCodeStore: calls(loginCodeStore, {
      insert: (s, o, its) => s.insert(o, { ...loginCodeRow(its), id_hash: 'fresh' }),
      find: (s, o, its) => s.find(o, its.hash('login-code'), NOW),
      useTry: (s, o, its) => s.useTry(o, its.hash('login-code'), NOW),
      redeem: (s, o, its) => s.redeem(o, its.hash('login-code'), its.hash('digits'), NOW),
      end: (s, o, its) => s.end(o, its.hash('login-code')),
      endAll: (s, o, its) => s.endAll(o, its.customer),
      forgetAddress: (s, o, its) => s.forgetAddress(o, its.email),
    }),
  },
  'features/sign-in/store/mail-links.ts': {
    deleteEndedLinks: SWEEP,
    mailLinkStore: calls(mailLinkStore, {
      lockCustomer: LOCK,
      replace: (s, o, its) =>
        s.replace(o, {
          tokenHash: 'fresh',
          purpose: 'password_reset',
          customerId: its.customer,
          email: its.email,
          next: null,
          now: NOW,
          expiresAt: NOW + 1,
        }),
      find: (s, o, its) => s.find(o, 'password_reset', its.hash('link'), NOW),
      nextOf: (s, o, its) => s.nextOf(o, its.hash('link')),
      redeem: (s, o, its) => s.redeem(o, 'password_reset', its.hash('link'), NOW),
      endAll: (s, o, its) => s.endAll(o, its.customer),
      endPurpose: (s, o, its) => s.endPurpose(o, its.customer, 'password_reset'),
    }),
  },
  'features/sign-in/store/pending-logins.ts': {
    deleteExpiredPendingLogins: SWEEP,
    pendingLoginStore: calls(pendingLoginStore, {
      insert: (s, o, its) => s.insert(o, { ...pendingLoginRow(its), id_hash: 'fresh' }),
      find: (s, o, its) => s.find(o, its.hash('pending'), NOW),
      useTry: (s, o, its) => s.useTry(o, its.hash('pending'), NOW),
      take: (s, o, its) => s.take(o, its.hash('pending'), NOW),
      endAll: (s, o, its) => s.endAll(o, its.customer),
    }),
  },
  'features/sign-in/store/sessions.ts': {
    takeExpiredSessions: SWEEP,
    sessionStore: calls(sessionStore, {
      find: (s, o, its) => s.find(o, its.hash('session'), NOW),
      insert: (s, o, its) => s.insert(o, sessionRow(its, fresh<CustomerSessionId>('session'))),
      touch: (s, o, its) => s.touch(o, its.session, { usedBefore: NOW, now: NOW + 1, expiresAt: NOW + 2 }),
      list: (s, o, its) => s.list(o, its.customer, NOW),
      renew: (s, o, its) =>
        s.renew(o, its.customer, its.hash('session'), {
          id_hash: 'fresh',
          auth_at: NOW + 1,
          amr: 'pwd',
          last_used_at: NOW + 1,
          expires_at: NOW + 2,
          user_agent: 'changed',
          ip_prefix: '192.0.2.0',
          host: null,
          identity_id: null,
          upstream_session: null,
          upstream_data: null,
        }),
      hold: (s, o, its) => s.hold(o, its.customer, its.session, NOW),
      changeSecret: (s, o, its) => s.changeSecret(o, its.customer, its.session, { idHash: 'fresh', authAt: NOW + 1 }),
      endByToken: (s, o, its) => s.endByToken(o, its.hash('session')),
      endOne: (s, o, its) => s.endOne(o, its.customer, its.session),
      endAll: (s, o, its) => s.endAll(o, its.customer),
    }),
  },
}
