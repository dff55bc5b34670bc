import type { MembershipId, MembershipTypeId, OrderId, OrderPositionId } from '../../src/core/ids.ts'
import { holderStore } from '../../src/features/memberships/store/holders.ts'
import { membershipStore } from '../../src/features/memberships/store/memberships.ts'
import { reminderStore } from '../../src/features/memberships/store/reminders.ts'
import { membershipTypeStore } from '../../src/features/memberships/store/types.ts'
import { addressStore } from '../../src/features/orders/store/addresses.ts'
import { choiceStore } from '../../src/features/orders/store/choices.ts'
import { figureStore } from '../../src/features/orders/store/figures.ts'
import { importStore } from '../../src/features/orders/store/imports.ts'
import { orderListing } from '../../src/features/orders/store/listing.ts'
import { orderStore } from '../../src/features/orders/store/orders.ts'
import { personalStore } from '../../src/features/orders/store/personal.ts'
import { usageStore } from '../../src/features/orders/store/usages.ts'
import { CONDITION, calls, fresh, LOCK, PURE, type StoreFiles } from './store-call.ts'
import { accountIds, moreIds } from './tenant-account-ids.ts'
import { membershipRow, orderRow, positionRow, typeRow } from './tenant-account-rows.ts'
import { LATER, NOW, type TenantRows } from './tenant-rows.ts'

const finderOf = (its: TenantRows) => ({ customerId: its.customer, emails: [its.email] })
const endingOf = (its: TenantRows) => ({
  id: accountIds(its).membership,
  customerId: its.customer,
  email: its.email,
  endsAt: LATER,
})

/** How to call the stores of orders and memberships. */
export const orderStoreFiles: StoreFiles = {
  'features/memberships/store/page.ts': { pageOf: PURE },
  'features/memberships/store/holders.ts': {
    holderStore: calls(holderStore, {
      hold: (s, o, its) => s.hold(o, its.customer),
      locale: (s, o, its) => s.locale(o, its.customer),
    }),
  },
  'features/memberships/store/memberships.ts': {
    membershipStore: calls(membershipStore, {
      byId: (s, o, its) => s.byId(o, accountIds(its).membership),
      byIds: (s, o, its) => s.byIds(o, [accountIds(its).membership]),
      list: (s, o, its) => s.list(o, its.customer, 9, null),
      count: (s, o, its) => s.count(o, its.customer),
      current: (s, o, its) => s.current(o, its.customer, NOW, 9),
      insert: (s, o, its) => s.insert(o, membershipRow(its, fresh<MembershipId>('membership'))),
      update: (s, o, its) => s.update(o, accountIds(its).membership, { canceled: true }),
      removeTest: (s, o, its) => s.removeTest(o, moreIds(its).membership),
      forgetNames: (s, o, its) => s.forgetNames(o, its.customer),
      move: (s, o, its) => s.move(o, its.customer, accountIds(its).part),
    }),
  },
  'features/memberships/store/reminders.ts': {
    reminderStore: calls(reminderStore, {
      organizersThatRemind: 'which organizers remind at all',
      due: (s, o) => s.due(o, { now: NOW, until: LATER, after: null }, 9),
      take: (s, o, its) => s.take(o, endingOf(its), NOW),
    }),
  },
  'features/memberships/store/row.ts': { toType: PURE, typeColumns: PURE, toMembership: PURE, membershipColumns: PURE },
  'features/memberships/store/types.ts': {
    membershipTypeStore: calls(membershipTypeStore, {
      byId: (s, o, its) => s.byId(o, accountIds(its).type),
      list: (s, o) => s.list(o, 9, null),
      all: (s, o) => s.all(o),
      count: (s, o) => s.count(o),
      memberships: (s, o, its) => s.memberships(o, [accountIds(its).type]),
      insert: (s, o, its) => s.insert(o, typeRow(its, fresh<MembershipTypeId>('type'))),
      update: (s, o, its) => s.update(o, accountIds(its).type, { transferable: true }),
      remove: (s, o, its) => s.remove(o, moreIds(its).type),
    }),
  },
  'features/orders/store/addresses.ts': {
    addressStore: calls(addressStore, { ofCustomer: (s, o, its) => s.ofCustomer(o, its.customer) }),
  },
  'features/orders/store/choices.ts': {
    choiceStore: calls(choiceStore, {
      hold: (s, o, its) => s.hold(o, its.customer),
      claim: (s, o, its) => s.claim(o, finderOf(its), [moreIds(its).guestOrder], NOW),
      unclaim: (s, o, its) => s.unclaim(o, finderOf(its), accountIds(its).order, NOW),
      hide: (s, o, its) => s.hide(o, finderOf(its), [moreIds(its).guestOrder], NOW),
      forget: (s, o, its) => s.forget(o, its.customer, accountIds(its).order),
      unhide: (s, o, its) => s.unhide(o, its.customer, moreIds(its).hiddenOrder),
    }),
  },
  'features/orders/store/figures.ts': {
    figureStore: calls(figureStore, {
      paidByOwner: (s, o, its) => s.paidByOwner(o, its.customer, 9),
      paidByEmail: (s, o, its) => s.paidByEmail(o, [its.email], 9),
    }),
  },
  'features/orders/store/found.ts': {
    isNobodys: CONDITION,
    isBoughtByEmail: CONDITION,
    isOfOthers: CONDITION,
    hasTicketFor: CONDITION,
    isAnswered: CONDITION,
  },
  'features/orders/store/imports.ts': {
    importStore: calls(importStore, {
      known: (s, o, its) => s.known(o, [orderRow(its)]),
      owners: (s, o, its) => s.owners(o, [its.customer.toUpperCase()]),
      memberships: (s, o, its) => s.memberships(o, [accountIds(its).membership]),
      put: (s, o, its) => s.put(o, [{ ...orderRow(its), id: fresh<OrderId>('order'), status: 'e' }], NOW),
      putPositions: (s, o, its) =>
        s.putPositions(o, [positionRow(its, fresh<OrderPositionId>('position'))], [accountIds(its).order]),
    }),
  },
  'features/orders/store/listing.ts': {
    orderListing: calls(orderListing, {
      page: (s, o, its) =>
        s.page(o, finderOf(its), { withTickets: true, withoutHidden: true, limit: 9, cursor: undefined }),
      count: (s, o, its) => s.count(o, finderOf(its), { withTickets: true, withoutHidden: false }, 9),
      unanswered: (s, o, its) => s.unanswered(o, finderOf(its), 9),
      hidden: (s, o, its) => s.hidden(o, finderOf(its)),
    }),
  },
  'features/orders/store/orders.ts': {
    orderStore: calls(orderStore, {
      byCode: (s, o, its) => s.byCode(o, orderRow(its).event, orderRow(its).code),
      positions: (s, o, its) => s.positions(o, [accountIds(its).order]),
      claimed: (s, o, its) => s.claimed(o, its.customer, [accountIds(its).order]),
    }),
  },
  'features/orders/store/personal.ts': {
    personalStore: calls(personalStore, {
      hold: LOCK,
      count: (s, o, its) => s.count(o, its.customer),
      all: (s, o, its) => s.all(o, its.customer, [its.email]),
      unlink: (s, o, its) => s.unlink(o, its.customer),
      moveOrders: (s, o, its) => s.moveOrders(o, its.customer, accountIds(its).part),
      moveBack: (s, o, its) => s.moveBack(o, [accountIds(its).order], its.customer, accountIds(its).part),
      takeChoices: (s, o, its) => s.takeChoices(o, its.customer),
      giveChoices: (s, o, its) =>
        s.giveChoices(o, its.customer, [{ order: moreIds(its).guestOrder, choice: 'hidden', at: NOW }]),
      dropChoices: (s, o, its) => s.dropChoices(o, its.customer, [accountIds(its).order]),
    }),
  },
  'features/orders/store/row.ts': { toOrder: PURE, toPosition: PURE },
  'features/orders/store/usages.ts': {
    usageStore: calls(usageStore, {
      ofMembership: (s, o, its) => s.ofMembership(o, accountIds(its).membership),
      counts: (s, o, its) => s.counts(o, [accountIds(its).membership]),
      byIds: (s, o, its) => s.byIds(o, [accountIds(its).position]),
    }),
  },
}
