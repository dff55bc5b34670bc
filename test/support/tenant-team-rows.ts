import type { ApiTokenId, TeamId, TeamInviteId } from '../../src/core/ids.ts'
import type { Database } from '../../src/platform/db/db.ts'
import { LATER, NOW, type TenantRows } from './tenant-rows.ts'

/** How the rows of the teams of an organizer are called. */
export function teamIds({ tag }: Pick<TenantRows, 'tag'>) {
  return {
    team: `team-${tag}` as TeamId,
    invite: `invite-${tag}` as TeamInviteId,
    apiToken: `token-${tag}` as ApiTokenId,
  }
}

/** One row in each table of the teams. */
export async function insertTeamRows(q: Database, its: TenantRows): Promise<void> {
  const { team, invite, apiToken } = teamIds(its)
  const of = { organizer_id: its.organizer, team_id: team, created_at: NOW }
  await q
    .insertInto('teams')
    .values({
      organizer_id: its.organizer,
      id: team,
      name: its.tag,
      all_permissions: true,
      permissions: '[]',
      require_2fa: false,
      created_at: NOW,
    })
    .execute()
  await q
    .insertInto('team_members')
    .values({ ...of, user_id: its.user, source: 'manual' })
    .execute()
  await q
    .insertInto('team_invites')
    .values({
      ...of,
      id: invite,
      email: `invited@${its.tag}.example`,
      token_hash: its.hash('invite'),
      created_by: its.user,
      expires_at: LATER,
    })
    .execute()
  await q
    .insertInto('api_tokens')
    .values({
      ...of,
      id: apiToken,
      name: its.tag,
      token_hash: its.hash('api token'),
      hint: its.tag.slice(0, 4),
      created_by: its.user,
      expires_at: null,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
}
