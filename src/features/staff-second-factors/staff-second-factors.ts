import type { UserId } from '../../core/ids.ts'
import { createFactorThrottles, type FactorThrottles } from '../../platform/factors/throttles.ts'
import { createShownOnce, type ShownOnce } from '../../platform/http/shown-once.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import type { Staff, StaffLogin, User } from '../staff/index.ts'
import type { Teams } from '../teams/index.ts'
import { createChallenges } from './challenges.ts'
import { createChanges } from './changes.ts'
import { createDevices, type Devices } from './devices.ts'
import { createPasskeys, type Passkeys } from './passkeys.ts'
import { createRecoveryCodes, type RecoveryCodes } from './recovery-codes.ts'
import { isForcedBySetting, type WhyForced, whyForced } from './rules/forced.ts'
import { createSecondStep, type SecondStep } from './second-step.ts'
import { challengeStore } from './store/challenges.ts'
import { factorStore } from './store/factors.ts'
import { totpStore } from './store/totp.ts'
import { createTotp, type Totp, UNCONFIRMED_MS } from './totp.ts'
import type { Factors } from './types.ts'

/** Where people see to their second factors, and where those go first who must have one. */
export const SETTINGS_PATH = '/control/settings/2fa/'

/** Authenticator apps, passkeys and recovery codes of staff, whichever backend their accounts belong to. */
export interface StaffSecondFactors {
  readonly totp: Totp
  readonly passkeys: Passkeys
  readonly devices: Devices
  readonly recoveryCodes: RecoveryCodes
  readonly secondStep: SecondStep
  readonly throttles: FactorThrottles
  /** Carries new recovery codes to the page that shows them. */
  readonly newCodes: ShownOnce
  of(userId: UserId): Promise<Factors>
  /** Why this user must have a second factor, as far as that is so. */
  whyForced(user: User): Promise<WhyForced>
  leaveRequiringTeams: Teams['leaveRequiring']
  /** Removes devices and codes of somebody who can use none of them any more, and ends all sessions. False when there was nothing. */
  resetFactors(user: User, actor: AuditActor): Promise<boolean>
  /**
   * One more recovery code for somebody who has none at hand; the others stay, and the person is told. Null when there is no
   * device that it could stand in for.
   */
  addRecoveryCode(user: User, actor: AuditActor): Promise<string | null>
  /** Removes challenges that nobody answered and devices that nobody confirmed. Answers how many. */
  cleanUp(): Promise<number>
}

interface Deps {
  readonly audit: Audit
  readonly staff: Staff
  readonly teams: Pick<Teams, 'requiringSecondFactor' | 'leaveRequiring'>
}

/** Makes logins ask for the second factor, and the back office wait for it where it is required. */
export function createStaffSecondFactors(platform: Platform, { audit, staff, teams }: Deps): StaffSecondFactors {
  const { db, clock, config } = platform
  const setting = config.obligatory2fa
  const change = createChanges(platform, { audit, staff })
  const throttles = createFactorThrottles(platform.throttle, 'staff-')
  const totp = createTotp(platform, { change })
  const passkeys = createPasskeys(platform, { staff, challenges: createChallenges(platform), change })
  const recoveryCodes = createRecoveryCodes(platform, { change })

  staff.completion.useSecondStep({ isNeeded: (q, user) => factorStore(q).hasDevice(user.id) })
  staff.gates.add(async (login) => ((await mustSetUp(login)) ? SETTINGS_PATH : null))

  /** Not those whose identity provider checked a second factor, and not administrators who look through another account. */
  async function mustSetUp({ user, session, impersonator }: StaffLogin): Promise<boolean> {
    if (session.secondFactor === 'upstream' || impersonator !== null) return false
    return factorStore(db.q).lacksRequired(user.id, isForcedBySetting(setting, user))
  }

  return {
    totp,
    passkeys,
    devices: createDevices(platform, { change, setting }),
    recoveryCodes,
    secondStep: createSecondStep(platform, { audit, staff, totp, passkeys, throttles }),
    throttles,
    newCodes: createShownOnce(platform, 'staff-recovery-codes'),
    of: (userId) => factorStore(db.q).all(userId),
    whyForced: async (user) => whyForced(setting, user, await teams.requiringSecondFactor(user)),
    leaveRequiringTeams: teams.leaveRequiring,

    async resetFactors(user, actor) {
      const told = { action: 'foyer.staff.secondfactors.reset', tells: 'reset', endsSessions: true } as const
      const done = await change({ user, actor, session: null }, told, async (q) => {
        if (!(await factorStore(q).hasDevice(user.id))) return null
        await factorStore(q).removeAll(user.id)
        return true
      })
      return done !== null
    },

    addRecoveryCode: (user, actor) => recoveryCodes.addOne({ user, actor, session: null }),

    async cleanUp() {
      const now = clock.now()
      const challenges = await challengeStore(db.q).deleteExpired(now)
      return challenges + (await totpStore(db.q).removeUnconfirmed(now - UNCONFIRMED_MS))
    },
  }
}
