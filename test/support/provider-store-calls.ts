import type { GrantId, InitialTokenId, PushedRequestId, RefreshId, RefusalId, SsoClientId } from '../../src/core/ids.ts'
import { initialTokenStore } from '../../src/features/client-registration/store.ts'
import { connectedAppStore } from '../../src/features/openid-provider/store/connected-apps.ts'
import { consentStore } from '../../src/features/openid-provider/store/consents.ts'
import { endedGrantStore } from '../../src/features/openid-provider/store/ended-grants.ts'
import { grantStore } from '../../src/features/openid-provider/store/grants.ts'
import { signingKeyStore } from '../../src/features/openid-provider/store/keys.ts'
import { otherSubjectStore } from '../../src/features/openid-provider/store/other-subjects.ts'
import { pairwiseSaltStore } from '../../src/features/openid-provider/store/pairwise-salts.ts'
import { profileStore } from '../../src/features/openid-provider/store/profiles.ts'
import { pushedRequestStore } from '../../src/features/openid-provider/store/pushed-requests.ts'
import { refreshStore } from '../../src/features/openid-provider/store/refreshes.ts'
import { usedProofStore } from '../../src/features/openid-provider/store/used-proofs.ts'
import { refusedRequestStore } from '../../src/features/refused-requests/store.ts'
import { sessionGrantStore } from '../../src/features/single-logout/store.ts'
import { clientAccessStore } from '../../src/features/sso-clients/store/access.ts'
import { ssoClientStore } from '../../src/features/sso-clients/store/clients.ts'
import { ssoClientLogoStore } from '../../src/features/sso-clients/store/logos.ts'
import { calls, fresh, LOCK, type StoreFiles, SWEEP } from './store-call.ts'
import { accountIds } from './tenant-account-ids.ts'
import {
  clientRow,
  consentRow,
  grantRow,
  initialTokenRow,
  pushedRequestRow,
  refreshKey,
  refreshRow,
  refusalRow,
} from './tenant-provider-rows.ts'
import { LATER, NOW } from './tenant-rows.ts'

/** How to call the stores of the OpenID provider and of the apps that use it. */
export const providerStoreFiles: StoreFiles = {
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
      forgetRequests: (s, o, its) => s.forgetRequests(o, its.customer),
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
      moveTo: (s, o, its) => s.moveTo(o, its.customer, accountIds(its).part, [its.client]),
      removeOfClient: (s, o, its) => s.removeOfClient(o, its.client),
      removeOfCustomer: (s, o, its) => s.removeOfCustomer(o, its.customer),
    }),
  },
  'features/openid-provider/store/other-subjects.ts': {
    otherSubjectStore: calls(otherSubjectStore, {
      list: (s, o, its) => s.list(o, its.customer),
      ownIdentifier: (s, o, its) => s.ownIdentifier(o, its.customer),
      knownApps: (s, o, its) => s.knownApps(o, its.customer),
      add: (s, o, its) => s.add(o, accountIds(its).part, its.client, 'fresh'),
      remove: (s, o, its) => s.remove(o, its.customer, its.client),
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
      noteWhether: (s, o, its) => s.noteWhether(o, its.customer, true),
    }),
  },
  'features/openid-provider/store/connected-apps.ts': {
    connectedAppStore: calls(connectedAppStore, { list: (s, o, its) => s.list(o, its.customer, NOW) }),
  },
  'features/openid-provider/store/pushed-requests.ts': {
    pushedRequestStore: calls(pushedRequestStore, {
      insert: (s, o, its) => s.insert(o, pushedRequestRow(its, fresh<PushedRequestId>('pushed'))),
      find: (s, o, its) => s.find(o, its.pushedRequest, its.hash('pushed')),
      forgetHint: (s, o, its) => s.forgetHint(o, its.tag),
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
}
