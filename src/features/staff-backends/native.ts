import { Overloaded } from '../../core/errors.ts'
import type { PasswordHasher } from '../../platform/crypto/passwords.ts'
import { type BackendRequest, type BackendUser, BaseAuthBackend, type LoginFormData } from './contract.ts'
import { MAX_PASSWORD_LENGTH } from './rules.ts'

const MAX_EMAIL_LENGTH = 254

/** Where the native backend finds its accounts. */
interface NativeAccounts {
  /** By email in lower case, only of the native backend. */
  find(email: string): Promise<{ user: BackendUser; passwordHash: string | null } | null>
  /** Stores a hash of today's cost for the same password. */
  upgradeHash(user: BackendUser, passwordHash: string): Promise<void>
}

interface NativeBackendDeps {
  readonly accounts: NativeAccounts
  readonly passwords: Pick<PasswordHasher, 'hash' | 'verify' | 'needsRehash'>
  /** Name of the installation, part of the backend's name. */
  readonly instanceName: string
}

/** Email and password. An unknown email costs the same time as a wrong password. */
export class NativeBackend extends BaseAuthBackend {
  static readonly IDENTIFIER = 'native'
  readonly identifier = NativeBackend.IDENTIFIER
  readonly verboseName
  readonly #deps: NativeBackendDeps

  constructor(deps: NativeBackendDeps) {
    super()
    this.#deps = deps
    this.verboseName = { en: `${deps.instanceName} account`, de: `${deps.instanceName}-Konto` }
  }

  override get loginFormFields() {
    return {
      email: {
        label: { en: 'Email', de: 'E-Mail-Adresse' },
        type: 'email',
        maxLength: MAX_EMAIL_LENGTH,
        autocomplete: 'username',
      },
      password: {
        label: { en: 'Password', de: 'Passwort' },
        type: 'password',
        maxLength: MAX_PASSWORD_LENGTH,
        autocomplete: 'current-password',
      },
    } as const
  }

  override async formAuthenticate(_request: BackendRequest, formData: LoginFormData): Promise<BackendUser | null> {
    const { accounts, passwords } = this.#deps
    const { email = '', password = '' } = formData
    const account = await accounts.find(email.toLowerCase())
    const hash = account?.passwordHash ?? null
    if (!(await passwords.verify(password, hash)) || account === null || hash === null) return null
    if (passwords.needsRehash(hash)) await this.#upgrade(account.user, password)
    return account.user
  }

  /** At the next login where there is no room for it now. */
  async #upgrade(user: BackendUser, password: string): Promise<void> {
    const { accounts, passwords } = this.#deps
    try {
      await accounts.upgradeHash(user, await passwords.hash(password))
    } catch (error) {
      if (!(error instanceof Overloaded)) throw error
    }
  }
}
