import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { State } from '../../../ui/tags.tsx'
import type { MemberSource, Team, TeamMember } from '../types.ts'
import type { PageContext } from './context.ts'

export interface MemberTableProps {
  readonly context: PageContext
  readonly team: Team
  readonly canManage: boolean
  readonly members: readonly TeamMember[]
  /** Who looks at the page. */
  readonly viewer: string
  readonly backendName: (identifier: string) => string
  readonly newer: string | undefined
  readonly older: string | undefined
}

export function MemberTable(props: MemberTableProps) {
  const { context, team, members, newer, older } = props
  const { t, frame } = context
  if (members.length === 0) return <EmptyState title={t('teams:one.nobody')} text={t('teams:one.nobodyText')} />
  const fromBackend = members.some(({ sources }) => sources.some((source) => source !== 'manual'))
  return (
    <>
      <DataTable caption={t('teams:one.membersCaption', { team: team.name })} columns={columns(props)} rows={members} />
      <KeyPager
        summary={t('teams:one.summary', { count: members.length })}
        newer={newer}
        older={older}
        labels={frame.labels}
      />
      {fromBackend && <p class="hint mt-2 max-w-prose">{t('teams:one.backendHint')}</p>}
    </>
  )
}

function columns({ context, team, canManage, viewer, backendName }: MemberTableProps): Column<TeamMember>[] {
  const { t, path, instant } = context
  const sourceText = (source: MemberSource) =>
    source === 'manual'
      ? t('teams:one.byPerson')
      : t('teams:one.byBackend', { name: backendName(source.slice('backend:'.length)) })
  const sources = (member: TeamMember) => member.sources.map(sourceText).join(', ')
  const factor = ({ hasSecondFactor }: TeamMember) => (
    <State tone={hasSecondFactor ? 'ok' : team.requiresSecondFactor ? 'wait' : 'off'}>
      {t(hasSecondFactor ? 'teams:who.withFactor' : 'teams:who.withoutFactor')}
    </State>
  )
  const all: Column<TeamMember>[] = [
    {
      head: t('teams:one.person'),
      rowHeader: true,
      class: 'break-words max-lg:[overflow-wrap:anywhere]',
      cell: (member) => (
        <>
          {member.fullname || member.email}
          {member.userId === viewer && <span class="hint"> ({t('teams:one.you')})</span>}
          {member.fullname !== '' && <span class="hint block">{member.email}</span>}
          {!member.isActive && <span class="hint block">{t('teams:one.switchedOff')}</span>}
          <span class="hint block md:hidden">
            {t('teams:one.source')}: {sources(member)}
          </span>
        </>
      ),
    },
    { head: t('teams:one.source'), from: 'md', cell: sources },
    { head: t('teams:one.secondFactor'), from: 'sm', cell: factor },
    {
      head: t('teams:one.lastLogin'),
      from: 'lg',
      cell: ({ lastLoginAt }) => (lastLoginAt === null ? t('teams:one.never') : instant(lastLoginAt)),
    },
  ]
  return [
    ...all,
    {
      head: t('teams:one.action'),
      end: true,
      hideHead: true,
      cell: ({ userId, fullname, email }) =>
        (canManage || userId === viewer) && (
          <ButtonLink tone="danger" small href={path(`team/${team.id}/members/${userId}/remove`)}>
            {t('teams:one.removeMember')}
            <span class="sr-only"> {fullname || email}</span>
          </ButtonLink>
        ),
    },
  ]
}
