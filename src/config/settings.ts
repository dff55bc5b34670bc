import { hasScheme, isAddressOrRange, isHostOrRange, isLoopbackUrl, isTimeZone } from './checks.ts'
import type { Config } from './types.ts'
import { choice, flag, flagOr, list, origin, text, type Value, wholeNumber } from './values.ts'

/** What a default may look at: settings that stand before it in the table. */
export interface Known {
  readonly port: number
  readonly url: string
  readonly nodeEnv: string | undefined
}

export interface Setting<T> {
  /** Name in foyer.toml. */
  readonly toml: string
  /** Environment variables; an earlier one wins. Without any, foyer.toml is the only place. */
  readonly env: readonly string[]
  readonly value: Value<T>
  /** The default. */
  readonly standard: (known: Known) => T
  /** Words for a default that is computed. */
  readonly standardWords?: string
  readonly secret?: true
  readonly about: string
  /** As it stands in foyer.toml. */
  readonly example?: string
}

export type SettingName = Exclude<keyof Config, 'auth' | 'folder'>

/** Every setting there is. `foyer config`, its help and docs/guides/configuration.md are made from this table. */
export const settings: { readonly [Name in SettingName]: Setting<Config[Name]> } = {
  port: {
    toml: 'port',
    env: ['FOYER_PORT'],
    value: wholeNumber(0, 65_535),
    standard: () => 3000,
    about: 'Port to listen on. 0 lets the system choose a free one.',
  },
  host: {
    toml: 'host',
    env: ['FOYER_HOST'],
    value: text('a host name or an IP address', (host) => host.trim() !== ''),
    standard: () => 'localhost',
    about:
      'Name or address to listen on. The default is reachable from this machine only; `0.0.0.0` or `::` accept from everywhere, as a container needs.',
    example: '"0.0.0.0"',
  },
  url: {
    toml: 'url',
    env: ['FOYER_URL'],
    value: origin(),
    standard: ({ port }) => `http://localhost:${port}`,
    standardWords: '`http://localhost:<port>`',
    about: 'Public address, as browsers see it. Links in mails and the issuer of each organizer are made from it.',
    example: '"https://tickets.example"',
  },
  mode: {
    toml: 'mode',
    env: ['FOYER_MODE'],
    value: choice('development', 'production'),
    standard: ({ url, nodeEnv }) => (nodeEnv === 'production' || !isLoopbackUrl(url) ? 'production' : 'development'),
    standardWords: '`production` if `NODE_ENV` is `production` or `url` is not on this machine, else `development`',
    about: 'In production mode a secret of your own is required; in development mode one is made by itself.',
    example: '"production"',
  },
  trustedProxies: {
    toml: 'trusted_proxies',
    env: ['FOYER_TRUSTED_PROXIES'],
    value: list(
      'an IP address, a CIDR range, loopback, linklocal or uniquelocal',
      (entry) => /^(loopback|linklocal|uniquelocal)$/.test(entry) || isAddressOrRange(entry),
    ),
    standard: () => [],
    about:
      'Proxies whose `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host` headers are believed. From all others these headers are ignored.',
    example: '["127.0.0.1", "10.0.0.0/8"]',
  },
  dataDir: {
    toml: 'data_dir',
    env: ['FOYER_DATA_DIR'],
    value: text('a path', (path) => path.trim() !== ''),
    standard: () => './data',
    about:
      'Folder of the SQLite database and of the generated secret. A relative path starts at the working directory, in foyer.toml at the folder of that file.',
    example: '"/var/lib/foyer"',
  },
  databaseUrl: {
    toml: 'database_url',
    env: ['FOYER_DATABASE_URL', 'DATABASE_URL'],
    value: text(
      'a postgres:// or postgresql:// address',
      (url) => url === '' || hasScheme(url, 'postgres:', 'postgresql:'),
    ),
    standard: () => '',
    about: 'PostgreSQL database. Empty: the embedded SQLite database `foyer.sqlite` in `data_dir`.',
    example: '"postgres://foyer:password@localhost/foyer"',
  },
  secret: {
    toml: 'secret',
    env: ['FOYER_SECRET'],
    value: text('a text'),
    standard: () => '',
    standardWords: 'in development mode created once in `<data_dir>/secret.key`',
    secret: true,
    about:
      'Key from which everything that must stay readable is encrypted. At least 32 characters in production mode, such as the output of `openssl rand -base64 32`. Keep a copy outside the backup.',
  },
  previousSecrets: {
    toml: 'previous_secrets',
    env: ['FOYER_PREVIOUS_SECRETS'],
    value: list('a former secret', (entry) => entry !== ''),
    standard: () => [],
    secret: true,
    about: 'Former values of `secret`: what was encrypted with them stays readable after a change.',
  },
  bodyLimitBytes: {
    toml: 'body_limit_bytes',
    env: ['FOYER_BODY_LIMIT_BYTES'],
    value: wholeNumber(16_384, 104_857_600),
    standard: () => 1_048_576,
    about: 'Largest request body in bytes; a larger one is answered with 413.',
  },
  requestTimeoutMs: {
    toml: 'request_timeout_ms',
    env: ['FOYER_REQUEST_TIMEOUT_MS'],
    value: wholeNumber(1000, 600_000),
    standard: () => 30_000,
    about: 'Milliseconds within which a request must have arrived completely.',
  },
  workers: {
    toml: 'workers',
    env: ['FOYER_WORKERS'],
    value: wholeNumber(1, 256),
    standard: () => 1,
    about: 'Processes that answer requests side by side; more than one uses more cores.',
  },
  passwordQueue: {
    toml: 'password_queue',
    env: ['FOYER_PASSWORD_QUEUE'],
    value: wholeNumber(1, 100_000),
    standard: () => 200,
    about:
      'Password checks that may wait for a free core; when the queue is full, a login is answered with 503 and `Retry-After`.',
  },
  logLevel: {
    toml: 'log_level',
    env: ['FOYER_LOG_LEVEL'],
    value: choice('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    standard: () => 'info',
    about: 'Least important kind of log line that is written.',
  },
  metricsToken: {
    toml: 'metrics_token',
    env: ['FOYER_METRICS_TOKEN'],
    value: text('a text'),
    standard: () => '',
    secret: true,
    about: 'Bearer token that opens `/metrics`. Empty: `/metrics` answers to this machine only.',
  },
  smtpUrl: {
    toml: 'smtp_url',
    env: ['FOYER_SMTP_URL'],
    value: text('an smtp:// or smtps:// address', (url) => url === '' || hasScheme(url, 'smtp:', 'smtps:')),
    standard: () => '',
    about: 'Mail server. Empty: mails wait in the outbox; in demo mode they appear in the demo mailbox.',
    example: '"smtp://user:password@mail.example:587"',
  },
  mailFrom: {
    toml: 'mail_from',
    env: ['FOYER_MAIL_FROM'],
    value: text('an email address', (from) => /^[^\s@<>]+@[^\s@<>]+$/.test(from)),
    standard: ({ url }) => `no-reply@${new URL(url).hostname.replace(/^\[.*\]$/, 'localhost')}`,
    standardWords: '`no-reply@` and the host of `url`',
    about: 'Sender address of all mails. The name beside it is the organizer’s.',
    example: '"tickets@tickets.example"',
  },
  outgoingAllow: {
    toml: 'outgoing_allow',
    env: ['FOYER_OUTGOING_ALLOW'],
    value: list('a host, host:port, an IP address or a CIDR range', isHostOrRange),
    standard: () => [],
    about: 'Hosts that calls from Foyer (discovery, keys, webhooks) may reach although they are private or plain http.',
    example: '["keycloak.internal:8080", "10.1.0.0/16"]',
  },
  codeLifetimeS: {
    toml: 'code_lifetime_s',
    env: ['FOYER_CODE_LIFETIME_S'],
    value: wholeNumber(5, 600),
    standard: () => 60,
    about: 'Seconds for which an authorization code can be redeemed.',
  },
  sessionLifetimeDays: {
    toml: 'session_lifetime_days',
    env: ['FOYER_SESSION_LIFETIME_DAYS'],
    value: wholeNumber(1, 365),
    standard: () => 14,
    about: 'Days after which a customer’s login ends.',
  },
  authBackends: {
    toml: 'auth_backends',
    env: [],
    value: list('the name of a staff backend', (name) => name.trim() !== '', 1),
    standard: () => ['native'],
    about:
      'Staff backends in the order of the login page. foyer.toml is the only place to enable one; the options of a backend stand in its section `[auth.<identifier>]`.',
    example: '["native", "ldap"]',
  },
  registration: {
    toml: 'registration',
    env: ['FOYER_REGISTRATION'],
    value: flag(),
    standard: () => false,
    about: 'Whether staff accounts can be registered at `/control/register`. Customers are not concerned.',
  },
  passwordReset: {
    toml: 'password_reset',
    env: ['FOYER_PASSWORD_RESET'],
    value: flag(),
    standard: () => true,
    about: 'Whether staff can reset a forgotten password by mail. Customers are not concerned.',
  },
  longSessions: {
    toml: 'long_sessions',
    env: ['FOYER_LONG_SESSIONS'],
    value: flag(),
    standard: () => true,
    about: 'Whether the staff login offers “Keep me logged in”.',
  },
  loginRedirect: {
    toml: 'login_redirect',
    env: ['FOYER_LOGIN_REDIRECT'],
    value: text('the identifier of a staff backend'),
    standard: () => '',
    about:
      'Identifier of an enabled staff backend that logs people in elsewhere, such as `oidc`: the staff login leads there at once. The login page still stands at `/control/login?backend=native`, for accounts that need no identity provider, after a logout, and when the login elsewhere failed. Empty: the login page comes first.',
    example: '"oidc"',
  },
  obligatory2fa: {
    toml: 'obligatory_2fa',
    env: ['FOYER_OBLIGATORY_2FA'],
    value: flagOr('staff'),
    standard: () => 'false',
    standardWords: '`false`',
    about:
      'Whether staff must set up a second factor: `true` for everybody, `staff` for administrators of the installation. Teams can ask for one, too. Logins whose identity provider checked a second factor are not concerned.',
    example: '"staff"',
  },
  instanceName: {
    toml: 'instance_name',
    env: ['FOYER_INSTANCE_NAME'],
    value: text('a name', (name) => name.trim() !== ''),
    standard: () => 'Foyer',
    about: 'Name of this installation in the back office and in mails to staff.',
  },
  defaultLocale: {
    toml: 'default_locale',
    env: ['FOYER_DEFAULT_LOCALE'],
    value: choice('en', 'de'),
    standard: () => 'en',
    about: 'Language of pages and mails when neither the person nor the organizer has chosen one.',
  },
  defaultTimezone: {
    toml: 'default_timezone',
    env: ['FOYER_DEFAULT_TIMEZONE'],
    value: text('a time zone such as "Europe/Berlin"', isTimeZone),
    standard: () => 'UTC',
    about: 'Time zone of new organizers.',
    example: '"Europe/Berlin"',
  },
  demo: {
    toml: 'demo',
    env: ['FOYER_DEMO'],
    value: flag(),
    standard: () => false,
    about:
      'Demo mode: example data on the first start, the mailbox at `/demo/mailbox` and the demo application. `foyer demo` switches it on.',
  },
  demoAppPort: {
    toml: 'demo_app_port',
    env: ['FOYER_DEMO_APP_PORT'],
    value: wholeNumber(0, 65_535),
    standard: () => 3001,
    about: 'Port of the demo application.',
  },
}

/** Every setting as a list, in the order of the table. */
export const settingNames = Object.keys(settings).filter((name): name is SettingName => Object.hasOwn(settings, name))
