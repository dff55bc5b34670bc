import { inOffice, type PageUnderTest } from './page-under-test.ts'
import type { World } from './world.ts'

/** A page about the demo's customer. */
const ofCustomer = (name: string, route: string, rest: (world: World) => string = () => route) =>
  inOffice(name, `/customer/:identifier${route}`, (world) => `/customer/${world.customer}${rest(world)}`)

/** What the back office has about customers. */
export const CUSTOMER_PAGES: readonly PageUnderTest[] = [
  inOffice('customers', '/customers'),
  inOffice('customers that match nothing', '/customers', () => '/customers?query=nobodyatall'),
  inOffice('new customer', '/customer/add'),
  inOffice('customer', '/customer/:identifier', ({ customer }) => `/customer/${customer}/`),
  inOffice('change of a customer', '/customer/:identifier/edit', ({ customer }) => `/customer/${customer}/edit`),
  inOffice(
    'deletion of a customer',
    '/customer/:identifier/anonymize',
    ({ customer }) => `/customer/${customer}/anonymize`,
  ),
  inOffice(
    'customers, filtered',
    '/customers',
    () => '/customers?status=active&created_since=2020-01-01&login=password&ordering=name',
  ),
  inOffice('export of customers', '/customers/export'),
  inOffice(
    'switching off customers',
    '/customers/bulk',
    () => `/customers/bulk?${new URLSearchParams({ do: 'disable', query: 'o' })}`,
  ),
  inOffice(
    'many customers being switched off',
    '/customers/bulk/:id',
    ({ office }) => `/customers/bulk/${office.bulk.running}`,
  ),
  inOffice(
    'switching off that was stopped',
    '/customers/bulk/:id',
    ({ office }) => `/customers/bulk/${office.bulk.stopped}`,
  ),
  inOffice('import of customers', '/customers/import'),
  inOffice(
    'columns of an import',
    '/customers/import/:id',
    ({ office }) => `/customers/import/${office.imports.mapping}`,
  ),
  inOffice('checked import', '/customers/import/:id', ({ office }) => `/customers/import/${office.imports.checked}`),
  inOffice('import that is done', '/customers/import/:id', ({ office }) => `/customers/import/${office.imports.done}`),
  ofCustomer('history of a customer', '/history'),
  ofCustomer('orders of a customer', '/orders'),
  inOffice(
    'reset of a second step',
    '/customer/:identifier/second-step/reset',
    ({ office }) => `/customer/${office.secured}/second-step/reset`,
  ),
  ofCustomer('new membership', '/membership/add'),
  ofCustomer(
    'membership of a customer',
    '/membership/:id/edit',
    ({ account }) => `/membership/${account.membership}/edit`,
  ),
  ofCustomer(
    'cancellation of a membership',
    '/membership/:id/cancel',
    ({ account }) => `/membership/${account.membership}/cancel`,
  ),
  ofCustomer(
    'deletion of a membership',
    '/membership/:id/delete',
    ({ account }) => `/membership/${account.membership}/delete`,
  ),
  ofCustomer('search for another account of a person', '/merge'),
  inOffice(
    'search for an account that there is not',
    '/customer/:identifier/merge',
    ({ customer }) => `/customer/${customer}/merge?with=nobody`,
    { status: 422 },
  ),
  inOffice(
    'comparison of two accounts',
    '/customer/:identifier/merge/:other',
    ({ office }) => `/customer/${office.twin}/merge/${office.other}`,
  ),
  inOffice('customer with a merged account', '/customer/:identifier', ({ office }) => `/customer/${office.merged}/`),
  inOffice(
    'separation of merged accounts',
    '/customer/:identifier/unmerge/:id',
    ({ office }) => `/customer/${office.merged}/unmerge/${office.merge}`,
  ),
  inOffice('membership types', '/membershiptypes'),
  inOffice('new membership type', '/membershiptype/add'),
  inOffice('membership type', '/membershiptype/:id/edit', ({ office }) => `/membershiptype/${office.type}/edit`),
  inOffice(
    'deletion of a membership type',
    '/membershiptype/:id/delete',
    ({ office }) => `/membershiptype/${office.freeType}/delete`,
  ),
  inOffice(
    'membership type that cannot be deleted',
    '/membershiptype/:id/delete',
    ({ office }) => `/membershiptype/${office.type}/delete`,
  ),
]
