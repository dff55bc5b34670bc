import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { DataTable, RowLink } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { FilterBar, KeyPager, SearchBox } from '../../../ui/list-page.tsx'
import { OfficeLayout, type OfficeLayoutProps } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { officePath } from '../../office-access/index.ts'
import type { OrganizerSummary } from '../../organizers/index.ts'

export type Office = Pick<OfficeLayoutProps, 'frame' | 'crumbs'>

interface OrganizersPageProps {
  readonly office: Office
  readonly t: Translate
  readonly organizers: readonly OrganizerSummary[]
  readonly search: string
  readonly isAdmin: boolean
  readonly first: string | undefined
  readonly next: string | undefined
}

export function OrganizersPage({ office, t, organizers, search, isAdmin, first, next }: OrganizersPageProps) {
  const add = isAdmin && (
    <ButtonLink tone="primary" icon="plus" href="/control/organizers/add">
      {t('office:organizers.add')}
    </ButtonLink>
  )
  const isPlainEmpty = organizers.length === 0 && search === '' && first === undefined
  return (
    <OfficeLayout {...office} title={t('office:organizers.title')}>
      <PageHead
        title={t('office:organizers.title')}
        text={t('office:organizers.text')}
        actions={isPlainEmpty ? undefined : add || undefined}
      />
      {isPlainEmpty ? (
        <EmptyState
          title={t('office:organizers.emptyTitle')}
          text={isAdmin ? t('office:organizers.emptyAdmin') : t('office:organizers.emptyMember')}
        >
          {isAdmin && (
            <code class="mono select-all">bin/foyer organizer create --slug acme --name "Acme Festival"</code>
          )}
          {add}
        </EmptyState>
      ) : (
        <>
          <FilterBar action="/control/" submit={t('words:search')}>
            <SearchBox
              name="search"
              label={t('office:organizers.search')}
              value={search}
              placeholder={t('office:organizers.search')}
            />
          </FilterBar>
          <List t={t} organizers={organizers} />
          {organizers.length > 0 && (
            <KeyPager
              summary={t('office:organizers.count', { count: organizers.length })}
              newer={first}
              older={next}
              labels={{ pages: t('ui:pages'), newer: t('office:organizers.first'), older: t('office:organizers.next') }}
            />
          )}
        </>
      )}
    </OfficeLayout>
  )
}

function List({ t, organizers }: Pick<OrganizersPageProps, 't' | 'organizers'>) {
  if (organizers.length === 0) {
    return (
      <EmptyState title={t('office:organizers.noneTitle')}>
        <ButtonLink href="/control/">{t('office:organizers.clear')}</ButtonLink>
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption={t('office:organizers.caption')}
      linked
      rows={organizers}
      columns={[
        {
          head: t('office:organizers.name'),
          rowHeader: true,
          cell: ({ name, slug }) => <RowLink href={officePath(slug)} text={name} />,
        },
        { head: t('office:organizers.slug'), cell: ({ slug }) => <code class="mono">{slug}</code> },
      ]}
    />
  )
}
