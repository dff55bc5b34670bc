import type { Config } from '../../../config.ts'
import type { User } from '../../staff/index.ts'

/** Why somebody has to have a second factor. */
export interface WhyForced {
  /** Everybody of this installation has to. */
  readonly installation: boolean
  /** Administrators have to, and this is one. */
  readonly administrators: boolean
  /** Teams of this person that want it, of whichever organizer. */
  readonly teams: readonly { readonly organizer: string; readonly team: string }[]
}

/** Whether the configuration asks a second factor of this user, whatever the teams do. */
export function isForcedBySetting(setting: Config['obligatory2fa'], user: Pick<User, 'isAdmin'>): boolean {
  return setting === 'true' || (setting === 'staff' && user.isAdmin)
}

export function whyForced(
  setting: Config['obligatory2fa'],
  user: Pick<User, 'isAdmin'>,
  teams: WhyForced['teams'],
): WhyForced {
  return { installation: setting === 'true', administrators: setting === 'staff' && user.isAdmin, teams }
}

export function isForced({ installation, administrators, teams }: WhyForced): boolean {
  return installation || administrators || teams.length > 0
}
