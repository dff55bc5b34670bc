import { popupLoginStore } from '../../src/features/popup-login/store.ts'
import { ssoTestStore } from '../../src/features/provider-test/store.ts'
import { endPendingUpstream, upstreamSessionStore } from '../../src/features/sign-in/store/upstream-sessions.ts'
import { farewellStore } from '../../src/features/upstream-logout/store.ts'
import { calls, fresh, type StoreFiles, SWEEP } from './store-call.ts'
import { NOW, type TenantRows } from './tenant-rows.ts'
import { popupRow, ssoIds, testRow } from './tenant-sso-rows.ts'

const redemption = (its: TenantRows) => ({
  valueHash: its.hash('value'),
  cartHash: its.hash('cart'),
  challenge: its.hash('challenge'),
  origin: null,
  now: NOW,
})

/** How to call the stores of popups, of logouts at and tests of providers, and of the sessions that providers vouched for. */
export const handoverStoreFiles: StoreFiles = {
  'features/sign-in/store/upstream-sessions.ts': {
    endPendingUpstream: (q, _kind, o, its) => endPendingUpstream(q, o, { providerId: ssoIds(its).provider }),
    upstreamSessionStore: calls(upstreamSessionStore, {
      find: (s, o, its) => s.find(o, its.session),
      endAll: (s, o, its) => s.endAll(o, { providerId: ssoIds(its).provider, sid: its.tag }),
    }),
  },
  'features/popup-login/store.ts': {
    deleteExpiredPopups: SWEEP,
    popupLoginStore: calls(popupLoginStore, {
      insert: (s, o, its) => s.insert(o, { ...popupRow(its), id_hash: 'fresh' }),
      open: (s, o, its) => s.open(o, its.hash('open popup'), NOW),
      giveValue: (s, o, its) =>
        s.giveValue(o, its.hash('open popup'), {
          hash: 'fresh',
          customerId: its.customer,
          now: NOW,
          expiresAt: NOW + 1,
        }),
      redeem: (s, o, its) => s.redeem(o, redemption(its)),
      endAll: (s, o, its) => s.endAll(o, its.customer),
    }),
  },
  'features/provider-test/store.ts': {
    deleteOldTests: SWEEP,
    ssoTestStore: calls(ssoTestStore, {
      all: (s, o) => s.all(o),
      remove: (s, o, its) => s.remove(o, ssoIds(its).test),
      insert: (s, o, its) => s.insert(o, { ...testRow(its, fresh('test')), ticket_hash: null }),
      byId: (s, o, its) => s.byId(o, ssoIds(its).test),
      latest: (s, o, its) => s.latest(o, ssoIds(its).provider, 9),
      waiting: (s, o, its) => s.waiting(o, its.hash('ticket'), 0),
      begin: (s, o, its) => s.begin(o, its.hash('ticket'), 0),
      setReport: (s, o, its) => s.setReport(o, ssoIds(its).begunTest, 'changed'),
      finish: (s, o, its) =>
        s.finish(o, ssoIds(its).begunTest, { result: 'passed', report: 'changed', finished_at: NOW }),
    }),
  },
  'features/upstream-logout/store.ts': {
    farewellStore: calls(farewellStore, {
      insert: (s, o, its) =>
        s.insert(o, {
          state_hash: 'fresh',
          provider_id: ssoIds(its).provider,
          data: its.tag,
          created_at: NOW,
          expires_at: NOW + 1,
        }),
      leave: (s, o, its) => s.leave(o, its.hash('farewell'), NOW),
      take: (s, o, its) => s.take(o, its.hash('farewell'), NOW),
    }),
  },
}
