import type { IncomingHttpHeaders } from 'node:http'
import type { UserId } from '../../core/ids.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'

/** A text that people read: the same in all languages, or one for each language with `en` as the fallback. */
export type BackendText = string | ({ readonly en: string } & Readonly<Record<string, string>>)

/** One field of a backend's login form. */
export interface LoginFormField {
  readonly label: BackendText
  readonly type: 'text' | 'email' | 'password'
  /** Default true. An empty required field is answered by the form; the backend is not asked. */
  readonly required?: boolean
  /** In characters; default 4096. */
  readonly maxLength?: number
  /** WHATWG autofill token, e.g. `username`. */
  readonly autocomplete?: string
  /** One line below the field. */
  readonly hint?: BackendText
}

/** Fields by name, in the order of the form. Names are letters, digits, `_` and `-`. */
export type LoginFormFields = Readonly<Record<string, LoginFormField>>

/** What was typed, by the names of `loginFormFields`. Values are trimmed, except passwords. */
export type LoginFormData = Readonly<Record<string, string>>

/** A staff account as its backend sees it. */
export interface BackendUser {
  readonly id: UserId
  /** Lower case, unique in the installation. */
  readonly email: string
  readonly fullname: string
  readonly locale: Locale
  /** IANA name */
  readonly timeZone: string
  readonly isActive: boolean
  readonly isAdmin: boolean
  /** `identifier` of the backend that owns this account. */
  readonly authBackend: string
  /** The stable name of this person at the backend. */
  readonly authBackendIdentifier: string | null
}

/** What a backend may say about its users. */
export interface BackendUserFields {
  readonly fullname?: string
  readonly locale?: Locale
  readonly timeZone?: string
  readonly isAdmin?: boolean
}

export interface BackendIdentity {
  /** A name of this person that never changes and is never given to somebody else; 1 to 190 characters. */
  readonly identifier: string
  readonly email: string
  /** Written at every login. */
  readonly setAlways?: BackendUserFields
  /** Written only when the account is made. */
  readonly setOnCreation?: BackendUserFields
}

/** The accounts of one backend. It reaches no account of another backend. */
export interface BackendUsers {
  /**
   * Finds the account by `identifier` or makes it. The email follows the backend at each login.
   * @throws EmailAddressTaken (`code` "email_taken") when the email belongs to an account of another backend
   * @throws TypeError for a missing or overlong identifier, a missing or malformed email, or an unknown field
   */
  getOrCreateForBackend(identity: BackendIdentity): Promise<BackendUser>
  findByIdentifier(identifier: string): Promise<BackendUser | null>
  findByEmail(email: string): Promise<BackendUser | null>
}

export interface BackendMessages {
  /** A sentence for the person who logs in, shown once. */
  add(tone: 'info' | 'ok' | 'warn' | 'bad', text: BackendText): void
}

export interface BackendLog {
  info(fields: object, message?: string): void
  warn(fields: object, message?: string): void
  error(fields: object, message?: string): void
}

/** What a backend is asked with. Everything that it needs is in here, so that a plugin imports nothing. */
export interface BackendRequest {
  readonly headers: Readonly<IncomingHttpHeaders>
  readonly query: Readonly<Record<string, string>>
  /** Without the cookies of the program itself. */
  readonly cookies: Readonly<Record<string, string>>
  /** Address of the browser; behind a trusted proxy the one that the proxy names. */
  readonly ip: string
  /**
   * True when the connection comes from one of `trusted_proxies`. A backend that believes a header must check it: everybody
   * else can send that header, too.
   */
  readonly isFromTrustedProxy: boolean
  /** Why the person is asked. */
  readonly purpose: 'login' | 'reauthentication'
  readonly locale: Locale
  readonly users: BackendUsers
  readonly messages: BackendMessages
  /** The section `[auth.<identifier>]` of foyer.toml. */
  readonly config: Readonly<Record<string, unknown>>
  readonly log: BackendLog
}

type Maybe<T> = T | null | undefined
type Eventually<T> = T | Promise<T>

/**
 * A way for staff to log in. Three flows exist, and a backend may offer several of them: a form (`loginFormFields` and
 * `formAuthenticate`), an external session (`requestAuthenticate`), a redirect (`authenticationUrl`).
 *
 * Three rules:
 * 1. A backend MUST return only users whose `authBackend` is its own `identifier`.
 * 2. A backend MUST create new users with `authBackend` set to its own `identifier`.
 * 3. Every user MUST have an email address, unique in the installation. When it belongs to a user of another backend, the
 *    login SHOULD be refused.
 *
 * `request.users` keeps all three by itself, and a user who breaks the first is refused at the door.
 *
 * A backend is built once, when the program starts. The constructor must not wait for anything; each call may.
 */
export interface AuthBackend {
  /** Short, unique, lower case; stored with every user, so it must never change. */
  readonly identifier: string
  /** What people call it: tab and button of the login page. */
  readonly verboseName: BackendText
  /** False hides it on the login page; for backends that only have `requestAuthenticate`. Default true. */
  readonly visible?: boolean
  /** Default: no fields. */
  readonly loginFormFields?: LoginFormFields
  /** After the form was sent. Nothing means that the credentials are wrong. */
  formAuthenticate?(request: BackendRequest, formData: LoginFormData): Eventually<Maybe<BackendUser>>
  /** At every visit of the login page: the user of an external session such as a proxy header, or nothing. */
  requestAuthenticate?(request: BackendRequest): Eventually<Maybe<BackendUser>>
  /** Where the login begins elsewhere: an `https:` address or a path of this site. Asked whenever the login page is drawn. */
  authenticationUrl?(request: BackendRequest): Eventually<Maybe<string>>
  /** Where to go after the login; checked before it is used. Default: the query parameter `next`. */
  getNextUrl?(request: BackendRequest): Eventually<Maybe<string>>
}

/** A backend to derive from, with the defaults of the contract. Deriving is a convenience: the shape is what counts. */
export abstract class BaseAuthBackend implements AuthBackend {
  abstract readonly identifier: string
  abstract readonly verboseName: BackendText

  get visible(): boolean {
    return true
  }

  get loginFormFields(): LoginFormFields {
    return {}
  }

  async formAuthenticate(_request: BackendRequest, _formData: LoginFormData): Promise<Maybe<BackendUser>> {
    return null
  }

  async requestAuthenticate(_request: BackendRequest): Promise<Maybe<BackendUser>> {
    return null
  }

  async authenticationUrl(_request: BackendRequest): Promise<Maybe<string>> {
    return null
  }

  async getNextUrl(request: BackendRequest): Promise<Maybe<string>> {
    return request.query.next
  }
}
