import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable, RowLink, type Sort } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { FilterBar, FilterChips, KeyPager, LineTabs, SearchBox } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { IdTag } from '../../../ui/tags.tsx'
import { isAnonymised } from '../rules/status.ts'
import type { Customer, CustomerCounts, CustomerOrdering, CustomerPage, CustomerStatus } from '../types.ts'
import { customerPath, type OfficeContext } from './context.ts'
import { type ListQuery, listAddress } from './list-query.ts'
import { CustomerState } from './state.tsx'

/** A search counts no further than this. */
export const COUNT_LIMIT = 1000

export interface ListPageProps {
  readonly context: OfficeContext
  readonly query: ListQuery
  readonly page: CustomerPage
  readonly counts: CustomerCounts
  /** What the search finds, up to one more than `COUNT_LIMIT`; null without a search. */
  readonly found: number | null
}

const STATUSES: readonly (CustomerStatus | undefined)[] = [undefined, 'active', 'unverified', 'disabled']

export function ListPage(props: ListPageProps) {
  const { context, query, page, counts } = props
  const { frame, crumbs, t, path, mayWrite } = context
  const list = path('customers')
  const create = mayWrite && (
    <ButtonLink tone="primary" icon="plus" href={path('customer/add')}>
      {t('customers:list.create')}
    </ButtonLink>
  )
  return (
    <OfficeLayout frame={frame} title={t('customers:list.title')} crumbs={crumbs}>
      <PageHead title={t('customers:list.title')} actions={counts.all > 0 && create ? create : undefined} />
      {counts.all === 0 ? (
        <EmptyState title={t('customers:list.emptyTitle')} text={emptyText(context)}>
          {create}
        </EmptyState>
      ) : (
        <>
          <LineTabs
            label={t('customers:list.status')}
            tabs={STATUSES.map((status) => ({
              href: listAddress(list, query, { status }),
              text: t(`customers:status.${status ?? 'all'}`),
              count: context.number(counts[status ?? 'all']),
              current: status === query.status,
            }))}
          />
          <FilterBar action={list} submit={t('words:search')} keep={kept(query)}>
            <SearchBox
              name="query"
              label={t('customers:list.search')}
              value={query.search}
              placeholder={t('customers:list.placeholder')}
            />
          </FilterBar>
          {query.search !== '' && (
            <FilterChips
              filters={[
                {
                  text: t('customers:list.searchChip', { search: query.search }),
                  href: listAddress(list, query, { search: '' }),
                },
              ]}
              clearHref={listAddress(list, query, { search: '', status: undefined })}
              labels={frame.labels}
            />
          )}
          {page.customers.length === 0 ? <NoMatch {...props} /> : <Found {...props} />}
        </>
      )}
    </OfficeLayout>
  )
}

function emptyText({ organizer, t }: OfficeContext): string {
  return organizer.settings.customer_accounts ? t('customers:list.emptyText') : t('customers:list.offText')
}

function NoMatch({ context: { t, path }, query }: ListPageProps) {
  const all = listAddress(path('customers'), query, { search: '', status: undefined })
  return (
    <EmptyState title={t('customers:list.noMatch')} text={query.search && t('customers:list.noMatchText')}>
      <ButtonLink small href={all}>
        {t('customers:list.clear')}
      </ButtonLink>
    </EmptyState>
  )
}

function Found(props: ListPageProps) {
  const { context, query, page } = props
  const { t, path, frame } = context
  const at = (cursor: string | null) =>
    cursor === null ? undefined : listAddress(path('customers'), query, { cursor })
  return (
    <>
      <DataTable
        caption={t('customers:list.caption', { ordering: t(`customers:list.ordering.${query.ordering}`) })}
        columns={columns(props)}
        rows={page.customers}
        linked
        fixed
      />
      <KeyPager summary={summary(props)} newer={at(page.newer)} older={at(page.older)} labels={frame.labels} />
    </>
  )
}

function columns({ context, query }: ListPageProps): Column<Customer>[] {
  const { t, path, day, instant } = context
  const sort = (ordering: CustomerOrdering): Sort => {
    const isCurrent = query.ordering === ordering
    const descending = isCurrent ? !query.descending : ordering === 'created' || ordering === 'last_login'
    const href = listAddress(path('customers'), query, { ordering, descending })
    return isCurrent ? { href, direction: query.descending ? 'descending' : 'ascending' } : { href }
  }
  return [
    {
      head: t('customers:list.customer'),
      rowHeader: true,
      sort: sort('name'),
      cell: (customer) => (
        <RowLink
          href={path(customerPath(customer))}
          text={rowName(customer, context)}
          hint={customer.name === '' ? undefined : customer.email}
          phone={<CustomerState customer={customer} t={t} />}
        />
      ),
    },
    {
      head: t('customers:list.id'),
      from: 'sm',
      class: 'w-36',
      sort: sort('identifier'),
      cell: (customer) => <IdTag id={customer.identifier} />,
    },
    {
      head: t('customers:list.status'),
      from: 'md',
      class: 'w-36',
      cell: (customer) => <CustomerState customer={customer} t={t} />,
    },
    {
      head: t('customers:field.registered'),
      from: 'lg',
      end: true,
      class: 'w-32',
      sort: sort('created'),
      cell: (customer) => day(customer.createdAt),
    },
    {
      head: t('customers:field.lastLogin'),
      end: true,
      class: 'w-40 max-sm:w-28',
      sort: sort('last_login'),
      cell: (customer) => (customer.lastLoginAt === null ? t('words:never') : instant(customer.lastLoginAt)),
    },
  ]
}

function rowName(customer: Customer, { t }: OfficeContext): string {
  if (isAnonymised(customer)) return t('customers:list.anonymised')
  return customer.name || customer.email || t('customers:list.noName')
}

function summary({ context, page, counts, found, query }: ListPageProps): string {
  const { t, number } = context
  const shown = number(page.customers.length)
  if (found === null) {
    const count = counts[query.status ?? 'all']
    return t('customers:list.summary', { shown, count, total: number(count) })
  }
  if (found > COUNT_LIMIT) return t('customers:list.foundMany', { shown, total: number(COUNT_LIMIT) })
  return t('customers:list.found', { shown, count: found, total: number(found) })
}

/** Parts of the address that a search leaves as they are. */
function kept({ status, ordering, descending }: ListQuery): Record<string, string> {
  return { ...(status && { status }), ordering: (descending ? '-' : '') + ordering }
}
