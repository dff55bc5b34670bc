import { Forbidden, FoyerError } from '../../core/errors.ts'

/** Afterwards nobody who can log in could manage the teams of the organizer. */
export class LastTeamManager extends FoyerError {
  constructor(organizer: string) {
    super('the last person who may manage the teams', {
      code: 'last_team_manager',
      status: 409,
      text: { key: 'teams:lastManager', params: { organizer } },
    })
  }
}

/** Nobody gives more than they have. */
export class MoreThanOwn extends Forbidden {
  constructor() {
    super('a team that may do more than its editor', { key: 'teams:moreThanOwn' })
  }
}

/** The link was never one, is used, withdrawn or too old. */
export class InviteGone extends FoyerError {
  constructor() {
    super('no such invitation', { code: 'invite_gone', status: 404, text: { key: 'teams:invite.gone' } })
  }
}

/** The link stays as it is. */
export class MemberAlready extends FoyerError {
  constructor(team: string) {
    super('a member of this team already', {
      code: 'member_already',
      status: 409,
      text: { key: 'teams:invite.memberAlready', params: { team } },
    })
  }
}
