import type { SsoClientId } from '../../../core/ids.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable, RowLink } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { FilterBar, FilterSelect, KeyPager, SearchBox } from '../../../ui/list-page.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { explain } from '../explain.ts'
import type { Refusal, RefusalPage } from '../types.ts'
import type { EntryContext } from './context.ts'
import { type ListQuery, listAddress } from './list-query.ts'

export interface ListPageProps {
  readonly context: EntryContext
  readonly query: ListQuery
  readonly page: RefusalPage
  /** Names of the clients that can be chosen, and of those on this page. */
  readonly names: ReadonlyMap<SsoClientId, string>
}

export function ListPage(props: ListPageProps) {
  const { context, query, page, names } = props
  const { frame, crumbs, t, path } = context
  const list = path('ssorefusals')
  const clients = [...names].map(([value, label]) => ({ value, label }))
  return (
    <OfficeLayout frame={frame} title={t('refusedRequests:title')} crumbs={crumbs}>
      <PageHead title={t('refusedRequests:title')} text={t('refusedRequests:intro')} />
      <FilterBar action={list} submit={t('refusedRequests:searchSubmit')}>
        <SearchBox
          name="reference"
          label={t('refusedRequests:search')}
          value={query.reference}
          placeholder={t('refusedRequests:searchHint')}
        />
        <FilterSelect
          name="client"
          label={t('refusedRequests:client')}
          value={query.client ?? ''}
          options={[{ value: '', label: t('refusedRequests:allClients') }, ...clients]}
        />
      </FilterBar>
      {query.reference !== '' && (
        <Notice tone="warn" role="alert" title={t('refusedRequests:notFoundTitle')} class="mb-6">
          {t('refusedRequests:notFoundText')}
        </Notice>
      )}
      {page.refusals.length === 0 ? <Empty {...props} /> : <Found {...props} />}
    </OfficeLayout>
  )
}

function Empty({ context: { t, path }, query }: ListPageProps) {
  const isFiltered = query.client !== undefined || query.cursor !== undefined
  return (
    <EmptyState
      title={t('refusedRequests:emptyTitle')}
      text={t(isFiltered ? 'refusedRequests:emptyFilterText' : 'refusedRequests:emptyText')}
    >
      {isFiltered && (
        <ButtonLink small href={path('ssorefusals')}>
          {t('refusedRequests:showAll')}
        </ButtonLink>
      )}
    </EmptyState>
  )
}

function Found({ context, query, page, names }: ListPageProps) {
  const { t, path, frame } = context
  const at = (cursor: RefusalPage['older']) =>
    cursor === null ? undefined : listAddress(path('ssorefusals'), query.client, cursor)
  return (
    <>
      <DataTable
        caption={t('refusedRequests:caption')}
        columns={columns(context, names)}
        rows={page.refusals}
        linked
        fixed
      />
      <KeyPager summary="" newer={at(page.newer)} older={at(page.older)} labels={frame.labels} />
    </>
  )
}

function columns({ t, path, instant }: EntryContext, names: ListPageProps['names']): Column<Refusal>[] {
  return [
    {
      head: t('refusedRequests:column.reason'),
      rowHeader: true,
      cell: (refusal) => (
        <RowLink
          href={path(`ssorefusals/${refusal.reference}`)}
          text={explain(t, refusal).why}
          hint={
            <>
              <code>{refusal.error}</code>
              <span class="md:hidden"> · {appName(t, refusal, names)}</span>
            </>
          }
        />
      ),
    },
    {
      head: t('refusedRequests:column.app'),
      from: 'md',
      class: 'w-40',
      cell: (refusal) => appName(t, refusal, names),
    },
    { head: t('refusedRequests:column.when'), from: 'lg', class: 'w-44', cell: ({ at }) => instant(at) },
    {
      head: t('refusedRequests:column.reference'),
      from: 'sm',
      class: 'w-32',
      cell: ({ reference }) => <code class="num">{reference}</code>,
    },
  ]
}

/** Whose request it was, as far as that is known. */
export function appName(t: EntryContext['t'], { client, clientId }: Refusal, names: ListPageProps['names']): string {
  const known = client === null ? undefined : names.get(client)
  if (known !== undefined) return known
  return clientId === null ? t('refusedRequests:noApp') : t('refusedRequests:noAppNamed', { id: clientId })
}
