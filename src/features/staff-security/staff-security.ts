import { deviceWords } from '../../platform/devices/device.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditEvent, changedFields } from '../audit/index.ts'
import type { Staff, StaffLogin, User } from '../staff/index.ts'
import { forgetLoginSources, watchLoginSources } from './login-sources.ts'
import { checkProfile, type ProfileForm } from './rules.ts'
import { profileStore } from './store/profile.ts'

/** What staff members see to in their own accounts, whichever backend these belong to. */
export interface StaffSecurity {
  /** @throws InvalidInput */
  changeProfile(login: StaffLogin, form: ProfileForm): Promise<void>
  /** Ends one of the person's sessions; false when it is none of theirs, or over. */
  endSession(login: StaffLogin, idHash: string): Promise<boolean>
  /** Ends all sessions of the person but this one. Answers how many. */
  endOtherSessions(login: StaffLogin): Promise<number>
  /** Forgets kinds of browsers that nobody used for long. Answers how many. */
  cleanUp(): Promise<number>
}

/** Also notices new kinds of browsers at logins from now on. */
export function createStaffSecurity(
  platform: Platform,
  { staff, audit }: { staff: Staff; audit: Audit },
): StaffSecurity {
  const { db, clock } = platform
  watchLoginSources(platform, { staff, audit })

  const event = ({ actor, user }: StaffLogin, action: AuditEvent['action']): AuditEvent => ({
    action,
    actor,
    object: { type: 'user', id: user.id, name: user.email },
  })

  return {
    async changeProfile(login, form) {
      const { user } = login
      const profile = checkProfile(form)
      const changes = changedFields(recorded(user), recorded(profile))
      if (Object.keys(changes.after).length === 0) return
      await db.transaction(async (trx) => {
        await profileStore(trx).save(user.id, profile, clock.now())
        await audit.record(trx, null, { ...event(login, 'pretix.user.settings.changed'), ...changes })
      })
    },

    async endSession(login, idHash) {
      const session = (await staff.sessions.ofUser(login.user.id)).find((one) => one.idHash === idHash)
      if (!session) return false
      return db.transaction(async (trx) => {
        const isEnded = await staff.sessions.endOne(trx, login.user.id, idHash)
        const detail = { device: deviceWords(session.userAgent), network: session.ipPrefix }
        if (isEnded) await audit.record(trx, null, { ...event(login, 'foyer.staff.session.ended'), detail })
        return isEnded
      })
    },

    endOtherSessions: (login) =>
      db.transaction(async (trx) => {
        const count = await staff.sessions.endOthers(trx, login.session)
        if (count > 0) await audit.record(trx, null, event(login, 'foyer.staff.othersessions.ended'))
        return count
      }),

    cleanUp: () => forgetLoginSources(platform),
  }
}

function recorded({ fullname, locale, timeZone }: Pick<User, 'fullname' | 'locale' | 'timeZone'>) {
  return { fullname, locale, time_zone: timeZone }
}
