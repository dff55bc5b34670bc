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
  /** Connections share them in turn. */
  readonly sessions: readonly BenchSession[]
  /** False for a server that does not sign. */
  readonly signs: boolean
}

/** One run of the load client. Times in ms. */
export interface Job {
  readonly subject: Subject
  readonly algorithm: Algorithm
  readonly serverPid: number
  readonly warmUpMs: number
  readonly durationMs: number
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

/** A server that runs. */
export interface RunningTarget {
  readonly subject: Subject
  readonly pid: number
  stop(): Promise<void>
}

/** A server that can be measured, again and again. */
export interface Target {
  readonly title: string
  /** Starts it in a process of its own and logs everybody in. */
  start(): Promise<RunningTarget>
}

export const REDIRECT_URI = 'https://rp.example/cb'
export const SCOPE = 'openid profile email'
/** Connections of the load client. */
export const CONNECTIONS = 16
