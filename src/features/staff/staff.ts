import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { BackendRegistry, BackendUsers } from '../staff-backends/index.ts'
import { backendUsers } from './backend-users.ts'
import { loadStaffBackends } from './load-backends.ts'
import { createLoginThrottle, type LoginThrottle } from './login-throttle.ts'
import { createMembers, type Members } from './members.ts'
import { createStaffSessions, type StaffSessions } from './sessions.ts'
import { createUsers, type Users } from './users.ts'

/** The people of the back office: their accounts, sessions and memberships. */
export interface Staff {
  readonly users: Users
  readonly members: Members
  readonly sessions: StaffSessions
  readonly throttle: LoginThrottle
  /** The accounts of one backend, for its own code. */
  usersOf(backend: string): BackendUsers
  /**
   * Builds the backends that the configuration names; once, when the program starts.
   * @throws ConfigError naming the entry that cannot be used
   */
  loadBackends(): Promise<BackendRegistry>
}

export function createStaff(platform: Platform, deps: { audit: Audit }): Staff {
  return {
    users: createUsers(platform, deps),
    members: createMembers(platform, deps),
    sessions: createStaffSessions(platform),
    throttle: createLoginThrottle(platform.throttle),
    usersOf: (backend) => backendUsers(platform, deps, backend),
    loadBackends: () => loadStaffBackends(platform),
  }
}
