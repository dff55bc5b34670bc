import type { UserId } from '../../core/ids.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import type { UserTable } from '../../platform/db/staff-tables.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, changedFields } from '../audit/index.ts'
import { type BackendTeam, type BackendUsers, checkIdentity } from '../staff-backends/index.ts'
import { EmailAddressTaken } from './errors.ts'
import { sessionStore } from './store/sessions.ts'
import { userStore } from './store/users.ts'
import type { User } from './types.ts'
import { newUserRow } from './users.ts'

const COLUMNS = { fullname: 'fullname', locale: 'locale', timeZone: 'time_zone', isAdmin: 'is_admin' } as const
type Columns = Partial<Pick<UserTable, (typeof COLUMNS)[keyof typeof COLUMNS]>>

type BackendUsersPlatform = Pick<Platform, 'db' | 'clock' | 'random' | 'config'>

interface BackendUsersDeps {
  readonly audit: Audit
  readonly assignTeams: (user: User, backend: string, teams: readonly BackendTeam[]) => Promise<void>
}

/** The accounts of one backend: the only ones that its code can find, make or change. */
export function backendUsers(platform: BackendUsersPlatform, deps: BackendUsersDeps, backend: string): BackendUsers {
  const { db } = platform
  const own = (user: User | null) => (user?.authBackend === backend ? user : null)

  /** Writes what differs. @throws EmailAddressTaken */
  async function follow(user: User, values: Columns & Partial<UserTable>): Promise<User> {
    const current = { email: user.email, fullname: user.fullname, locale: user.locale, time_zone: user.timeZone }
    const before = { ...current, is_admin: user.isAdmin, auth_backend_identifier: user.authBackendIdentifier }
    const changes = changedFields(before, values as Record<string, unknown>)
    if (Object.keys(changes.after).length === 0) return user
    await refuseTaken(values.email ?? user.email, () =>
      db.transaction(async (trx) => {
        const isMoved = 'email' in changes.after
        const written = { ...(changes.after as Columns), ...(isMoved && { is_verified: false }) }
        await userStore(trx).update(user.id, { ...written, modified_at: platform.clock.now() })
        if (isMoved) await sessionStore(trx).deleteOfUser(user.id)
        await deps.audit.record(trx, null, {
          action: 'foyer.staff.changed',
          actor: { type: 'system' },
          object: { type: 'user', id: user.id, name: values.email ?? user.email },
          ...changes,
        })
      }),
    )
    return reload(user.id)
  }

  async function create(identifier: string, email: string, values: Columns): Promise<User> {
    const row = { ...newUserRow(platform, email, backend), auth_backend_identifier: identifier, ...values }
    await db.transaction(async (trx) => {
      await userStore(trx).insert(row)
      await deps.audit.record(trx, null, {
        action: 'pretix.control.auth.user.created',
        actor: { type: 'system' },
        object: { type: 'user', id: row.id, name: email },
        after: { email, auth_backend: backend, auth_backend_identifier: identifier, ...values },
      })
    })
    return reload(row.id)
  }

  async function reload(id: UserId): Promise<User> {
    return (await userStore(db.q).byId(id)) as User
  }

  return {
    findByIdentifier: (identifier) => userStore(db.q).byIdentifier(backend, identifier),
    findByEmail: async (email) => own(await userStore(db.q).byEmail(email.trim().toLowerCase())),

    async getOrCreateForBackend(identity) {
      const user = await getOrCreate(checkIdentity(identity))
      if (identity.teams !== undefined) await deps.assignTeams(user, backend, identity.teams)
      return user
    },
  }

  async function getOrCreate({ identifier, email, ...fields }: ReturnType<typeof checkIdentity>): Promise<User> {
    const always = columnsOf(fields.always)
    const known = await userStore(db.q).byIdentifier(backend, identifier)
    if (known) return follow(known, { email, ...always })
    const holder = await userStore(db.q).byEmail(email)
    if (holder?.authBackend === backend && holder.authBackendIdentifier === null) {
      return follow(holder, { auth_backend_identifier: identifier, ...always })
    }
    if (holder) return madeMeanwhile(identifier, email)
    try {
      return await create(identifier, email, { ...columnsOf(fields.onCreation), ...always })
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
      return madeMeanwhile(identifier, email)
    }
  }

  /** The account that another login of the same person has just made. @throws EmailAddressTaken when there is none */
  async function madeMeanwhile(identifier: string, email: string): Promise<User> {
    const winner = await userStore(db.q).byIdentifier(backend, identifier)
    if (winner) return winner
    throw new EmailAddressTaken(email)
  }
}

/** A backend's words for the columns of an account. */
function columnsOf(fields: ReturnType<typeof checkIdentity>['always']): Columns {
  const entries = Object.entries(fields) as [keyof typeof COLUMNS, string | boolean][]
  return Object.fromEntries(entries.map(([name, value]) => [COLUMNS[name], value])) as Columns
}

async function refuseTaken<T>(email: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UniqueViolation) throw new EmailAddressTaken(email)
    throw error
  }
}
