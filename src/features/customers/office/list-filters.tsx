import { formatDay } from '../../../platform/i18n/format.ts'
import { MoreFields } from '../../../ui/form.tsx'
import { FilterBar, FilterSelect, SearchBox } from '../../../ui/list-page.tsx'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import type { OfficeContext } from './context.ts'
import { addressParts, LAST_LOGINS, type ListQuery, LOGINS, listAddress, MEMBERSHIPS } from './list-query.ts'

/** A kind of membership as staff reads it. */
export interface NamedType {
  readonly id: string
  readonly name: string
}

interface FilterProps {
  readonly context: OfficeContext
  readonly query: ListQuery
  readonly types: readonly NamedType[]
  /** Tags that customers have. */
  readonly tags: readonly string[]
  /** SSO providers of the organizer. */
  readonly providers: readonly NamedType[]
}

export function ListFilters({ context: { t, path }, query, types, tags, providers }: FilterProps) {
  const isMoreUsed =
    query.tag !== '' || query.lastLogin !== undefined || query.createdSince !== '' || query.createdUntil !== ''
  return (
    <FilterBar action={path('customers')} submit={t('customers:filter.submit')} keep={kept(query)}>
      <SearchBox
        name="query"
        label={t('customers:list.search')}
        value={query.search}
        placeholder={t('customers:list.placeholder')}
      />
      <FilterSelect
        name="membership"
        label={t('customers:filter.membership')}
        value={query.membership}
        options={[
          { value: '', label: t('customers:filter.membershipAll') },
          ...MEMBERSHIPS.map((value) => ({ value, label: t(`customers:filter.memberships.${value}`) })),
          ...types.map(({ id, name }) => ({ value: id, label: t('customers:filter.validType', { type: name }) })),
        ]}
      />
      <FilterSelect
        name="login"
        label={t('customers:filter.login')}
        value={query.login ?? ''}
        options={[
          { value: '', label: t('customers:filter.loginAll') },
          ...LOGINS.map((value) => ({ value, label: t(`customers:filter.logins.${value}`) })),
        ]}
      />
      {(providers.length > 0 || query.provider !== '') && (
        <FilterSelect
          name="provider"
          label={t('customers:filter.provider')}
          value={query.provider}
          options={[
            { value: '', label: t('customers:filter.providerAll') },
            ...providers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <div class="col-span-2 md:order-last md:basis-full">
        <MoreFields title={t('customers:filter.more')} open={isMoreUsed}>
          <div class="grid gap-4 sm:grid-cols-3">
            {(tags.length > 0 || query.tag !== '') && (
              <SelectField
                name="tag"
                label={t('customers:filter.tag')}
                value={query.tag}
                options={[
                  { value: '', label: t('customers:filter.tagAll') },
                  ...[...new Set([...tags, query.tag])].filter(Boolean).map((tag) => ({ value: tag, label: tag })),
                ]}
              />
            )}
            <SelectField
              name="last_login"
              label={t('customers:field.lastLogin')}
              value={query.lastLogin ?? ''}
              options={[
                { value: '', label: t('customers:filter.lastLoginAll') },
                ...LAST_LOGINS.map((value) => ({ value, label: t(`customers:filter.lastLogins.${value}`) })),
              ]}
            />
            <TextField
              name="created_since"
              type="date"
              label={t('customers:filter.createdSince')}
              value={query.createdSince}
            />
            <TextField
              name="created_until"
              type="date"
              label={t('customers:filter.createdUntil')}
              value={query.createdUntil}
            />
          </div>
        </MoreFields>
      </div>
    </FilterBar>
  )
}

/** One chip for each part of the filter but the status, which has its tabs. */
export function chipsOf(
  { t, path, locale }: OfficeContext,
  query: ListQuery,
  { types, providers }: Pick<FilterProps, 'types' | 'providers'>,
) {
  const written = (day: string) => formatDay(Date.parse(day), locale, 'UTC')
  const without = (text: string, changes: Partial<ListQuery>) => ({
    text,
    href: listAddress(path('customers'), query, changes),
  })
  const { search, membership, login, tag, provider, lastLogin, createdSince, createdUntil } = query
  const known = MEMBERSHIPS.find((word) => word === membership)
  const type = types.find(({ id }) => id === membership)
  return [
    ...(search === '' ? [] : [without(t('customers:list.searchChip', { search }), { search: '' })]),
    ...(membership === ''
      ? []
      : [
          without(
            known === undefined
              ? t('customers:filter.validType', { type: type?.name ?? membership })
              : t(`customers:filter.memberships.${known}`),
            { membership: '' },
          ),
        ]),
    ...(login === undefined ? [] : [without(t(`customers:filter.logins.${login}`), { login: undefined })]),
    ...(tag === '' ? [] : [without(t('customers:filter.tagChip', { tag }), { tag: '' })]),
    ...(provider === ''
      ? []
      : [
          without(
            t('customers:filter.providerChip', {
              provider: providers.find(({ id }) => id === provider)?.name ?? provider,
            }),
            { provider: '' },
          ),
        ]),
    ...(lastLogin === undefined
      ? []
      : [without(t(`customers:filter.lastLoginChips.${lastLogin}`), { lastLogin: undefined })]),
    ...(createdSince === ''
      ? []
      : [without(t('customers:filter.sinceChip', { day: written(createdSince) }), { createdSince: '' })]),
    ...(createdUntil === ''
      ? []
      : [without(t('customers:filter.untilChip', { day: written(createdUntil) }), { createdUntil: '' })]),
  ]
}

/** Parts of the address that the form has no fields for. */
function kept(query: ListQuery): Record<string, string> {
  const { status, ordering, page_size } = addressParts(query)
  return { ...(status && { status }), ...(ordering && { ordering }), ...(page_size && { page_size }) }
}
