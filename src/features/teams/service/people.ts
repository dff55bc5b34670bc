import { InvalidInput, NotFound } from '../../../core/errors.ts'
import type { UserId } from '../../../core/ids.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { Staff, User } from '../../staff/index.ts'
import { type Membership, memberStore } from '../store/members.ts'
import { teamStore } from '../store/teams.ts'
import type { Editor, MemberSource, Team, TeamMember } from '../types.ts'
import { refuseMore, type TeamChanges } from './changes.ts'
import type { InviteSending } from './invite-sending.ts'
import { keepAManager } from './keep-a-manager.ts'
import { emailOf } from './team-mails.ts'

/** The people of one team. */
export interface TeamPeople {
  /** By email. */
  members(team: Team, options: { limit: number; after?: string }): Promise<TeamMember[]>
  member(team: Team, id: UserId): Promise<User | null>
  /** All that put somebody into teams of the organizer. */
  grants(organizer: Pick<Organizer, 'id'>, user: Pick<User, 'id'>): Promise<Membership[]>
  /**
   * Whoever has an account with a confirmed address is a member at once and is told by email; everybody else gets an
   * invitation, so that nobody gets in who made an account with the address of another person.
   * @throws InvalidInput for an address that cannot be added; MoreThanOwn; TooManyRequests
   */
  addByEmail(organizer: Organizer, team: Team, email: string, editor: Editor): Promise<'added' | 'invited'>
  /** Also ends what a backend granted, until it grants it again. @throws LastTeamManager, MoreThanOwn, NotFound */
  removeMember(organizer: Organizer, team: Team, userId: UserId, editor: Editor): Promise<void>
}

interface Deps {
  readonly staff: Pick<Staff, 'users'>
  readonly changes: TeamChanges
  readonly sending: InviteSending
}

type PeoplePlatform = Pick<Platform, 'db' | 'mailer' | 'outbox'>

export function createTeamPeople(platform: PeoplePlatform, { staff, changes, sending }: Deps): TeamPeople {
  const { db, mailer, outbox } = platform

  /** @throws InvalidInput for somebody who is switched off, or in the team already */
  async function refuseUseless(organizer: Organizer, team: Team, { id, email, isActive }: User): Promise<void> {
    if (!isActive) throw new InvalidInput({ email: { key: 'teams:member.inactive', params: { email } } })
    if (await memberStore(db.q).isMember(organizer.id, { teamId: team.id, userId: id })) {
      throw new InvalidInput({ email: { key: 'teams:member.already', params: { email } } })
    }
  }

  async function addKnown(organizer: Organizer, team: Team, user: User, editor: Editor): Promise<void> {
    const letter = await sending.addedLetter(organizer, team, user, editor)
    await db.transaction(async (q) => {
      await refuseMore(q, organizer, editor, team)
      const known = await memberStore(q).isMember(organizer.id, { teamId: team.id, userId: user.id })
      if (known || !(await changes.addMember(q, team, user, { actor: editor.actor }))) {
        throw new InvalidInput({ email: { key: 'teams:member.already', params: { email: user.email } } })
      }
      await mailer.queue(q, letter)
    })
    outbox.wake()
  }

  return {
    async members(team, { limit, after = '' }) {
      const people = await memberStore(db.q).people(team.organizerId, { teamId: team.id, after, limit })
      const grants = await memberStore(db.q).ofUsers(
        team.organizerId,
        people.map(({ userId }) => userId),
      )
      return people.map((person) => ({
        ...person,
        sources: grants
          .filter(({ userId, teamId }) => userId === person.userId && teamId === team.id)
          .map(({ source }): MemberSource => source),
      }))
    },

    async member(team, id) {
      const isMember = await memberStore(db.q).isMember(team.organizerId, { teamId: team.id, userId: id })
      return isMember ? staff.users.byId(id) : null
    },

    grants: (organizer, user) => memberStore(db.q).ofUser(organizer.id, user.id),

    async addByEmail(organizer, team, typed, editor) {
      const email = emailOf(typed)
      await refuseMore(db.q, organizer, editor, team)
      await sending.count(team)
      const user = await staff.users.byEmail(email)
      if (user) await refuseUseless(organizer, team, user)
      if (user && isProven(user)) {
        await addKnown(organizer, team, user, editor)
        return 'added'
      }
      await sending.invite(organizer, team, email, editor)
      return 'invited'
    },

    async removeMember(organizer, { id: teamId }, userId, editor) {
      const user = await staff.users.byId(userId)
      if (!user) throw new NotFound('member')
      await db.transaction((q) =>
        keepAManager(q, db.kind, [organizer], async () => {
          const team = await teamStore(q).byId(organizer.id, teamId)
          if (!team) throw new NotFound('team')
          if (editor.user?.id !== userId) await refuseMore(q, organizer, editor, team)
          if (!(await changes.removeMember(q, team, user, { actor: editor.actor }))) throw new NotFound('member')
        }),
      )
    },
  }
}

/** Backends of others know whose the addresses of their accounts are. */
function isProven({ isVerified, authBackend }: User): boolean {
  return isVerified || authBackend !== 'native'
}
