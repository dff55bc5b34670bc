import type { Kysely, Selectable } from 'kysely'
import type { OrganizerId, TeamId, TeamInviteId, UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { TeamInviteTable } from '../../../platform/db/staff-tables.ts'
import type { TeamInvite } from '../types.ts'

const MOST_SHOWN = 500

/** Invitations into the teams of an organizer. */
export function inviteStore(q: Kysely<Schema>) {
  const invites = (organizerId: OrganizerId, teamId: TeamId) =>
    q.selectFrom('team_invites').selectAll().where('organizer_id', '=', organizerId).where('team_id', '=', teamId)

  return {
    async list(organizerId: OrganizerId, teamId: TeamId): Promise<TeamInvite[]> {
      return (await invites(organizerId, teamId).orderBy('email').limit(MOST_SHOWN).execute()).map(toInvite)
    },

    async byId(organizerId: OrganizerId, teamId: TeamId, id: TeamInviteId): Promise<TeamInvite | null> {
      const row = await invites(organizerId, teamId).where('id', '=', id).executeTakeFirst()
      return row ? toInvite(row) : null
    },

    /** False when this address is invited into this team already. */
    async insert(organizerId: OrganizerId, row: Omit<TeamInviteTable, 'organizer_id'>): Promise<boolean> {
      const result = await q
        .insertInto('team_invites')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'team_id', 'email']).doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** The token before stops working. False when the invitation is gone. */
    async renew(
      organizerId: OrganizerId,
      id: TeamInviteId,
      values: Pick<TeamInviteTable, 'token_hash' | 'expires_at'>,
    ): Promise<boolean> {
      const result = await q
        .updateTable('team_invites')
        .set(values)
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    async delete(organizerId: OrganizerId, id: TeamInviteId): Promise<boolean> {
      const result = await q
        .deleteFrom('team_invites')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numDeletedRows > 0n
    },
  }
}

/** The way from the link in a mail to its invitation, before anybody knows the organizer. */
export function inviteTokenStore(q: Kysely<Schema>) {
  return {
    /** What the link leads to, with the name of who sent it. @param now ms */
    async find(tokenHash: string, now: number) {
      const row = await q
        .selectFrom('team_invites as i')
        .innerJoin('teams as t', (join) =>
          join.onRef('t.organizer_id', '=', 'i.organizer_id').onRef('t.id', '=', 'i.team_id'),
        )
        .innerJoin('organizers as o', 'o.id', 'i.organizer_id')
        .leftJoin('users as u', 'u.id', 'i.created_by')
        .selectAll('i')
        .select(['t.name as teamName', 'o.name as organizerName', 'o.slug as organizerSlug', 'o.time_zone as timeZone'])
        .select(['u.email as senderEmail', 'u.fullname as senderName'])
        .where('i.token_hash', '=', tokenHash)
        .where('i.expires_at', '>', now)
        .executeTakeFirst()
      return row ?? null
    },

    /** Uses an invitation up. Null when it is used, withdrawn or too old. @param now ms */
    async take(tokenHash: string, now: number): Promise<TeamInvite | null> {
      const row = await q
        .deleteFrom('team_invites')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .returningAll()
        .executeTakeFirst()
      return row ? toInvite(row) : null
    },

    /** @param before ms */
    async deleteEnded(before: number): Promise<number> {
      const result = await q.deleteFrom('team_invites').where('expires_at', '<', before).executeTakeFirst()
      return Number(result.numDeletedRows)
    },

    /** The address of this account is proven: an invitation reached it. */
    async markVerified(userId: UserId): Promise<void> {
      await q.updateTable('users').set({ is_verified: true }).where('id', '=', userId).execute()
    },
  }
}

function toInvite(row: Selectable<TeamInviteTable>): TeamInvite {
  return {
    organizerId: row.organizer_id,
    teamId: row.team_id,
    id: row.id,
    email: row.email,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
