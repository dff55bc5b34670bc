import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { displayName, type User } from '../../staff/index.ts'
import type { Team, TeamContents, TeamMember } from '../types.ts'
import type { PageContext } from './context.ts'

interface DeletePageProps {
  readonly context: PageContext
  readonly team: Team
  readonly contents: TeamContents
}

const COUNTED = ['members', 'onlyHere', 'invites', 'apiTokens'] as const

export function DeletePage({ context, team, contents }: DeletePageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const title = t('teams:remove.title', { name: team.name })
  const counted = COUNTED.filter((what) => contents[what] > 0).map((what) =>
    t(`teams:remove.${what}`, { count: contents[what] }),
  )
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('teams:remove.text')}
        consequences={contents.members === 0 ? [t('teams:remove.nobody'), ...counted] : counted}
        post={{ action: path(`team/${team.id}/delete`), csrf }}
        submit={t('teams:remove.submit')}
        tone="danger-solid"
        cancel={{ href: path(`team/${team.id}/`), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}

interface RemoveMemberPageProps {
  readonly context: PageContext
  readonly team: Team
  readonly user: User
  readonly isSelf: boolean
  readonly sources: TeamMember['sources']
  /** They are in no other team of this organizer. */
  readonly isOnlyTeam: boolean
}

export function RemoveMemberPage({ context, team, user, isSelf, sources, isOnlyTeam }: RemoveMemberPageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const name = displayName(user)
  const title = isSelf
    ? t('teams:member.leaveTitle', { team: team.name })
    : t('teams:member.removeTitle', { name, team: team.name })
  const fromBackend = sources.some((source) => source !== 'manual')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('teams:member.removeText')}
        consequences={[
          t('teams:member.removeLoses'),
          ...(isOnlyTeam ? [t('teams:member.removeAll')] : []),
          ...(fromBackend ? [t('teams:member.removeBackend')] : []),
        ]}
        post={{ action: path(`team/${team.id}/members/${user.id}/remove`), csrf }}
        submit={t(isSelf ? 'teams:member.leaveSubmit' : 'teams:member.removeSubmit')}
        tone="danger-solid"
        cancel={{ href: path(`team/${team.id}/`), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
