import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { DataTable, RowLink, type Sort } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { FilterBar, FilterChips, FilterSelect, KeyPager, LineTabs, SearchBox } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Chip } from '../../../ui/tags.tsx'
import type { User } from '../../staff/index.ts'
import type { ListedUser, UserCounts, UserOrdering, UserPage } from '../types.ts'
import { type AdminContext, USERS_PATH, userName, userPath } from './context.ts'
import {
  addressParts,
  FACTORS,
  isFiltered,
  type ListQuery,
  listAddress,
  NO_FILTER,
  sortOf,
  VIEWS,
} from './list-query.ts'
import { UserState } from './user-state.tsx'

export interface ListPageProps {
  readonly context: AdminContext
  readonly query: ListQuery
  readonly page: UserPage
  readonly counts: UserCounts
  /** Identifiers of all backends that accounts belong to. */
  readonly backends: readonly string[]
}

export function ListPage(props: ListPageProps) {
  const { context, query, page, counts } = props
  const { frame, crumbs, t, number } = context
  const at = (changes: Partial<ListQuery>) => listAddress(USERS_PATH, query, changes)
  return (
    <OfficeLayout frame={frame} title={t('staffAdmin:list.title')} crumbs={crumbs}>
      <PageHead
        title={t('staffAdmin:list.title')}
        text={t('staffAdmin:list.text')}
        actions={
          <ButtonLink tone="primary" icon="user-plus" href={`${USERS_PATH}add`}>
            {t('staffAdmin:list.add')}
          </ButtonLink>
        }
      />
      <LineTabs
        label={t('staffAdmin:list.views')}
        tabs={[undefined, ...VIEWS].map((view) => ({
          href: at({ view }),
          text: t(`staffAdmin:view.${view ?? 'all'}`),
          count: number(counts[view ?? 'all']),
          current: view === query.view,
        }))}
      />
      <Filters {...props} />
      <FilterChips filters={chips(props)} clearHref={at({ ...NO_FILTER, view: query.view })} labels={frame.labels} />
      {page.users.length === 0 ? (
        <EmptyState title={t('staffAdmin:list.noMatch')} text={t('staffAdmin:list.noMatchText')}>
          <ButtonLink small href={USERS_PATH}>
            {t('staffAdmin:list.clear')}
          </ButtonLink>
        </EmptyState>
      ) : (
        <>
          <UserTable {...props} />
          <KeyPager
            summary={summary(props)}
            newer={page.newer === null ? undefined : at({ cursor: page.newer })}
            older={page.older === null ? undefined : at({ cursor: page.older })}
            labels={frame.labels}
          />
        </>
      )}
    </OfficeLayout>
  )
}

function summary({ context: { t, number }, query, page, counts }: ListPageProps): string {
  const shown = number(page.users.length)
  if (isFiltered(query)) return t('staffAdmin:list.shown', { shown, count: page.users.length })
  const count = counts[query.view ?? 'all']
  return t('staffAdmin:list.summary', { shown, count, total: number(count) })
}

function Filters({ context: { t, backendName }, query, backends }: ListPageProps) {
  const { query: _, backend: __, factor: ___, cursor: ____, ...keep } = addressParts(query)
  return (
    <FilterBar action={USERS_PATH} submit={t('staffAdmin:list.filter')} keep={keep}>
      <SearchBox
        name="query"
        label={t('staffAdmin:list.search')}
        value={query.search}
        placeholder={t('staffAdmin:list.search')}
      />
      <FilterSelect
        name="backend"
        label={t('staffAdmin:field.backend')}
        value={query.backend}
        options={[
          { value: '', label: t('staffAdmin:list.backendAll') },
          ...backends.map((value) => ({ value, label: backendName(value) })),
        ]}
      />
      <FilterSelect
        name="factor"
        label={t('staffAdmin:field.factor')}
        value={query.factor ?? ''}
        options={[
          { value: '', label: t('staffAdmin:list.factorAll') },
          ...FACTORS.map((value) => ({ value, label: t(`staffAdmin:factor.${value}`) })),
        ]}
      />
    </FilterBar>
  )
}

function chips({ context: { t, backendName }, query }: ListPageProps): { text: string; href: string }[] {
  const without = (changes: Partial<ListQuery>) => listAddress(USERS_PATH, query, changes)
  return [
    ...(query.search === ''
      ? []
      : [{ text: t('staffAdmin:list.searched', { text: query.search }), href: without({ search: '' }) }]),
    ...(query.backend === '' ? [] : [{ text: backendName(query.backend), href: without({ backend: '' }) }]),
    ...(query.factor === undefined
      ? []
      : [{ text: t(`staffAdmin:factor.${query.factor}`), href: without({ factor: undefined }) }]),
  ]
}

function UserTable({ context, query, page }: ListPageProps) {
  const { t, number, instant, backendName, isConfigured } = context
  const sorted = sortOf(query)
  const sort = (ordering: UserOrdering): Sort => {
    const isCurrent = sorted.ordering === ordering
    const descending = isCurrent ? !sorted.descending : ordering === 'last_login'
    return {
      href: listAddress(USERS_PATH, query, { sort: { ordering, descending } }),
      direction: isCurrent ? (sorted.descending ? 'descending' : 'ascending') : undefined,
    }
  }
  return (
    <DataTable<ListedUser>
      caption={t('staffAdmin:list.caption')}
      rows={page.users}
      linked
      fixed
      columns={[
        {
          head: t('staffAdmin:field.name'),
          rowHeader: true,
          sort: sort('name'),
          cell: ({ user }) => (
            <>
              <RowLink
                href={userPath(user)}
                text={userName(user, t)}
                hint={user.fullname === '' ? undefined : <span class="lg:hidden">{user.email}</span>}
              />
              <Marks user={user} t={t} />
            </>
          ),
        },
        {
          head: t('staffAdmin:field.email'),
          from: 'lg',
          class: 'w-60',
          sort: sort('email'),
          cell: ({ user }) => <span class="block truncate">{user.email}</span>,
        },
        {
          head: t('staffAdmin:field.backend'),
          from: 'sm',
          class: 'w-36',
          cell: ({ user }) => (
            <>
              <span class="block truncate">{backendName(user.authBackend)}</span>
              {!isConfigured(user.authBackend) && (
                <span class="hint block">{t('staffAdmin:backend.notConfigured')}</span>
              )}
            </>
          ),
        },
        {
          head: t('staffAdmin:field.teams'),
          from: 'lg',
          end: true,
          class: 'w-20',
          cell: ({ teams }) => number(teams),
        },
        {
          head: t('staffAdmin:field.factor'),
          from: 'lg',
          class: 'w-28',
          cell: ({ hasSecondFactor }) =>
            hasSecondFactor ? t('words:yes') : <span class="text-muted">{t('words:no')}</span>,
        },
        {
          head: t('staffAdmin:field.lastLogin'),
          end: true,
          class: 'w-40 max-sm:w-28',
          sort: sort('last_login'),
          cell: ({ user }) => (user.lastLoginAt === null ? t('words:never') : instant(user.lastLoginAt)),
        },
      ]}
    />
  )
}

/** What is special about an account. */
function Marks({ user, t }: { user: User; t: Translate }) {
  if (user.isActive && !user.isAdmin) return null
  return (
    <span class="flex flex-wrap gap-x-3 gap-y-1">
      {user.isAdmin && <Chip>{t('staffAdmin:list.admin')}</Chip>}
      {!user.isActive && <UserState user={user} t={t} />}
    </span>
  )
}
