import { DAY, SECOND } from '../../../core/clock.ts'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { newId, type TeamInviteId } from '../../../core/ids.ts'
import { hashSecret, randomSecret } from '../../../core/random.ts'
import type { QueuedMail } from '../../../platform/mail/mailer.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Audit } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { User } from '../../staff/index.ts'
import { INVITE_LIFETIME_MS } from '../rules.ts'
import { inviteStore } from '../store/invites.ts'
import type { Editor, Team, TeamInvite } from '../types.ts'
import { refuseMore } from './changes.ts'
import { addedLetter, inviteLetter } from './team-mails.ts'

/** Mails that one team may send to people on one day. */
const MAILS_A_DAY = 100

/** Invitations, from the side of those who send them. */
export interface InviteSending {
  invites(team: Team): Promise<TeamInvite[]>
  invitation(team: Team, id: TeamInviteId): Promise<TeamInvite | null>
  /** A mail in the name of the team. @throws TooManyRequests */
  count(team: Team): Promise<void>
  /** @throws InvalidInput for somebody who is invited already; MoreThanOwn */
  invite(organizer: Organizer, team: Team, email: string, editor: Editor): Promise<void>
  /** A new link for another seven days; the one before stops working. @throws MoreThanOwn, TooManyRequests, NotFound */
  resend(organizer: Organizer, team: Team, invite: TeamInvite, editor: Editor): Promise<void>
  /** @throws MoreThanOwn, NotFound */
  revoke(organizer: Organizer, team: Team, invite: TeamInvite, editor: Editor): Promise<void>
  addedLetter(organizer: Organizer, team: Team, user: User, editor: Editor): Promise<QueuedMail>
}

type SendingPlatform = Pick<Platform, 'db' | 'clock' | 'random' | 'mailer' | 'outbox' | 'config' | 'i18n' | 'throttle'>

export function createInviteSending(platform: SendingPlatform, { audit }: { audit: Audit }): InviteSending {
  const { db, clock, random, mailer, outbox } = platform
  const mails = platform.throttle.define('team-mails', { points: MAILS_A_DAY, windowS: DAY / SECOND })
  const object = ({ id, name }: Team) => ({ type: 'team', id, name }) as const

  const drawToken = () => ({ token: randomSecret(random), expiresAt: clock.now() + INVITE_LIFETIME_MS })

  return {
    invites: (team) => inviteStore(db.q).list(team.organizerId, team.id),
    invitation: (team, id) => inviteStore(db.q).byId(team.organizerId, team.id, id),
    addedLetter: (organizer, team, user, editor) => addedLetter(platform, organizer, team, editor, user),

    async count(team) {
      await mails.consume(team.id)
    },

    async invite(organizer, team, email, editor) {
      const { token, expiresAt } = drawToken()
      const letter = await inviteLetter(platform, organizer, team, editor, { email, token, expiresAt })
      await db.transaction(async (q) => {
        await refuseMore(q, organizer, editor, team)
        const isNew = await inviteStore(q).insert(organizer.id, {
          id: newId<TeamInviteId>(random),
          team_id: team.id,
          email,
          token_hash: hashSecret(token),
          created_by: editor.user?.id ?? null,
          created_at: clock.now(),
          expires_at: expiresAt,
        })
        if (!isNew) throw new InvalidInput({ email: { key: 'teams:invite.already', params: { email } } })
        await audit.record(q, organizer.id, {
          action: 'pretix.team.invite.created',
          actor: editor.actor,
          object: object(team),
          after: { invited_email: email },
        })
        await mailer.queue(q, letter)
      })
      outbox.wake()
    },

    async resend(organizer, team, { id, email }, editor) {
      await refuseMore(db.q, organizer, editor, team)
      await mails.consume(team.id)
      const { token, expiresAt } = drawToken()
      const letter = await inviteLetter(platform, organizer, team, editor, { email, token, expiresAt })
      await db.transaction(async (q) => {
        await refuseMore(q, organizer, editor, team)
        const values = { token_hash: hashSecret(token), expires_at: expiresAt }
        if (!(await inviteStore(q).renew(organizer.id, id, values))) throw new NotFound('invitation')
        await audit.record(q, organizer.id, {
          action: 'pretix.team.invite.resent',
          actor: editor.actor,
          object: object(team),
          after: { invited_email: email },
        })
        await mailer.queue(q, letter)
      })
      outbox.wake()
    },

    async revoke(organizer, team, { id, email }, editor) {
      await db.transaction(async (q) => {
        await refuseMore(q, organizer, editor, team)
        if (!(await inviteStore(q).delete(organizer.id, id))) throw new NotFound('invitation')
        await audit.record(q, organizer.id, {
          action: 'pretix.team.invite.deleted',
          actor: editor.actor,
          object: object(team),
          before: { invited_email: email },
        })
      })
    },
  }
}
