import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { ACTING_LIFETIME_MS, displayName } from './rules.ts'
import { sessionStore } from './store/sessions.ts'
import { userStore } from './store/users.ts'
import type { FoundLogin, User } from './types.ts'

const AT_ONCE = 500

/** Administrators look through the accounts of others for an hour at most. The end is written into the history once. */
export interface Acting {
  /** Whom this session shows; null when it is over, which is written down then. */
  shown(login: FoundLogin): Promise<User | null>
  /** The session itself is over. */
  ended(login: FoundLogin): Promise<void>
  /** Ends those whose hour is over although nobody asked for a page since. Answers how many. */
  endOverdue(): Promise<number>
}

export function createActing({ db, clock }: Pick<Platform, 'db' | 'clock'>, { audit }: { audit: Audit }): Acting {
  const endOf = ({ session }: FoundLogin) => (session.actingSince ?? 0) + ACTING_LIFETIME_MS

  /** False when somebody else ended it meanwhile. */
  async function end(login: FoundLogin, acted: User | null): Promise<boolean> {
    const { user, session } = login
    const isTime = clock.now() >= endOf(login)
    const reason = isTime ? 'time' : acted?.isActive === false ? 'inactive' : undefined
    return db.transaction(async (q) => {
      if (!(await sessionStore(q).endActing(session.idHash, session.actingSince ?? 0))) return false
      if (acted === null) return true
      await audit.record(q, null, {
        action: 'pretix.control.auth.user.impersonate_stopped',
        actor: { type: 'staff', id: user.id, name: displayName(user) },
        object: { type: 'user', id: acted.id, name: acted.email },
        ...(reason !== undefined && { detail: { reason } }),
        ...(isTime && { at: endOf(login) }),
      })
      return true
    })
  }

  const actedBy = async ({ session }: FoundLogin) =>
    session.actingAs === null ? null : userStore(db.q).byId(session.actingAs)

  return {
    async shown(login) {
      const acted = await actedBy(login)
      if (login.user.isAdmin && clock.now() < endOf(login) && acted?.isActive && !acted.isAdmin) return acted
      await end(login, acted)
      return null
    },

    async ended(login) {
      if (login.session.actingAs !== null) await end(login, await actedBy(login))
    },

    async endOverdue() {
      let ended = 0
      for (const login of await sessionStore(db.q).actingSince(clock.now() - ACTING_LIFETIME_MS, AT_ONCE)) {
        if (await end(login, await actedBy(login))) ended++
      }
      return ended
    },
  }
}
