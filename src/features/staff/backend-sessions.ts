import type { Platform } from '../../platform/platform.ts'
import type { BackendSessions } from '../staff-backends/index.ts'
import { sessionStore } from './store/sessions.ts'
import { userStore } from './store/users.ts'

/** The sessions of one backend: the only ones that its code can end. */
export function backendSessions({ db }: Pick<Platform, 'db'>, backend: string): BackendSessions {
  return {
    async endOfUser(identifier) {
      const user = await userStore(db.q).byIdentifier(backend, identifier)
      return user ? sessionStore(db.q).deleteOfUser(user.id) : 0
    },
    endUpstream: (sessionId) => sessionStore(db.q).deleteUpstream(backend, sessionId),
  }
}
