import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable, RowLink } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Chip } from '../../../ui/tags.tsx'
import type { MembershipType, Page } from '../types.ts'
import type { OfficeContext } from './context.ts'

interface TypeListProps {
  readonly context: OfficeContext
  readonly page: Page<MembershipType>
  readonly total: number
  /** How many memberships have each type; no entry for none. */
  readonly counts: ReadonlyMap<MembershipType['id'], number>
}

/** The types of an organizer. */
export function TypeListPage({ context, page, total, counts }: TypeListProps) {
  const { frame, crumbs, t, path } = context
  const address = (cursor: string | null) =>
    cursor === null ? undefined : `${path('membershiptypes')}?cursor=${encodeURIComponent(cursor)}`
  const create = (
    <ButtonLink tone="primary" icon="plus" href={path('membershiptype/add')}>
      {t('memberships:types.create')}
    </ButtonLink>
  )
  return (
    <OfficeLayout frame={frame} title={t('memberships:types.title')} crumbs={crumbs}>
      <PageHead
        title={t('memberships:types.title')}
        text={t('memberships:types.intro')}
        actions={page.items.length > 0 && create}
      />
      {page.items.length === 0 ? (
        <EmptyState title={t('memberships:types.emptyTitle')} text={t('memberships:types.emptyText')}>
          {create}
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={t('memberships:types.caption')}
            columns={columns(context, counts)}
            rows={page.items}
            linked
            fixed
          />
          <KeyPager
            summary={t('memberships:types.total', { count: total })}
            newer={address(page.newer)}
            older={address(page.older)}
            labels={frame.labels}
          />
        </>
      )}
    </OfficeLayout>
  )
}

function columns(
  { t, path, number, typeName }: OfficeContext,
  counts: TypeListProps['counts'],
): Column<MembershipType>[] {
  const uses = ({ maxUsages }: MembershipType) =>
    maxUsages === null ? t('memberships:types.noLimit') : t('memberships:types.uses', { count: maxUsages })
  return [
    {
      head: t('memberships:types.name'),
      rowHeader: true,
      cell: (type) => (
        <RowLink href={path(`membershiptype/${type.id}/edit`)} text={typeName(type)} phone={uses(type)} />
      ),
    },
    {
      head: t('memberships:types.rules'),
      from: 'md',
      cell: (type) => (
        <span class="flex flex-wrap gap-1.5">
          <Chip>{t(type.transferable ? 'memberships:types.transferable' : 'memberships:types.personal')}</Chip>
          {type.allowParallelUsage && <Chip>{t('memberships:types.parallel')}</Chip>}
        </span>
      ),
    },
    { head: t('memberships:field.max_usages'), from: 'md', class: 'w-36', cell: uses },
    {
      head: t('memberships:types.count'),
      end: true,
      class: 'w-32',
      cell: (type) => <span class="num">{number(counts.get(type.id) ?? 0)}</span>,
    },
  ]
}
