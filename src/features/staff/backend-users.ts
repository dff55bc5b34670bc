import type { UserId } from '../../core/ids.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import type { UserTable } from '../../platform/db/schema.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, changedFields } from '../audit/index.ts'
import type { BackendTeam, BackendUsers } from '../staff-backends/index.ts'
import { EmailAddressTaken } from './errors.ts'
import { normalizeEmail } from './rules.ts'
import { sessionStore } from './store/sessions.ts'
import { userStore } from './store/users.ts'
import type { User } from './types.ts'
import { newUserRow } from './users.ts'

const MAX_IDENTIFIER_LENGTH = 190
const COLUMNS = { fullname: 'fullname', locale: 'locale', timeZone: 'time_zone', isAdmin: 'is_admin' } as const
type Columns = Partial<Pick<UserTable, (typeof COLUMNS)[keyof typeof COLUMNS]>>

type BackendIdentity = Parameters<BackendUsers['getOrCreateForBackend']>[0]

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
    await refuseTaken(() =>
      db.transaction(async (trx) => {
        await userStore(trx).update(user.id, { ...(changes.after as Columns), modified_at: platform.clock.now() })
        if ('email' in changes.after) await sessionStore(trx).deleteOfUser(user.id)
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

  async function getOrCreate({ identifier, email, always, onCreation }: CheckedIdentity): Promise<User> {
    const known = await userStore(db.q).byIdentifier(backend, identifier)
    if (known) return follow(known, { email, ...always })
    const holder = await userStore(db.q).byEmail(email)
    if (holder?.authBackend === backend && holder.authBackendIdentifier === null) {
      return follow(holder, { auth_backend_identifier: identifier, ...always })
    }
    if (holder) return madeMeanwhile(identifier)
    try {
      return await create(identifier, email, { ...onCreation, ...always })
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error
      return madeMeanwhile(identifier)
    }
  }

  /** The account that another login of the same person has just made. @throws EmailAddressTaken when there is none */
  async function madeMeanwhile(identifier: string): Promise<User> {
    const winner = await userStore(db.q).byIdentifier(backend, identifier)
    if (winner) return winner
    throw new EmailAddressTaken()
  }
}

interface CheckedIdentity {
  readonly identifier: string
  readonly email: string
  readonly always: Columns
  readonly onCreation: Columns
}

function checkIdentity({ identifier, email, setAlways, setOnCreation }: BackendIdentity): CheckedIdentity {
  if (typeof identifier !== 'string' || identifier === '') throw new TypeError('identifier is missing')
  if (identifier.length > MAX_IDENTIFIER_LENGTH) {
    throw new TypeError(`identifier is longer than ${MAX_IDENTIFIER_LENGTH} characters`)
  }
  const normalized = typeof email === 'string' ? normalizeEmail(email) : null
  if (normalized === null) throw new TypeError('email is missing or not an email address')
  return { identifier, email: normalized, always: columnsOf(setAlways), onCreation: columnsOf(setOnCreation) }
}

/** A backend's words for the columns of an account. @throws TypeError for anything else, the owner above all */
function columnsOf(fields: BackendIdentity['setAlways'] = {}): Columns {
  const columns: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(COLUMNS, name)) throw new TypeError(`a backend cannot set "${name}"`)
    if (value === undefined) continue
    const fits = name === 'isAdmin' ? typeof value === 'boolean' : typeof value === 'string' && value.length <= 250
    if (!fits || (name === 'locale' && !isLocale(String(value))))
      throw new TypeError(`the value of "${name}" does not fit`)
    columns[COLUMNS[name as keyof typeof COLUMNS]] = value
  }
  return columns as Columns
}

async function refuseTaken<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UniqueViolation) throw new EmailAddressTaken()
    throw error
  }
}
