import { questionStore } from '../../src/features/sso-login/questions/store.ts'
import { attemptStore } from '../../src/features/sso-login/store.ts'
import { ssoLoginStore } from '../../src/features/sso-logins/store.ts'
import { identityStoreFiles } from './identity-store-calls.ts'
import { ssoProviderStoreFiles } from './sso-provider-store-calls.ts'
import { calls, fresh, type StoreFiles, SWEEP } from './store-call.ts'
import { NOW, type TenantRows } from './tenant-rows.ts'
import { attemptRow, loginRow, questionRow, ssoIds } from './tenant-sso-rows.ts'

const openQuestion = (its: TenantRows) => ({
  idHash: its.hash('question'),
  browserHash: its.hash('browser'),
  now: NOW,
})

const attempt = (its: TenantRows) => ({
  providerId: ssoIds(its).provider,
  browserHash: its.hash('browser'),
  now: NOW,
})

const subjects = (its: TenantRows) => [its.hash('subject')]

/** How to call the stores of logins through providers. */
export const ssoStoreFiles: StoreFiles = {
  ...ssoProviderStoreFiles,
  ...identityStoreFiles,
  'features/sso-login/store.ts': {
    deleteEndedAttempts: SWEEP,
    attemptStore: calls(attemptStore, {
      insert: (s, o, its) => s.insert(o, attemptRow(its, 'fresh')),
      put: (s, o, its) => s.put(o, attemptRow(its, 'fresh put')),
      find: (s, o, its) => s.find(o, its.hash('state')),
      use: (s, o, its) => s.use(o, its.hash('state'), attempt(its)),
      take: (s, o, its) => s.take(o, its.hash('state'), attempt(its)),
    }),
  },
  'features/sso-logins/store.ts': {
    deleteOldLogins: SWEEP,
    crowdedProviders: SWEEP,
    ssoLoginStore: calls(ssoLoginStore, {
      insert: (s, o, its) => s.insert(o, loginRow(its, fresh('login'))),
      setDetail: (s, o, its) => s.setDetail(o, ssoIds(its).login, 'changed'),
      byId: (s, o, its) => s.byId(o, ssoIds(its).login),
      byReference: (s, o, its) => s.byReference(o, its.tag),
      list: (s, o, its) => s.list(o, { limit: 9, provider: ssoIds(its).provider }),
      lastOfPeople: (s, o, its) => s.lastOfPeople(o, ssoIds(its).provider, 9),
      ofCustomer: (s, o, its) => s.ofCustomer(o, its.customer, 9),
      subjectsOf: (s, o, its) => s.subjectsOf(o, its.customer),
      removeOf: (s, o, its) => s.removeOf(o, its.customer, subjects(its)),
      move: (s, o, its) => s.move(o, its.customer, its.customer),
      trim: (s, o, its) => s.trim(o, ssoIds(its).provider, 0, false),
    }),
  },
  'features/sso-login/questions/store.ts': {
    deleteEndedQuestions: SWEEP,
    questionStore: calls(questionStore, {
      insert: (s, o, its) => s.insert(o, { ...questionRow(its, 'fresh'), customer_id: null }),
      find: (s, o, its) => s.find(o, its.hash('question'), its.hash('browser')),
      noteCode: (s, o, its) =>
        s.noteCode(o, openQuestion(its), {
          kind: 'confirm',
          email: 'new@example.org',
          code_hash: 'new',
          code_until: NOW + 1,
          tries_left: 5,
        }),
      askForAddress: (s, o, its) => s.askForAddress(o, openQuestion(its)),
      useTry: (s, o, its) => s.useTry(o, openQuestion(its)),
      proveMailbox: (s, o, its) => s.proveMailbox(o, openQuestion(its), its.hash('digits')),
      take: (s, o, its) => s.take(o, openQuestion(its), its.hash('subject')),
      forgetProofs: (s, o, its) => s.forgetProofs(o, its.customer),
      endOfCustomer: (s, o, its) => s.endOfCustomer(o, its.customer),
      endOfProvider: (s, o, its) => s.endOfProvider(o, ssoIds(its).provider),
      forgetAddress: (s, o, its) => s.forgetAddress(o, its.email),
    }),
  },
}
