import { PostButton } from '../../../ui/button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import type { Team, TeamInvite } from '../types.ts'
import type { PageContext } from './context.ts'

interface InviteTableProps {
  readonly context: PageContext
  readonly team: Team
  readonly invites: readonly TeamInvite[]
  /** ms */
  readonly now: number
}

export function InviteTable({ context, team, invites, now }: InviteTableProps) {
  const { t, csrf, path, instant } = context
  if (invites.length === 0) return <p class="text-muted">{t('teams:one.noInvites')}</p>
  const until = ({ expiresAt }: TeamInvite) => (expiresAt > now ? instant(expiresAt) : t('teams:one.ended'))
  const post = ({ id, email }: TeamInvite, act: 'resend' | 'revoke') => (
    <PostButton
      post={{ action: path(`team/${team.id}/invites/${id}/${act}`), csrf }}
      tone={act === 'revoke' ? 'danger' : undefined}
      small
    >
      {t(`teams:one.${act}`)}
      <span class="sr-only"> {email}</span>
    </PostButton>
  )
  const columns: Column<TeamInvite>[] = [
    {
      head: t('teams:field.email'),
      rowHeader: true,
      class: 'break-words max-lg:[overflow-wrap:anywhere]',
      cell: (invite) => (
        <>
          {invite.email}
          <span class="hint block sm:hidden">
            {t('teams:one.until')}: {until(invite)}
          </span>
        </>
      ),
    },
    { head: t('teams:one.until'), from: 'sm', cell: until },
    {
      head: t('teams:one.action'),
      end: true,
      hideHead: true,
      cell: (invite) => (
        <div class="flex flex-wrap justify-end gap-2">
          {post(invite, 'resend')}
          {post(invite, 'revoke')}
        </div>
      ),
    },
  ]
  return <DataTable caption={t('teams:one.invitesCaption', { team: team.name })} columns={columns} rows={invites} />
}
