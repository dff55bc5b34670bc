/** How strict the program is: `production` demands a real secret, `development` makes one by itself. */
export type Mode = 'development' | 'production'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** What a `[auth.<identifier>]` section of foyer.toml holds; the backend of that identifier validates it. */
export type AuthSection = Readonly<Record<string, unknown>>

/** All settings, validated and with defaults filled in. What each one means stands in `settings.ts`. */
export interface Config {
  /** Absolute; where relative paths of the configuration begin: the folder of foyer.toml, else the working directory. */
  readonly folder: string
  /** Public origin without a trailing slash, such as `https://tickets.example`. */
  readonly url: string
  /** 0 lets the system choose a free port. */
  readonly port: number
  readonly host: string
  /** Absolute path. */
  readonly dataDir: string
  /** A PostgreSQL address, or empty for the embedded SQLite database in `dataDir`. */
  readonly databaseUrl: string
  readonly secret: string
  readonly previousSecrets: readonly string[]
  readonly mode: Mode
  readonly demo: boolean
  readonly demoAppPort: number
  /** IP addresses, CIDR ranges, or the words `loopback`, `linklocal`, `uniquelocal`. */
  readonly trustedProxies: readonly string[]
  /** Empty when no mail server is set. */
  readonly smtpUrl: string
  readonly mailFrom: string
  /** Hosts, `host:port`, IP addresses and CIDR ranges. */
  readonly outgoingAllow: readonly string[]
  readonly authBackends: readonly string[]
  /** The raw `[auth.<identifier>]` sections by identifier. */
  readonly auth: Readonly<Record<string, AuthSection>>
  readonly logLevel: LogLevel
  readonly workers: number
  readonly bodyLimitBytes: number
  readonly requestTimeoutMs: number
  readonly codeLifetimeS: number
  readonly sessionLifetimeDays: number
  readonly passwordQueue: number
  /** Empty when /metrics answers on loopback only. */
  readonly metricsToken: string
  readonly registration: boolean
  readonly passwordReset: boolean
  readonly longSessions: boolean
  /** `identifier` of the staff backend that the login leads to by itself; empty: the login page. */
  readonly loginRedirect: string
  /** Who must have a second factor: nobody, everybody of the staff, or administrators of the installation. */
  readonly obligatory2fa: 'false' | 'true' | 'staff'
  readonly defaultLocale: 'en' | 'de'
  readonly defaultTimezone: string
  readonly instanceName: string
}
