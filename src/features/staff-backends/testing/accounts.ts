import type { UserId } from '../../../core/ids.ts'
import type { BackendTeam, BackendUser, BackendUsers } from '../contract.ts'
import { checkIdentity } from '../identity.ts'

/** Like the error of the same name in the program: `code` is what a backend looks at. */
class EmailAddressTaken extends Error {
  readonly code = 'email_taken'
  constructor() {
    super('the email address belongs to another account')
  }
}

/** Accounts in memory that keep the three rules as those of the program do. */
export interface KitAccounts {
  readonly users: BackendUsers
  /** All accounts, those of other backends, too. */
  all(): readonly BackendUser[]
  /** Adds an account that logs in in another way. */
  addForeign(email: string, backend?: string): BackendUser
  /** The teams that the backend named at the last login of each person, by identifier. */
  readonly teams: ReadonlyMap<string, readonly BackendTeam[]>
}

export function kitAccounts(backend: string): KitAccounts {
  const accounts = new Map<string, BackendUser>()
  const teams = new Map<string, readonly BackendTeam[]>()
  const own = () => [...accounts.values()].filter(({ authBackend }) => authBackend === backend)
  const holderOf = (email: string) => [...accounts.values()].find((account) => account.email === email)
  const find = (identifier: string) => own().find(({ authBackendIdentifier }) => authBackendIdentifier === identifier)

  function put(account: Omit<BackendUser, 'id'>, id = `user-${accounts.size + 1}`): BackendUser {
    const user = { ...account, id: id as UserId }
    accounts.set(id, user)
    return user
  }

  return {
    teams,
    all: () => [...accounts.values()],
    addForeign: (email, authBackend = 'somebody-else') =>
      put({ ...NEW, email: email.toLowerCase(), authBackend, authBackendIdentifier: null }),
    users: {
      async getOrCreateForBackend(identity) {
        const { identifier, email, always, onCreation } = checkIdentity(identity)
        const known = find(identifier)
        const holder = holderOf(email)
        if (holder && holder.id !== known?.id) throw new EmailAddressTaken()
        if (identity.teams !== undefined) teams.set(identifier, identity.teams)
        if (known) return put({ ...known, ...always, email }, known.id)
        return put({ ...NEW, ...onCreation, ...always, email, authBackend: backend, authBackendIdentifier: identifier })
      },
      findByIdentifier: async (identifier) => find(identifier) ?? null,
      findByEmail: async (email) => own().find((account) => account.email === email.trim().toLowerCase()) ?? null,
    },
  }
}

const NEW = { fullname: '', locale: 'en', timeZone: 'UTC', isActive: true, isAdmin: false } as const
