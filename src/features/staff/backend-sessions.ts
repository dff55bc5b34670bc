import type { Platform } from '../../platform/platform.ts'
import type { BackendSessions } from '../staff-backends/index.ts'
import { pendingLoginStore } from './store/pending-logins.ts'
import { sessionStore } from './store/sessions.ts'
import { userStore } from './store/users.ts'

/** The sessions of one backend, and the logins that wait to become some: the only ones that its code can end. */
export function backendSessions({ db }: Pick<Platform, 'db'>, backend: string): BackendSessions {
  return {
    async endOfUser(identifier) {
      const user = await userStore(db.q).byIdentifier(backend, identifier)
      if (!user) return 0
      await pendingLoginStore(db.q).deleteOfUser(user.id)
      return sessionStore(db.q).deleteOfUser(user.id)
    },
    async endUpstream(sessionId) {
      await pendingLoginStore(db.q).deleteUpstream(backend, sessionId)
      return sessionStore(db.q).deleteUpstream(backend, sessionId)
    },
  }
}
