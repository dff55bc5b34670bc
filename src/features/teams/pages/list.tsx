import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Team } from '../types.ts'
import { type PageContext, rightsInWords } from './context.ts'

type ListedTeam = Team & { readonly members: number }

interface ListPageProps {
  readonly context: PageContext
  readonly teams: readonly ListedTeam[]
  readonly newer: string | undefined
  readonly older: string | undefined
}

export function ListPage({ context, teams, newer, older }: ListPageProps) {
  const { frame, crumbs, t, path } = context
  const add = (
    <ButtonLink tone="primary" icon="plus" href={path('team/add')}>
      {t('teams:list.add')}
    </ButtonLink>
  )
  const whoCan = <ButtonLink href={path('teams/permissions')}>{t('teams:list.whoCan')}</ButtonLink>
  return (
    <OfficeLayout frame={frame} title={t('teams:title')} crumbs={crumbs}>
      <PageHead
        title={t('teams:title')}
        text={t('teams:intro')}
        actions={
          <>
            {whoCan}
            {teams.length > 0 && add}
          </>
        }
      />
      {teams.length === 0 ? (
        <EmptyState title={t('teams:list.emptyTitle')} text={t('teams:list.emptyText')}>
          {add}
        </EmptyState>
      ) : (
        <>
          <DataTable caption={t('teams:list.caption')} columns={columns(context)} rows={teams} linked />
          <KeyPager
            summary={t('teams:list.summary', { count: teams.length })}
            newer={newer}
            older={older}
            labels={frame.labels}
          />
        </>
      )}
    </OfficeLayout>
  )
}

function columns({ t, path }: PageContext): Column<ListedTeam>[] {
  return [
    {
      head: t('teams:list.name'),
      rowHeader: true,
      cell: ({ id, name, members }) => (
        <>
          <a class="link-ink" href={path(`team/${id}/`)}>
            {name}
          </a>
          <span class="hint block md:hidden">{t('teams:list.members', { count: members })}</span>
        </>
      ),
    },
    { head: t('teams:list.may'), cell: (team) => rightsInWords(t, team).join(' · ') },
    {
      head: t('teams:list.secondFactor'),
      from: 'md',
      cell: ({ requiresSecondFactor }) => t(requiresSecondFactor ? 'teams:list.required' : 'teams:list.free'),
    },
    { head: t('teams:list.membersHead'), end: true, from: 'md', cell: ({ members }) => members },
  ]
}
