export type Algorithm = 'RS256' | 'ES256'

export const ALGORITHMS: readonly Algorithm[] = ['RS256', 'ES256']

/** A person with a login at the server. */
export interface BenchSession {
  /** The `Cookie` header. */
  readonly cookie: string
  /** The `sub` that tokens must carry. */
  readonly subject: string
}

/** A registered client of the server that is measured. */
export interface BenchClient {
  readonly clientId: string
  readonly clientSecret: string
}

/** What the load client must know of a server. */
export interface Subject {
  readonly issuer: string
  readonly clients: Readonly<Record<Algorithm, BenchClient>>
  /** What these clients ask for. */
  readonly scope: string
  /** Connections share them in turn. */
  readonly sessions: readonly BenchSession[]
  /** False for a server that does not sign. */
  readonly signs: boolean
}

/** What each connection does again and again: log in to the app, ask who it was, or use its refresh token. */
export type Work = 'code-flow' | 'userinfo' | 'refresh'

/** One run of the load client. Times in ms. */
export interface FlowJob {
  readonly kind: 'flows'
  readonly work: Work
  readonly subject: Subject
  readonly algorithm: Algorithm
  readonly serverPid: number
  readonly warmUpMs: number
  readonly durationMs: number
  /** How often a second all connections together begin one; null: as often as they can. */
  readonly pacePerSecond: number | null
}

export interface Measurement {
  readonly flowsPerSecond: number
  /** Of whole flows, in ms. */
  readonly p50: number
  readonly p99: number
  /** Share of one core that the load client used, 0 to 1. */
  readonly clientLoad: number
  /** Share of one core that the server used, 0 to 1; null where the system does not tell. */
  readonly serverLoad: number | null
}

/** Browsers that log in with the right password, one after the other for ever. Times in ms. */
export interface LoginJob {
  readonly kind: 'logins'
  /** The address of the login page. */
  readonly page: string
  readonly emails: readonly string[]
  readonly password: string
  readonly browsers: number
  readonly warmUpMs: number
  readonly durationMs: number
}

export interface LoginMeasurement {
  readonly loginsPerSecond: number
  /** Logins that were answered with 503 because too many waited, a second. */
  readonly refusedPerSecond: number
}

export type Job = FlowJob | LoginJob

/** A server that runs. */
export interface RunningTarget {
  readonly subject: Subject
  readonly pid: number
  stop(): Promise<void>
}

export interface StartOptions {
  /** Clients that get refresh tokens; default false. */
  readonly offline?: boolean
  /** Settings of Foyer beside the usual ones. */
  readonly env?: Readonly<Record<string, string>>
}

/** A server that can be measured, again and again. */
export interface Target {
  readonly title: string
  /** Where its data is; null for what keeps it in memory. */
  readonly place: Place | null
  /** Starts it in a process of its own and logs everybody in. */
  start(options?: StartOptions): Promise<RunningTarget>
}

/** A database for one target. */
export interface Place {
  readonly kind: 'sqlite' | 'postgres'
  readonly title: string
  readonly database: { readonly databaseUrl?: string; readonly sqliteFile?: string }
}

export const REDIRECT_URI = 'https://rp.example/cb'
export const SCOPE = 'openid profile email'
export const OFFLINE_SCOPE = `${SCOPE} offline_access`
/** Connections of the load client. */
export const CONNECTIONS = 16
