import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { BackendUsers, NativeAccounts } from '../staff-backends/index.ts'
import { backendUsers } from './backend-users.ts'
import { createLoginThrottle, type LoginThrottle } from './login-throttle.ts'
import { createMembers, type Members } from './members.ts'
import { createStaffSessions, type StaffSessions } from './sessions.ts'
import { createUsers, nativeAccounts, type Users } from './users.ts'

/** The people of the back office: their accounts, sessions and memberships. */
export interface Staff {
  readonly users: Users
  readonly members: Members
  readonly sessions: StaffSessions
  readonly throttle: LoginThrottle
  /** What the native backend checks passwords of. */
  readonly nativeAccounts: NativeAccounts
  /** The accounts of one backend, for its own code. */
  usersOf(backend: string): BackendUsers
}

export function createStaff(platform: Platform, deps: { audit: Audit }): Staff {
  return {
    users: createUsers(platform, deps),
    members: createMembers(platform, deps),
    sessions: createStaffSessions(platform),
    throttle: createLoginThrottle(platform.throttle),
    nativeAccounts: nativeAccounts(platform),
    usersOf: (backend) => backendUsers(platform, deps, backend),
  }
}
