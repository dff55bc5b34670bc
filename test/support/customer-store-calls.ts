import type {
  AttendeeProfileId,
  BulkChangeId,
  CustomerAddressId,
  CustomerEmailId,
  CustomerId,
  CustomerImportId,
  CustomerMergeId,
  OrganizerId,
} from '../../src/core/ids.ts'
import { bulkStore } from '../../src/features/customer-bulk/store.ts'
import { importStore } from '../../src/features/customer-import/store/imports.ts'
import { importPartStore } from '../../src/features/customer-import/store/parts.ts'
import { mergeStore } from '../../src/features/customer-merge/store.ts'
import { candidatesOf } from '../../src/features/customers/store/candidates.ts'
import { customerStore } from '../../src/features/customers/store/customers.ts'
import { erasureStore } from '../../src/features/customers/store/erasure.ts'
import { readFew } from '../../src/features/customers/store/few.ts'
import { customerListing } from '../../src/features/customers/store/listing.ts'
import { countAll, countAmong, type Reading, readOn } from '../../src/features/customers/store/reading.ts'
import { mailTextStore } from '../../src/features/mail-texts/store.ts'
import { affectedStore } from '../../src/features/office/store.ts'
import { planStore } from '../../src/features/privacy/store/plans.ts'
import { addressStore } from '../../src/features/saved-people/store/addresses.ts'
import { ownerStore } from '../../src/features/saved-people/store/owners.ts'
import { peopleStore } from '../../src/features/saved-people/store/people.ts'
import { CONDITION, calls, fresh, LOCK, PURE, type StoreFiles, SWEEP } from './store-call.ts'
import { accountIds, moreIds } from './tenant-account-ids.ts'
import { bulkChangeRow, importRow, mergeRow } from './tenant-account-rows.ts'
import { customerRow, LATER, NOW, type TenantRows } from './tenant-rows.ts'

const newEntry = { name: 'changed', nameParts: {}, texts: {}, isBusiness: false }

/** A search that would find the customer. */
const readingOf = (organizerId: OrganizerId, { tag }: TenantRows): Reading => ({
  organizerId,
  filter: { search: tag },
  ordering: 'email',
  direction: 'asc',
})
const wholePart = { hasValue: true, after: null }

/** How to call the stores of customers and of what belongs to them. */
export const customerStoreFiles: StoreFiles = {
  'features/customer-bulk/store.ts': {
    waitingChanges: 'finds work of all organizers',
    giveUpBefore: SWEEP,
    bulkStore: calls(bulkStore, {
      insert: (s, o, its) => s.insert(o, bulkChangeRow(its, fresh<BulkChangeId>('bulk'))),
      find: (s, o, its) => s.find(o, accountIds(its).bulkChange),
      open: (s, o) => s.open(o),
      setState: (s, o, its) => s.setState(o, accountIds(its).bulkChange, ['running'], { state: 'canceled', at: NOW }),
      lease: (s, o, its) => s.lease(o, accountIds(its).bulkChange, { owner: 'fresh', now: NOW, until: LATER }),
      progress: (s, o, its) =>
        s.progress(o, accountIds(its).bulkChange, its.tag, { cursor: 'fresh', done: 1, changed: 1 }, LATER),
    }),
  },
  'features/customer-import/store/imports.ts': {
    waitingImports: 'finds work of all organizers',
    giveUpBefore: SWEEP,
    importStore: calls(importStore, {
      insert: (s, o, its) => s.insert(o, importRow(its, fresh<CustomerImportId>('import'))),
      find: (s, o, its) => s.find(o, accountIds(its).import),
      list: (s, o) => s.list(o),
      actor: (s, o, its) => s.actor(o, accountIds(its).import),
      setState: (s, o, its) =>
        s.setState(o, accountIds(its).import, ['running'], { state: 'canceled', modified_at: NOW }),
      lease: (s, o, its) => s.lease(o, accountIds(its).import, { owner: 'fresh', now: NOW, until: LATER }),
      progress: (s, o, its) =>
        s.progress(
          o,
          accountIds(its).import,
          its.tag,
          { doneRows: 1, created: 1, updated: 0, skipped: 0, failed: 0 },
          NOW,
        ),
    }),
  },
  'features/customer-import/store/parts.ts': {
    importPartStore: calls(importPartStore, {
      insert: (s, o, its) => s.insert(o, accountIds(its).import, { number: 1, firstRow: 2, rows: 'fresh' }),
      after: (s, o, its) => s.after(o, accountIds(its).import, 0),
      waiting: (s, o) => s.waiting(o),
      replace: (s, o, its) => s.replace(o, accountIds(its).import, 0, 'changed'),
      removeAll: (s, o, its) => s.removeAll(o, accountIds(its).import),
      addProblems: (s, o, its) => s.addProblems(o, accountIds(its).import, [{ row: 2, problems: {} }]),
      removeProblems: (s, o, its) => s.removeProblems(o, accountIds(its).import),
      problems: (s, o, its) => s.problems(o, accountIds(its).import, 9),
    }),
  },
  'features/customer-merge/store.ts': {
    forgetOldSnapshots: SWEEP,
    mergeStore: calls(mergeStore, {
      insert: (s, o, its) => s.insert(o, mergeRow(its, fresh<CustomerMergeId>('merge'))),
      list: (s, o, its) => s.list(o, its.customer),
      take: (s, o, its) => s.take(o, accountIds(its).merge, its.customer, NOW),
      hasLater: (s, o, its) => s.hasLater(o, its.customer, NOW - 1),
      parts: (s, o, its) => s.parts(o, its.customer),
      moveParts: (s, o, its) => s.moveParts(o, its.customer, moreIds(its).customer),
      forget: (s, o, its) => s.forget(o, its.customer),
      keepAddress: (s, o, its) =>
        s.keepAddress(o, {
          id: fresh<CustomerEmailId>('email'),
          customer: its.customer,
          email: 'fresh@example.com',
          now: NOW,
        }),
      dropAddress: (s, o, its) => s.dropAddress(o, its.customer, `more-${its.email}`),
    }),
  },
  'features/customers/store/candidates.ts': {
    candidatesOf: (q, _kind, o, its) => candidatesOf(q, o, { search: its.tag }, 9),
    sourcesOf: CONDITION,
  },
  'features/customers/store/conditions.ts': {
    conditionsOf: CONDITION,
    statusConditions: CONDITION,
    loginConditions: CONDITION,
    createdConditions: CONDITION,
    likeText: PURE,
  },
  'features/customers/store/customers.ts': {
    customerStore: calls(customerStore, {
      byId: (s, o, its) => s.byId(o, its.customer),
      byIdentifier: (s, o, its) => s.byIdentifier(o, its.customer.toUpperCase()),
      byEmail: (s, o, its) => s.byEmail(o, its.email),
      byExternalIdentifier: (s, o, its) => s.byExternalIdentifier(o, its.tag),
      isTaken: (s, o, its) => s.isTaken(o, 'email', its.email),
      insert: (s, o, its) => s.insert(o, customerRow(its, fresh<CustomerId>('customer'))),
      update: (s, o, its) => s.update(o, its.customer, { notes: 'changed' }),
      lock: LOCK,
      recordLogin: (s, o, its) => s.recordLogin(o, its.customer, NOW + 1, its.hash('password')),
      passwordHash: (s, o, its) => s.passwordHash(o, its.customer),
      counts: (s, o) => s.counts(o),
    }),
  },
  'features/customers/store/erasure.ts': {
    erasureStore: calls(erasureStore, {
      takeDue: (s, o, its) =>
        s.takeDue(o, moreIds(its).owner, { before: NOW, email: customerRow(its, moreIds(its).owner).email }),
      parts: (s, o, its) => s.parts(o, its.customer),
      names: (s, o, its) => s.names(o, [its.customer]),
      addresses: (s, o, its) => s.addresses(o, [its.customer]),
      others: (s, o, its) => s.others(o, [moreIds(its).owner], [its.email]),
      forgetDemoMails: 'the mailbox of the demo belongs to the installation',
    }),
  },
  'features/customers/store/few.ts': {
    readFew: (q, _kind, o, its) => readFew(q, readingOf(o, its), null, { wanted: 9, max: 9 }),
  },
  'features/customers/store/listing.ts': {
    customerListing: calls(customerListing, {
      page: (s, o, its) => s.page(o, { limit: 9, search: its.tag }),
      count: (s, o, its) => s.count(o, { search: its.tag }),
      countFound: (s, o, its) => s.countFound(o, { search: its.tag }, 9),
    }),
  },
  'features/customers/store/reading.ts': {
    readOn: (q, _kind, o, its) => readOn(q, readingOf(o, its), wholePart, { wanted: 9, rows: 9 }),
    countAmong: (q, _kind, o, its) => countAmong(q, o, { search: its.tag }, [its.customer, accountIds(its).part], 9),
    countAll: (q, _kind, o, its) => countAll(q, o, { search: its.tag }, 9),
    byId: CONDITION,
    listed: PURE,
  },
  'features/customers/store/row.ts': { toCustomer: PURE, toColumns: PURE },
  'features/customers/store/search-index.ts': {
    fromSqliteIndex: CONDITION,
    fromPostgresIndex: CONDITION,
    ownsMost: CONDITION,
  },
  'features/mail-texts/store.ts': {
    mailTextStore: calls(mailTextStore, {
      all: (s, o) => s.all(o),
      find: (s, o) => s.find(o, 'customer_reset', 'en'),
      put: (s, o) =>
        s.put(o, { key: 'customer_reset', locale: 'en', subject: 'changed', body: 'changed', modifiedAt: NOW }),
      remove: (s, o) => s.remove(o, 'customer_reset', 'en'),
    }),
  },
  'features/office/store.ts': {
    affectedStore: calls(affectedStore, {
      customers: (s, o) => s.customers(o),
      passkeys: (s, o) => s.passkeys(o),
      authenticators: (s, o) => s.authenticators(o),
      orders: (s, o) => s.orders(o),
    }),
  },
  'features/privacy/store/plans.ts': {
    dueAccounts: 'accounts of all organizers that are to be anonymised',
    planStore: calls(planStore, {
      plan: (s, o, its) => s.plan(o, its.customer, LATER),
      keep: (s, o, its) => s.keep(o, moreIds(its).owner),
    }),
  },
  'features/saved-people/store/addresses.ts': {
    addressStore: calls(addressStore, {
      list: (s, o, its) => s.list(o, its.customer),
      add: (s, o, its) => s.add(o, its.customer, newEntry, { id: fresh<CustomerAddressId>('address'), now: NOW }),
      change: (s, o, its) => s.change(o, its.customer, newEntry, { id: accountIds(its).address, now: NOW }),
      remove: (s, o, its) => s.remove(o, its.customer, accountIds(its).address),
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
      move: (s, o, its) => s.move(o, its.customer, accountIds(its).part),
    }),
  },
  'features/saved-people/store/columns.ts': { filled: PURE },
  'features/saved-people/store/owners.ts': {
    ownerStore: calls(ownerStore, { hold: (s, o, its) => s.hold(o, its.customer) }),
  },
  'features/saved-people/store/people.ts': {
    toAnswer: PURE,
    peopleStore: calls(peopleStore, {
      list: (s, o, its) => s.list(o, its.customer),
      add: (s, o, its) => s.add(o, its.customer, newEntry, { id: fresh<AttendeeProfileId>('profile'), now: NOW }),
      change: (s, o, its) => s.change(o, its.customer, newEntry, { id: accountIds(its).profile, now: NOW }),
      remove: (s, o, its) => s.remove(o, its.customer, accountIds(its).profile),
      removeAll: (s, o, its) => s.removeAll(o, its.customer),
      answers: (s, o, its) => s.answers(o, its.customer, accountIds(its).profile),
      setAnswers: (s, o, its) => s.setAnswers(o, its.customer, [{}], { id: accountIds(its).profile, now: NOW }),
      move: (s, o, its) => s.move(o, its.customer, accountIds(its).part),
    }),
  },
}
