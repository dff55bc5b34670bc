import { DAY } from '../../../core/clock.ts'
import type { TeamId } from '../../../core/ids.ts'
import { hashSecret } from '../../../core/random.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { AuditActor } from '../../audit/index.ts'
import { displayName, type User } from '../../staff/index.ts'
import { InviteGone, MemberAlready } from '../errors.ts'
import { inviteTokenStore } from '../store/invites.ts'
import { memberStore } from '../store/members.ts'
import { teamStore } from '../store/teams.ts'
import type { TeamChanges } from './changes.ts'

/** What the link in an invitation leads to. */
export interface OpenInvite {
  /** The address that it was sent to. */
  readonly email: string
  readonly team: { readonly id: TeamId; readonly name: string }
  readonly organizer: { readonly slug: string; readonly name: string; readonly timeZone: string }
  /** Who sent it; null for the operator, and when the account is gone. */
  readonly sender: string | null
  /** ms */
  readonly expiresAt: number
}

/** Invitations, from the side of those who got one. */
export interface InviteJoining {
  /** Null when the link was never one, is used, withdrawn or too old. */
  find(token: string): Promise<OpenInvite | null>
  /** @throws InviteGone, MemberAlready */
  join(token: string, user: User, by: { actor: AuditActor; verifies: boolean }): Promise<void>
  /**
   * Uses an invitation up and makes this account a member, as a part of the caller's transaction, which also made the account.
   * @param user `email` lower case
   * @throws InviteGone, which rolls the transaction back
   */
  take(q: Database, token: string, user: Pick<User, 'id' | 'email' | 'fullname'>): Promise<void>
  /** Removes what ended a month ago. */
  cleanUp(): Promise<number>
}

const KEEP_ENDED_MS = 30 * DAY

export function createInviteJoining(
  platform: Pick<Platform, 'db' | 'clock'>,
  { changes }: { changes: TeamChanges },
): InviteJoining {
  const { db, clock } = platform

  async function use(
    q: Database,
    token: string,
    user: Pick<User, 'id' | 'email'>,
    by: { actor: AuditActor; verifies: boolean },
  ): Promise<void> {
    const invite = await inviteTokenStore(q).take(hashSecret(token), clock.now())
    const team = invite && (await teamStore(q).byId(invite.organizerId, invite.teamId))
    if (!invite || !team) throw new InviteGone()
    const isMember = await memberStore(q).isMember(team.organizerId, { teamId: team.id, userId: user.id })
    const detail = { invited_email: invite.email }
    const isNew = !isMember && (await changes.addMember(q, team, user, { actor: by.actor, action: 'joined', detail }))
    if (!isNew) throw new MemberAlready(team.name)
    if (by.verifies && invite.email === user.email) await inviteTokenStore(q).markVerified(user.id)
  }

  return {
    async find(token) {
      const row = await inviteTokenStore(db.q).find(hashSecret(token), clock.now())
      if (!row) return null
      const { senderEmail, senderName } = row
      return {
        email: row.email,
        team: { id: row.team_id, name: row.teamName },
        organizer: { slug: row.organizerSlug, name: row.organizerName, timeZone: row.timeZone },
        sender: senderEmail === null ? null : displayName({ email: senderEmail, fullname: senderName ?? '' }),
        expiresAt: row.expires_at,
      }
    },

    join: (token, user, by) => db.transaction((q) => use(q, token, user, by)),

    async take(q, token, user) {
      await use(q, token, user, { actor: { type: 'staff', id: user.id, name: displayName(user) }, verifies: false })
    },

    cleanUp: () => inviteTokenStore(db.q).deleteEnded(clock.now() - KEEP_ENDED_MS),
  }
}
