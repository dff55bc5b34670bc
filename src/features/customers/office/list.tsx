import type { CustomerId } from '../../../core/ids.ts'
import { ActionMenu, ButtonLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { FilterChips, KeyPager, LineTabs } from '../../../ui/list-page.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { CustomerCounts, CustomerPage } from '../types.ts'
import type { OfficeContext } from './context.ts'
import type { OpenBulkChange } from './deps.ts'
import { chipsOf, ListFilters, type NamedType } from './list-filters.tsx'
import { addressParts, isFiltered, type ListQuery, listAddress, NO_FILTER, PAGE_SIZES, STATUSES } from './list-query.ts'
import { CustomerTable } from './list-table.tsx'

/** A filter counts no further than this. */
export const COUNT_LIMIT = 1000
/** Organizers with more accounts are told a count only where the list knows it anyway. */
export const MAX_COUNTED = 10_000

export interface ListPageProps {
  readonly context: OfficeContext
  readonly query: ListQuery
  readonly page: CustomerPage
  readonly counts: CustomerCounts
  /** What the filter finds, up to one more than `COUNT_LIMIT`; null when that is not known. */
  readonly found: number | null
  /** Kinds of membership by which the list can be filtered. */
  readonly types: readonly NamedType[]
  /** Tags that customers have, by which the list can be filtered. */
  readonly tags: readonly string[]
  /** SSO providers by which the list can be filtered. */
  readonly providers: readonly NamedType[]
  /** Tags of those who are shown. */
  readonly tagsOf: ReadonlyMap<CustomerId, readonly string[]>
  /** What is being done to many customers. */
  readonly open: readonly OpenBulkChange[]
}

export function ListPage(props: ListPageProps) {
  const { context, query, page, counts, types, tags, providers } = props
  const { frame, crumbs, t, path, mayWrite } = context
  const list = path('customers')
  const create = mayWrite && (
    <ButtonLink tone="primary" icon="plus" href={path('customer/add')}>
      {t('customers:list.create')}
    </ButtonLink>
  )
  const importLink = mayWrite && (
    <ButtonLink icon="upload" href={path('customers/import')}>
      {t('customerImport:button')}
    </ButtonLink>
  )
  return (
    <OfficeLayout frame={frame} title={t('customers:list.title')} crumbs={crumbs}>
      <PageHead
        title={t('customers:list.title')}
        actions={
          counts.all > 0 && create ? (
            <>
              {importLink}
              <WithAll {...props} />
              {create}
            </>
          ) : undefined
        }
      />
      <OpenChanges {...props} />
      {counts.all === 0 ? (
        <EmptyState title={t('customers:list.emptyTitle')} text={emptyText(context)}>
          {create}
          {importLink}
        </EmptyState>
      ) : (
        <>
          <LineTabs
            label={t('customers:list.status')}
            tabs={[undefined, ...STATUSES].map((status) => ({
              href: listAddress(list, query, { status }),
              text: t(`customers:status.${status ?? 'all'}`),
              ...(status !== 'leaving' && { count: context.number(counts[status ?? 'all']) }),
              current: status === query.status,
            }))}
          />
          <ListFilters context={context} query={query} types={types} tags={tags} providers={providers} />
          <FilterChips
            filters={chipsOf(context, query, { types, providers })}
            clearHref={listAddress(list, query, NO_FILTER)}
            labels={frame.labels}
          />
          {page.customers.length === 0 && !page.isPartial ? <NoMatch {...props} /> : <Found {...props} />}
        </>
      )}
    </OfficeLayout>
  )
}

function OpenChanges({ context: { t, path, number }, open }: ListPageProps) {
  return open.map(({ id, state, done, total }) => {
    const where = { done: number(done), total: number(total) }
    const hasFailed = state === 'failed'
    return (
      <Notice
        tone={hasFailed ? 'warn' : 'info'}
        title={t(hasFailed ? 'customerBulk:openFailed' : 'customerBulk:openRunning', where)}
        class="mb-4"
      >
        <a class="link" href={path(`customers/bulk/${id}`)}>
          {t('customerBulk:look')}
        </a>
      </Notice>
    )
  })
}

function emptyText({ organizer, t }: OfficeContext): string {
  return organizer.settings.customer_accounts ? t('customers:list.emptyText') : t('customers:list.offText')
}

/** What can be done with everything that the list shows now. */
function WithAll({ context: { t, path }, query }: ListPageProps) {
  const { ordering: _, page_size: __, cursor: ___, ...filter } = addressParts(query)
  const at = (page: string, more: Record<string, string> = {}) =>
    `${path(page)}?${new URLSearchParams({ ...filter, ...more }).toString()}`
  return (
    <>
      <ButtonLink icon="download" href={at('customers/export')}>
        {t('customers:export.button')}
      </ButtonLink>
      <ActionMenu
        label={t(isFiltered(query) ? 'customers:bulk.allFound' : 'customers:bulk.all')}
        items={[
          { href: at('customers/bulk', { do: 'activation' }), text: t('customers:bulk.activation'), icon: 'mail' },
          {
            href: at('customers/bulk', { do: 'disable' }),
            text: t('customers:bulk.disable'),
            icon: 'ban',
            danger: true,
          },
        ]}
      />
    </>
  )
}

function NoMatch({ context: { t, path }, query }: ListPageProps) {
  return (
    <EmptyState title={t('customers:list.noMatch')} text={query.search && t('customers:list.noMatchText')}>
      <ButtonLink small href={listAddress(path('customers'), query, NO_FILTER)}>
        {t('customers:list.clear')}
      </ButtonLink>
    </EmptyState>
  )
}

function Found(props: ListPageProps) {
  const { context, query, page, tagsOf } = props
  const { path, frame, t } = context
  const list = path('customers')
  const at = (cursor: string | null) => (cursor === null ? undefined : listAddress(list, query, { cursor }))
  return (
    <>
      <CustomerTable context={context} query={query} customers={page.customers} tagsOf={tagsOf} />
      {page.isPartial && <p class="hint mt-3">{t('customers:list.partial')}</p>}
      <KeyPager
        summary={
          <>
            {summary(props)} <Sizes {...props} />
          </>
        }
        newer={at(page.newer)}
        older={at(page.older)}
        labels={frame.labels}
      />
    </>
  )
}

/** The next larger and the next smaller page. */
function Sizes({ context: { t, path, number }, query, page }: ListPageProps) {
  const place = PAGE_SIZES.findIndex((size) => size >= query.size)
  const hasMore = page.newer !== null || page.older !== null
  const sizes = [PAGE_SIZES[place - 1], hasMore ? PAGE_SIZES[place + 1] : undefined].filter(
    (size) => size !== undefined,
  )
  return (
    <>
      {sizes.map((size) => (
        <>
          {' '}
          <a class="link" href={listAddress(path('customers'), query, { size })}>
            {t('customers:list.show', { count: number(size) })}
          </a>
        </>
      ))}
    </>
  )
}

function summary({ context, page, counts, found, query }: ListPageProps): string {
  const { t, number } = context
  const shown = number(page.customers.length)
  const others = { ...query, status: undefined }
  if (!isFiltered(others) && query.status !== 'leaving') {
    const count = counts[query.status ?? 'all']
    return t('customers:list.summary', { shown, count, total: number(count) })
  }
  if (found === null) return t('customers:list.foundUnknown', { shown })
  if (found > COUNT_LIMIT) return t('customers:list.foundMany', { shown, total: number(COUNT_LIMIT) })
  return t('customers:list.found', { shown, count: found, total: number(found) })
}
