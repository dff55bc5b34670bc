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
