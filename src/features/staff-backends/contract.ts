import type { IncomingHttpHeaders } from 'node:http'
import type { UserId } from '../../core/ids.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { ConfigSchema } from './config-schema.ts'

export type { ConfigSchema }

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
  /** Administers the installation. Every change is in the history. */
  readonly isAdmin?: boolean
}

/** A team by the short form of its organizer and its name. */
export interface BackendTeam {
  readonly organizer: string
  readonly team: string
}

export interface BackendIdentity {
  /** A name of this person that never changes and is never given to somebody else; 1 to 190 characters. */
  readonly identifier: string
  readonly email: string
  /** Written at every login. */
  readonly setAlways?: BackendUserFields
  /** Written only when the account is made. */
  readonly setOnCreation?: BackendUserFields
  /**
   * All teams that this person is in by the word of this backend. Memberships that it granted before and that are not in the
   * list end; memberships that people granted stay. Left out: nothing changes. A team that does not exist is passed over and
   * logged.
   */
  readonly teams?: readonly BackendTeam[]
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

/** What was put aside when a login left for somewhere else. */
export interface BackendAttempt {
  /** What the backend gave to `start`: nonce, PKCE verifier and the like. */
  readonly data: Readonly<Record<string, unknown>>
  readonly purpose: LoginPurpose
  /** ms */
  readonly startedAt: number
}

/** Logins that are under way elsewhere: many at once, for several tabs; each for one browser and one return. */
export interface BackendAttempts {
  /**
   * Puts something aside and answers the `state` that leads back to it, 43 characters. `next` and `purpose` are remembered by
   * themselves.
   * @param data JSON, kept encrypted
   * @param options.lifetimeS in seconds; 900 unless said otherwise, at most 3600
   */
  start(data?: Readonly<Record<string, unknown>>, options?: { readonly lifetimeS?: number }): Promise<string>
  /** What `state` leads to, once; null when it is unknown, used, too old, or of another browser or backend. */
  take(state: string | undefined): Promise<BackendAttempt | null>
}

/** The sessions that began with a login through this backend. */
export interface BackendSessions {
  /** Ends all sessions of a person, by the backend's own name of them. Answers how many. */
  endOfUser(identifier: string): Promise<number>
  /** Ends what began with this session of the identity provider; see `BackendLogin.session`. Answers how many. */
  endUpstream(sessionId: string): Promise<number>
}

/** `reauthentication`: somebody is logged in and has to prove it again, so the identity provider should ask anew. */
export type LoginPurpose = 'login' | 'reauthentication'

/** What a backend is asked with. Everything that it needs is in here, so that a plugin imports nothing. */
export interface BackendRequest<Config = Readonly<Record<string, unknown>>> {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<IncomingHttpHeaders>
  /** Every line of each header, by its name in lower case: `headers` joins or drops lines that were sent more than once. */
  readonly headersDistinct: Readonly<Record<string, readonly string[] | undefined>>
  readonly query: Readonly<Record<string, string>>
  /** What was posted to `callbackUrl` or to the back channel; empty elsewhere. */
  readonly form: Readonly<Record<string, string>>
  /** Without the cookies of the program itself. */
  readonly cookies: Readonly<Record<string, string>>
  /** Address of the browser; behind a trusted proxy the one that the proxy names. */
  readonly ip: string
  /** Address of whoever opened the connection: the proxy, when there is one. */
  readonly peerAddress: string
  /**
   * True when the connection comes from one of `trusted_proxies`. A backend that believes a header must check it: everybody
   * else can send that header, too.
   */
  readonly isFromTrustedProxy: boolean
  /** Why the person is asked. */
  readonly purpose: LoginPurpose
  /** Who has to prove who they are; null at a login. */
  readonly user: BackendUser | null
  /** Where the person wants to go: the `next` of the attempt that was taken, else the query parameter. Not checked. */
  readonly next: string | null
  readonly locale: Locale
  /** Absolute address, below the setting `url`, to which the identity provider sends people back; GET and POST. */
  readonly callbackUrl: string
  /** Absolute address for calls from server to server; POST. */
  readonly backchannelUrl: string
  /** Path that asks `beginLogin` and leads there. */
  readonly startUrl: string
  readonly users: BackendUsers
  readonly attempts: BackendAttempts
  readonly sessions: BackendSessions
  readonly messages: BackendMessages
  /** The section `[auth.<identifier>]` of foyer.toml, as `configSchema` answers it. */
  readonly config: Config
  readonly log: BackendLog
  /** A refusal with its reason: `throw request.refuse('You are not in the group "box office".')` */
  refuse(text: BackendText): Error
}

/** A user, and what is known about the login besides. */
export interface BackendLogin {
  readonly user: BackendUser
  /** The identity provider checked a second factor: ours is not asked for. */
  readonly secondFactorDone?: boolean
  readonly session?: {
    /** What the identity provider calls its session; for `sessions.endUpstream`. */
    readonly id?: string
    /** For `logoutUrl`, kept encrypted; JSON. */
    readonly data?: Readonly<Record<string, unknown>>
  }
}

/** An answer from server to server. */
export interface BackendAnswer {
  readonly status: number
  /** Media type; plain text unless said otherwise. */
  readonly type?: string
  readonly body?: string
}

type Maybe<T> = T | null | undefined
type Eventually<T> = T | Promise<T>
export type BackendOutcome = Maybe<BackendUser | BackendLogin>

/**
 * A way for staff to log in. Three flows exist, and a backend may offer several of them: a form (`loginFormFields` and
 * `formAuthenticate`), an external session (`requestAuthenticate`), a redirect (`authenticationUrl` or `beginLogin`, and
 * `handleCallback`).
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
export interface AuthBackend<Config = Readonly<Record<string, unknown>>> {
  /** Short, unique, lower case; stored with every user, so it must never change. */
  readonly identifier: string
  /** What people call it: tab and button of the login page. `verbose_name` in its section of foyer.toml wins. */
  readonly verboseName: BackendText
  /** False hides it on the login page; for backends that only have `requestAuthenticate`. Default true. */
  readonly visible?: boolean
  /** One line below the form or the button; `https:` addresses in it become links. */
  readonly hint?: BackendText
  /** Checks the section `[auth.<identifier>]` when the program starts; an issue stops it. Default: anything goes. */
  readonly configSchema?: ConfigSchema<Config>
  /** Default: no fields. */
  readonly loginFormFields?: LoginFormFields
  /** After the form was sent. Nothing means that the credentials are wrong. */
  formAuthenticate?(request: BackendRequest<Config>, formData: LoginFormData): Eventually<BackendOutcome>
  /** At every visit of the login page: the user of an external session such as a proxy header, or nothing. */
  requestAuthenticate?(request: BackendRequest<Config>): Eventually<BackendOutcome>
  /**
   * Where the login begins elsewhere: an `https:` address or a path of this site. Asked whenever the login page is drawn, so
   * what happens at the click belongs into `beginLogin`.
   */
  authenticationUrl?(request: BackendRequest<Config>): Eventually<Maybe<string>>
  /** When the person clicks: where the browser goes. With it, `authenticationUrl` is `request.startUrl` by default. */
  beginLogin?(request: BackendRequest<Config>): Eventually<string>
  /** When the person comes back to `request.callbackUrl`, by GET or POST. Nothing means that it did not work. */
  handleCallback?(request: BackendRequest<Config>): Eventually<BackendOutcome>
  /** A call from server to server at `request.backchannelUrl`, such as a back-channel logout. */
  handleBackchannel?(request: BackendRequest<Config>): Eventually<BackendAnswer>
  /** What others need to know about this installation, at `/control/auth/<identifier>/metadata`. */
  metadata?(request: BackendRequest<Config>): Eventually<BackendAnswer>
  /** Where to go after the login; checked before it is used. Default: `request.next`. */
  getNextUrl?(request: BackendRequest<Config>): Eventually<Maybe<string>>
  /**
   * When somebody has logged out here: where the session elsewhere ends. Default: nowhere.
   * @param data what `BackendLogin.session.data` held
   */
  logoutUrl?(request: BackendRequest<Config>, data: Readonly<Record<string, unknown>>): Eventually<Maybe<string>>
  /** For `foyer doctor`: throws an error whose message says what is wrong, e.g. that the directory cannot be reached. */
  checkHealth?(context: { readonly config: Config; readonly log: BackendLog }): Eventually<void>
}

/** A backend to derive from, with the defaults of the contract. Deriving is a convenience: the shape is what counts. */
export abstract class BaseAuthBackend<Config = Readonly<Record<string, unknown>>> implements AuthBackend<Config> {
  abstract readonly identifier: string
  abstract readonly verboseName: BackendText

  get visible(): boolean {
    return true
  }

  get loginFormFields(): LoginFormFields {
    return {}
  }

  async formAuthenticate(_request: BackendRequest<Config>, _formData: LoginFormData): Promise<BackendOutcome> {
    return null
  }

  async requestAuthenticate(_request: BackendRequest<Config>): Promise<BackendOutcome> {
    return null
  }

  async authenticationUrl(_request: BackendRequest<Config>): Promise<Maybe<string>> {
    return null
  }

  async getNextUrl(request: BackendRequest<Config>): Promise<Maybe<string>> {
    return request.next
  }
}
