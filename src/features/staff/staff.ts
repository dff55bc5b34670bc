import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { BackendRegistry, BackendSessions, BackendTeam, BackendUsers } from '../staff-backends/index.ts'
import { backendSessions } from './backend-sessions.ts'
import { backendUsers } from './backend-users.ts'
import { createCompletion, type StaffCompletion } from './complete-login.ts'
import { createEmailAddresses, type EmailAddresses } from './email-addresses.ts'
import { createGates, type Gates } from './gates.ts'
import { loadStaffBackends } from './load-backends.ts'
import { createLoginAttempts, type LoginAttempts } from './login-attempts.ts'
import { createLoginThrottle, type LoginThrottle } from './login-throttle.ts'
import { createKeepOnly, type KeepOnly } from './own-session.ts'
import { createStaffPasswords, type StaffPasswords } from './passwords.ts'
import { createReauthentication, type Reauthentication } from './reauthentication.ts'
import { createStaffSessions, type StaffSessions } from './sessions.ts'
import { backendCountStore } from './store/backend-counts.ts'
import type { User } from './types.ts'
import { createUsers, type Users } from './users.ts'

/**
 * Makes a user a member of exactly these teams, as far as this backend granted memberships; those that people granted stay.
 * Teams that do not exist are passed over.
 */
export type AssignTeams = (user: User, backend: string, teams: readonly BackendTeam[]) => Promise<void>

/** The people of the back office: their accounts and sessions. */
export interface Staff {
  readonly users: Users
  /** Of native accounts. */
  readonly passwords: StaffPasswords
  readonly emailAddresses: EmailAddresses
  readonly sessions: StaffSessions
  readonly keepOnly: KeepOnly
  readonly throttle: LoginThrottle
  readonly reauthentication: Reauthentication
  /** The end of every login. */
  readonly completion: StaffCompletion
  readonly gates: Gates
  /** The accounts of one backend, for its own code. */
  usersOf(backend: string): BackendUsers
  /** Tells who puts people into the teams that a backend names. */
  useTeams(assign: AssignTeams): void
  /** The sessions that began with a login through one backend, for its own code. */
  sessionsOf(backend: string): BackendSessions
  readonly attempts: LoginAttempts
  /** The number of accounts by the identifier of their backend, enabled or not. */
  accountsByBackend(): Promise<ReadonlyMap<string, number>>
  /**
   * Builds the backends that the configuration names; once, when the program starts.
   * @throws ConfigError naming the entry that cannot be used
   */
  loadBackends(): Promise<BackendRegistry>
}

export function createStaff(platform: Platform, deps: { audit: Audit }): Staff {
  const sessions = createStaffSessions(platform, deps)
  const passwords = createStaffPasswords(platform)
  let assign: AssignTeams = async () => {}
  return {
    users: createUsers(platform, { ...deps, passwords }),
    passwords,
    emailAddresses: createEmailAddresses(platform),
    sessions,
    keepOnly: createKeepOnly({ random: platform.random, sessions }),
    throttle: createLoginThrottle(platform.throttle),
    reauthentication: createReauthentication(platform, { ...deps, sessions }),
    completion: createCompletion(platform, { ...deps, sessions }),
    gates: createGates(),
    attempts: createLoginAttempts(platform),
    accountsByBackend: () => backendCountStore(platform.db.q).accounts(),
    sessionsOf: (backend) => backendSessions(platform, backend),
    usersOf: (backend) => backendUsers(platform, { ...deps, assignTeams: (...given) => assign(...given) }, backend),
    useTeams(given) {
      assign = given
    },
    loadBackends: () => loadStaffBackends(platform),
  }
}
