import type {
  AuthBackend,
  BackendLog,
  BackendOutcome,
  BackendRequest,
  BackendText,
  LoginFormData,
  LoginFormFields,
} from '../contract.ts'
import { type ConfigSurroundings, type LdapConfig, ldapConfigSchema } from './config.ts'
import { findPerson } from './find-person.ts'
import { checkDirectory } from './health.ts'
import { identityOf } from './person.ts'
import { LDAP_TEXTS } from './texts.ts'

const EMAIL_FIELDS: readonly string[] = ['email', 'mail']
const MAX_LENGTH = 254
const MAX_PASSWORD_LENGTH = 4096

export interface LdapBackendOptions extends ConfigSurroundings {
  /** The section `[auth.<identifier>]`: the fields of the form come from it. */
  readonly section: Readonly<Record<string, unknown>>
}

/** User name and password, checked by a directory (RFC 4511). */
export class LdapBackend implements AuthBackend<LdapConfig> {
  readonly identifier: string
  readonly verboseName = LDAP_TEXTS.name
  readonly hint?: BackendText
  readonly configSchema
  readonly #config: LdapConfig | null

  constructor(identifier: string, options: LdapBackendOptions) {
    this.identifier = identifier
    this.configSchema = ldapConfigSchema(options)
    const { verbose_name: _, ...section } = options.section
    this.#config = this.configSchema.safeParse(section).data ?? null
    if (this.#config?.hint !== undefined) this.hint = this.#config.hint
  }

  get loginFormFields(): LoginFormFields {
    const { fields = [], labels = {} } = this.#config ?? {}
    const named = fields.map((name, index) => [
      name,
      {
        label: labels[name] ?? (name === 'username' ? LDAP_TEXTS.username : name),
        type: EMAIL_FIELDS.includes(name) ? ('email' as const) : ('text' as const),
        maxLength: MAX_LENGTH,
        ...(index === 0 && { autocomplete: 'username' }),
      },
    ])
    return {
      ...Object.fromEntries(named),
      password: {
        label: labels.password ?? LDAP_TEXTS.password,
        type: 'password',
        maxLength: MAX_PASSWORD_LENGTH,
        autocomplete: 'current-password',
      },
    }
  }

  async formAuthenticate(request: BackendRequest<LdapConfig>, formData: LoginFormData): Promise<BackendOutcome> {
    const { fields } = request.config
    const { password = '' } = formData
    // A bind without a password succeeds for everybody (RFC 4513, section 5.1.2).
    if (password === '' || fields.some((name) => (formData[name] ?? '') === '')) return null
    const found = await findPerson(request, formData, password)
    if (found === null) return null
    const identity = identityOf(request, found.person, found.groups)
    if (request.user !== null && request.user.authBackendIdentifier !== identity.identifier) {
      throw request.refuse(LDAP_TEXTS.somebodyElse)
    }
    return request.users.getOrCreateForBackend(identity)
  }

  async checkHealth({ config, log }: { readonly config: LdapConfig; readonly log: BackendLog }): Promise<void> {
    if (!config.servers.tlsVerify) log.warn({}, 'tls_verify is off: anybody in the network can pose as the directory')
    await checkDirectory(config)
  }
}
