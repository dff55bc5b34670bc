import type {
  CustomerId,
  CustomerSessionId,
  GrantId,
  InitialTokenId,
  OrganizerId,
  PushedRequestId,
  RefreshId,
  RefusalId,
  SsoClientId,
} from '../../src/core/ids.ts'
import { auditStore } from '../../src/features/audit/store.ts'
import { initialTokenStore } from '../../src/features/client-registration/store.ts'
import { customerStore } from '../../src/features/customers/store/customers.ts'
import { customerListing } from '../../src/features/customers/store/listing.ts'
import { connectedAppStore } from '../../src/features/openid-provider/store/connected-apps.ts'
import { consentStore } from '../../src/features/openid-provider/store/consents.ts'
import { endedGrantStore } from '../../src/features/openid-provider/store/ended-grants.ts'
import { grantStore } from '../../src/features/openid-provider/store/grants.ts'
import { signingKeyStore } from '../../src/features/openid-provider/store/keys.ts'
import { pairwiseSaltStore } from '../../src/features/openid-provider/store/pairwise-salts.ts'
import { profileStore } from '../../src/features/openid-provider/store/profiles.ts'
import { pushedRequestStore } from '../../src/features/openid-provider/store/pushed-requests.ts'
import { refreshStore } from '../../src/features/openid-provider/store/refreshes.ts'
import { usedProofStore } from '../../src/features/openid-provider/store/used-proofs.ts'
import { organizerStore } from '../../src/features/organizers/store.ts'
import { refusedRequestStore } from '../../src/features/refused-requests/store.ts'
import { mailLinkStore } from '../../src/features/sign-in/store/mail-links.ts'
import { sessionStore } from '../../src/features/sign-in/store/sessions.ts'
import { sessionGrantStore } from '../../src/features/single-logout/store.ts'
import { clientAccessStore } from '../../src/features/sso-clients/store/access.ts'
import { ssoClientStore } from '../../src/features/sso-clients/store/clients.ts'
import { ssoClientLogoStore } from '../../src/features/sso-clients/store/logos.ts'
import { memberStore } from '../../src/features/staff/store/members.ts'
import type { DbKind } from '../../src/platform/db/columns.ts'
import type { Database } from '../../src/platform/db/db.ts'
import { createOutboxStore } from '../../src/platform/outbox/store.ts'
import {
  auditRow,
  clientRow,
  consentRow,
  customerRow,
  grantRow,
  initialTokenRow,
  LATER,
  NOW,
  pushedRequestRow,
  refreshKey,
  refreshRow,
  refusalRow,
  sessionRow,
  type TenantRows,
} from './tenant-rows.ts'

/** Calls one store function in the name of `organizer` on the rows that `its` names. */
type Call<Store> = (store: Store, organizer: OrganizerId, its: TenantRows) => unknown
/** Why something may be without an organizer. */
type Reason = string

export type StoreCall = (q: Database, kind: DbKind, organizer: OrganizerId, its: TenantRows) => unknown
export type ExportEntry = Reason | Readonly<Record<string, StoreCall | Reason>>

function calls<Store extends object>(
  create: (q: Database, kind: DbKind) => Store,
  entries: { readonly [Name in keyof Store]: Call<Store> | Reason },
): ExportEntry {
  const bound = Object.entries<Call<Store> | Reason>(entries).map(([name, call]) => {
    if (typeof call === 'string') return [name, call] as const
    const run: StoreCall = (q, kind, ...rest) => call(create(q, kind), ...rest)
    return [name, run] as const
  })
  return Object.fromEntries(bound)
}

const fresh = <Id extends string>(name: string) => `fresh-${name}` as Id
const LOCK = 'answers and changes nothing: it waits'
const SWEEP = 'sweeps old rows of all organizers'
const PURE = 'reads a row, asks no database'
const STAFF = 'staff accounts belong to the installation'
const DEMO = 'the mailbox of the demo belongs to the installation'
const TENANTS = 'organizers are the tenants themselves'
const WORKER = 'the worker of the outbox serves all organizers'

/** Every exported function of every store file, and for the stores how to call each function. */
export const storeFiles: Readonly<Record<string, Readonly<Record<string, ExportEntry>>>> = {
  'features/audit/store.ts': {
    auditStore: calls(auditStore, {
      insert: (s, o, its) => s.insert(o, auditRow(its, fresh('audit'))),
      list: (s, o, its) => s.list(o, { limit: 9, object: { type: 'customer', id: its.customer } }),
      countSince: (s, o) => s.countSince(o, 'pretix.customer.created', 0),
      shred: (s, o, its) => s.shred(o, { type: 'customer', id: its.customer }),
    }),
  },
  'features/client-registration/store.ts': {
    deleteEndedTokens: SWEEP,
    initialTokenStore: calls(initialTokenStore, {
      list: (s, o) => s.list(o),
      byId: (s, o, its) => s.byId(o, its.initialToken),
      byHash: (s, o, its) => s.byHash(o, its.hash('initial')),
      insert: (s, o, its) => s.insert(o, initialTokenRow(its, fresh<InitialTokenId>('initial'))),
      take: (s, o, its) => s.take(o, its.initialToken, NOW),
      giveBack: (s, o, its) => s.giveBack(o, its.initialToken),
      remove: (s, o, its) => s.remove(o, its.initialToken),
      countRegistered: (s, o) => s.countRegistered(o),
    }),
  },
  'features/customers/store/customers.ts': {
    customerStore: calls(customerStore, {
      byId: (s, o, its) => s.byId(o, its.customer),
      byIdentifier: (s, o, its) => s.byIdentifier(o, its.customer.toUpperCase()),
      byEmail: (s, o, its) => s.byEmail(o, its.email),
      isTaken: (s, o, its) => s.isTaken(o, 'email', its.email),
      insert: (s, o, its) => s.insert(o, customerRow(its, fresh<CustomerId>('customer'))),
      update: (s, o, its) => s.update(o, its.customer, { notes: 'changed' }),
      recordLogin: (s, o, its) => s.recordLogin(o, its.customer, NOW + 1, its.hash('password')),
      passwordHash: (s, o, its) => s.passwordHash(o, its.customer),
      counts: (s, o) => s.counts(o),
    }),
  },
  'features/customers/store/listing.ts': {
    customerListing: calls(customerListing, {
      page: (s, o, its) => s.page(o, { limit: 9, search: its.tag }),
      countFound: (s, o, its) => s.countFound(o, { search: its.tag }, 9),
    }),
  },
  'features/customers/store/cursor.ts': { readCursor: PURE, writeCursor: PURE },
  'features/customers/store/row.ts': { toCustomer: PURE, toColumns: PURE },
  'features/demo/store.ts': { demoStore: DEMO },
  'features/openid-provider/store/grants.ts': {
    grantStore: calls(grantStore, {
      insert: (s, o, its) => s.insert(o, grantRow(its, fresh<GrantId>('grant'))),
      redeem: (s, o, its) =>
        s.redeem(o, {
          client: its.client,
          id: its.grant,
          codeHash: its.hash('code'),
          redirectUri: 'https://rp.example/cb',
          codeChallenge: null,
          dpopJkt: null,
          accessTokenHash: 'new',
          accessTokenExpiresAt: NOW + 1,
          now: NOW,
        }),
      byCode: (s, o, its) => s.byCode(o, its.grant, its.hash('code')),
      byAccessToken: (s, o, its) => s.byAccessToken(o, its.grant, its.hash('token'), NOW),
      endAccessToken: (s, o, its) => s.endAccessToken(o, its.grant, its.hash('token'), its.client, NOW),
    }),
  },
  'features/openid-provider/store/ended-grants.ts': {
    endedGrantStore: calls(endedGrantStore, {
      byCode: (s, o, its) => s.byCode(o, its.grant, its.hash('code'), NOW),
      byRefreshToken: (s, o, its) => s.byRefreshToken(o, its.grant, its.hash('refresh'), NOW),
      ofClient: (s, o, its) => s.ofClient(o, its.client, NOW),
      ofCustomer: (s, o, its) => s.ofCustomer(o, its.customer, NOW),
      ofCustomerAtClient: (s, o, its) => s.ofCustomerAtClient(o, its.customer, its.client, NOW),
      deleteEndedBefore: SWEEP,
    }),
  },
  'features/openid-provider/store/refreshes.ts': {
    refreshStore: calls(refreshStore, {
      insert: (s, o, its) => s.insert(o, refreshRow(its, fresh<RefreshId>('refresh'))),
      find: (s, o, its) => s.find(o, refreshKey(its), its.hash('refresh')),
      use: (s, o, its) =>
        s.use(o, { ...refreshKey(its), tokenHash: its.hash('refresh'), client: its.client, dpopJkt: null, now: NOW }),
      prolong: (s, o, its) =>
        s.prolong(o, {
          ...refreshKey(its),
          tokenHash: its.hash('refresh'),
          client: its.client,
          dpopJkt: null,
          now: NOW,
          until: NOW + 1,
        }),
      byAccessToken: (s, o, its) => s.byAccessToken(o, refreshKey(its), its.hash('refreshed'), NOW),
      endAccessToken: (s, o, its) => s.endAccessToken(o, refreshKey(its), its.hash('refreshed'), its.client, NOW),
    }),
  },
  'features/openid-provider/store/profile-columns.ts': {},
  'features/openid-provider/store/profiles.ts': {
    profileStore: calls(profileStore, { byId: (s, o, its) => s.byId(o, its.customer) }),
  },
  'features/openid-provider/store/consents.ts': {
    consentStore: calls(consentStore, {
      find: (s, o, its) => s.find(o, its.customer, its.client),
      lockCustomer: LOCK,
      put: (s, o, its) => s.put(o, { ...consentRow(its), scope: 'openid email' }),
      list: (s, o, its) => s.list(o, its.customer),
      remove: (s, o, its) => s.remove(o, its.customer, its.client),
      removeOfClient: (s, o, its) => s.removeOfClient(o, its.client),
      removeOfCustomer: (s, o, its) => s.removeOfCustomer(o, its.customer),
    }),
  },
  'features/openid-provider/store/connected-apps.ts': {
    connectedAppStore: calls(connectedAppStore, { list: (s, o, its) => s.list(o, its.customer, NOW) }),
  },
  'features/openid-provider/store/pushed-requests.ts': {
    pushedRequestStore: calls(pushedRequestStore, {
      insert: (s, o, its) => s.insert(o, pushedRequestRow(its, fresh<PushedRequestId>('pushed'))),
      find: (s, o, its) => s.find(o, its.pushedRequest, its.hash('pushed')),
      use: (s, o, its) => s.use(o, its.pushedRequest, its.hash('pushed'), NOW),
      deleteExpiredBefore: SWEEP,
    }),
  },
  'features/openid-provider/store/used-proofs.ts': {
    usedProofStore: calls(usedProofStore, {
      insert: (s, o, its) => s.insert(o, its.hash('proof'), LATER),
      deleteExpiredBefore: SWEEP,
    }),
  },
  'features/openid-provider/store/pairwise-salts.ts': {
    pairwiseSaltStore: calls(pairwiseSaltStore, {
      find: (s, o) => s.find(o),
      keepFirst: (s, o) => s.keepFirst(o, 'other'),
    }),
  },
  'features/openid-provider/store/keys.ts': {
    signingKeyStore: calls(signingKeyStore, {
      list: (s, o) => s.list(o),
      insert: (s, o) =>
        s.insert(o, {
          publicJwk: { kty: 'EC', kid: 'fresh', alg: 'ES256', use: 'sig' },
          sealedPrivateJwk: 'sealed',
          state: 'current',
          createdAt: NOW,
          signsFrom: NOW,
          dueAt: NOW,
        }),
      retire: (s, o, its) => s.retire(o, its.kid('current'), NOW + 1, NOW + 2),
      promote: (s, o) => s.promote(o, 'ES256', NOW + 1, NOW + 2),
      plan: (s, o, its) => s.plan(o, its.kid('current'), NOW + 1),
      planNext: (s, o, its) => s.planNext(o, its.kid('next'), NOW + 1),
      algsInUse: (s, o) => s.algsInUse(o),
      due: SWEEP,
      deleteEnded: SWEEP,
    }),
  },
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
      logo: (s, o) => s.logo(o),
    }),
  },
  'features/refused-requests/store.ts': {
    deleteOldRefusals: SWEEP,
    crowdedOrganizers: SWEEP,
    refusedRequestStore: calls(refusedRequestStore, {
      insert: (s, o, its) => s.insert(o, [refusalRow(its, fresh<RefusalId>('refusal'))]),
      setDetail: (s, o, its) => s.setDetail(o, its.refusal, '{}'),
      byReference: (s, o, its) => s.byReference(o, `REF-${its.tag}`),
      list: (s, o, its) => s.list(o, { limit: 9, client: its.client }),
      trim: (s, o) => s.trim(o, 0),
      clientsOf: (s, o, its) => s.clientsOf(o, [`oauth-${its.client}`]),
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
        }),
      endByToken: (s, o, its) => s.endByToken(o, its.hash('session')),
      endOne: (s, o, its) => s.endOne(o, its.customer, its.session),
      endAll: (s, o, its) => s.endAll(o, its.customer),
    }),
  },
  'features/single-logout/store.ts': {
    sessionGrantStore: calls(sessionGrantStore, {
      participants: (s, o, its) => s.participants(o, its.customer, [its.session]),
      endOnlineGrants: (s, o, its) => s.endOnlineGrants(o, its.customer, [its.session], NOW + 1),
    }),
  },
  'features/sso-clients/store/access.ts': {
    clientAccessStore: calls(clientAccessStore, { count: (s, o, its) => s.count(o, its.client, NOW) }),
  },
  'features/sso-clients/store/logos.ts': {
    ssoClientLogoStore: calls(ssoClientLogoStore, {
      put: (s, o, its) =>
        s.put(o, its.client, { mediaType: 'image/png', data: new Uint8Array([3]), sha256: 'changed' }),
      remove: (s, o, its) => s.remove(o, its.client),
      find: (s, o, its) => s.find(o, `oauth-${its.client}`),
    }),
  },
  'features/sso-clients/store/clients.ts': {
    ssoClientStore: calls(ssoClientStore, {
      byId: (s, o, its) => s.byId(o, its.client),
      byClientId: (s, o, its) => s.byClientId(o, `oauth-${its.client}`),
      list: (s, o) => s.list(o, 9, { way: 'after', name: '', id: '' }),
      count: (s, o) => s.count(o),
      insert: (s, o, its) => s.insert(o, clientRow(its, fresh<SsoClientId>('client'))),
      update: (s, o, its) => s.update(o, its.client, { name: 'changed' }),
      replaceSecret: (s, o, its) => s.replaceSecret(o, its.client, { hash: 'changed', now: NOW, formerUntil: NOW + 1 }),
      remove: (s, o, its) => s.remove(o, its.client),
    }),
  },
  'features/staff/store/members.ts': {
    memberStore: calls(memberStore, {
      roleOf: (s, o, its) => s.roleOf(o, its.user),
      list: (s, o) => s.list(o),
      put: (s, o, its) => s.put(o, its.user, 'member', NOW),
      delete: (s, o, its) => s.delete(o, its.user),
    }),
  },
  'features/staff/store/sessions.ts': { sessionStore: STAFF },
  'features/staff/store/users.ts': { userStore: STAFF, toUser: PURE },
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
}
