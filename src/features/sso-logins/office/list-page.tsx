import type { SsoProviderId } from '../../../core/ids.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable, RowLink } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { FilterBar, FilterSelect, KeyPager, SearchBox } from '../../../ui/list-page.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import type { EntryContext } from '../../refused-requests/index.ts'
import { explain } from '../explain.ts'
import { nameOf } from '../last-received.ts'
import type { SsoLoginPage, SsoLoginRecord } from '../types.ts'
import { KnownPeople, type KnownPerson } from './known-people.tsx'
import { type ListQuery, listAddress } from './list-query.ts'

export interface ListPageProps {
  readonly context: EntryContext
  readonly query: ListQuery
  readonly page: SsoLoginPage
  /** Customers who are known by what was looked for. */
  readonly people: readonly KnownPerson[]
  readonly names: ReadonlyMap<SsoProviderId, string>
}

export function ListPage(props: ListPageProps) {
  const { context, query, page, people, names } = props
  const { frame, crumbs, t, path } = context
  const providers = [...names].map(([value, label]) => ({ value, label }))
  return (
    <OfficeLayout frame={frame} title={t('ssoLogins:title')} crumbs={crumbs}>
      <PageHead title={t('ssoLogins:title')} text={t('ssoLogins:intro')} />
      <FilterBar action={path('ssologins')} submit={t('ssoLogins:searchSubmit')}>
        <SearchBox
          name="reference"
          label={t('ssoLogins:search')}
          value={query.reference}
          placeholder={t('ssoLogins:searchHint')}
        />
        <FilterSelect
          name="provider"
          label={t('ssoLogins:provider')}
          value={query.provider ?? ''}
          options={[{ value: '', label: t('ssoLogins:allProviders') }, ...providers]}
        />
        <FilterSelect
          name="show"
          label={t('ssoLogins:show')}
          value={query.refusalsOnly ? 'refused' : ''}
          options={[
            { value: '', label: t('ssoLogins:showAll') },
            { value: 'refused', label: t('ssoLogins:showRefusals') },
          ]}
        />
      </FilterBar>
      {people.length > 0 && <KnownPeople title={t('ssoLogins:people', { subject: query.reference })} people={people} />}
      {query.reference !== '' && people.length === 0 && (
        <Notice tone="warn" role="alert" title={t('ssoLogins:notFoundTitle')} class="mb-6">
          {t('ssoLogins:notFoundText')}
        </Notice>
      )}
      {page.logins.length === 0 ? <Empty {...props} /> : <Found {...props} />}
    </OfficeLayout>
  )
}

function Empty({ context: { t, path }, query }: ListPageProps) {
  const isFiltered = query.provider !== undefined || query.refusalsOnly || query.cursor !== undefined
  return (
    <EmptyState
      title={t(isFiltered ? 'ssoLogins:emptyFilterTitle' : 'ssoLogins:emptyTitle')}
      text={t(isFiltered ? 'ssoLogins:emptyFilterText' : 'ssoLogins:emptyText')}
    >
      {isFiltered && (
        <ButtonLink small href={path('ssologins')}>
          {t('ssoLogins:showEverything')}
        </ButtonLink>
      )}
    </EmptyState>
  )
}

function Found({ context, query, page, names }: ListPageProps) {
  const { t, path, frame } = context
  const at = (cursor: SsoLoginPage['older']) =>
    cursor === null ? undefined : listAddress(path('ssologins'), { ...query, cursor })
  return (
    <>
      <DataTable caption={t('ssoLogins:caption')} columns={columns(context, names)} rows={page.logins} linked fixed />
      <KeyPager summary="" newer={at(page.newer)} older={at(page.older)} labels={frame.labels} />
    </>
  )
}

function columns({ t, path, instant }: EntryContext, names: ListPageProps['names']): Column<SsoLoginRecord>[] {
  const provider = ({ providerId }: SsoLoginRecord) => names.get(providerId) ?? t('ssoLogins:goneProvider')
  return [
    {
      head: t('ssoLogins:column.what'),
      rowHeader: true,
      cell: (login) => (
        <RowLink
          href={path(`ssologins/${login.reference ?? login.id}`)}
          text={<What t={t} login={login} />}
          hint={
            <span class="lg:hidden">
              {instant(login.at)}
              <span class="md:hidden"> · {provider(login)}</span>
              <span class="sm:hidden"> · {whoOf(t, login)}</span>
            </span>
          }
        />
      ),
    },
    { head: t('ssoLogins:column.who'), from: 'sm', cell: (login) => whoOf(t, login) },
    { head: t('ssoLogins:column.provider'), from: 'md', class: 'w-40', cell: provider },
    { head: t('ssoLogins:column.when'), from: 'lg', class: 'w-44', cell: ({ at }) => instant(at) },
    {
      head: t('ssoLogins:column.reference'),
      from: 'md',
      class: 'w-28',
      cell: ({ reference }) => reference !== null && <code class="num">{reference}</code>,
    },
  ]
}

function What({ t, login }: { t: EntryContext['t']; login: SsoLoginRecord }) {
  const { why } = explain(t, login.outcome)
  return login.reference === null ? <State tone="ok">{why}</State> : why
}

/** How a person is called, as far as the provider said it. */
export function whoOf(t: EntryContext['t'], login: SsoLoginRecord): string {
  return nameOf(login) ?? t('ssoLogins:noPerson')
}
