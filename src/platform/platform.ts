import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type Clock, systemClock } from '../core/clock.ts'
import { type Random, systemRandom } from '../core/random.ts'
import { createPasswordHasher, type PasswordCost, type PasswordHasher } from './crypto/passwords.ts'
import { createSecretBox, type SecretBox } from './crypto/secret-box.ts'
import { type Db, openDb } from './db/db.ts'
import { createVersionWatch, type VersionWatch } from './db/version-watch.ts'
import type { I18n } from './i18n/i18n.ts'
import { createMailer, type Mailer } from './mail/mailer.ts'
import { createNoTransport } from './mail/no-transport.ts'
import { createSmtpTransport } from './mail/smtp.ts'
import type { MailTransport } from './mail/types.ts'
import { createLog, type Log } from './observe/log.ts'
import { createMetrics, type Metrics } from './observe/metrics.ts'
import { createOutbox } from './outbox/outbox.ts'
import type { Outbox } from './outbox/types.ts'
import { createOutgoing } from './outgoing/outgoing.ts'
import type { Outgoing } from './outgoing/types.ts'
import { createThrottle, type Throttle } from './throttle/throttle.ts'

/** Where the embedded database is, when no other one is named. */
export function sqliteFileOf({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'foyer.sqlite')
}

/** The machines that features run on. Everything that varies is in here and can be handed in. */
export interface Platform {
  readonly config: Config
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly metrics: Metrics
  readonly i18n: I18n
  readonly db: Db
  /** Tells when settings, clients or keys were changed, by this process or another one. */
  readonly configWatch: VersionWatch
  readonly secrets: SecretBox
  readonly passwords: PasswordHasher
  readonly throttle: Throttle
  readonly outbox: Outbox
  readonly mailer: Mailer
  /** Calls to other servers, guarded. */
  readonly outgoing: Outgoing
  /** Stops what runs in the background and closes the database. */
  close(): Promise<void>
}

export interface PlatformOptions {
  readonly i18n: I18n
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
  /** How long a statement waits for its turn (ms); default: that of the database. */
  readonly databaseWaitMs?: number
  /** What hashing a password costs; default `PASSWORD_COST`. */
  readonly passwordCost?: PasswordCost
  /** Replaces the transport that the settings name. */
  readonly mailTransport?: (db: Db, clock: Clock) => MailTransport
  /** Replaces the guarded client for calls to other servers. */
  readonly outgoing?: Outgoing
}

/**
 * Opens the database and builds the machines; starts nothing in the background but the watch over the configuration.
 * @throws DatabaseUnavailable when the database cannot be reached or its folder cannot be written
 */
export async function createPlatform(config: Config, options: PlatformOptions): Promise<Platform> {
  const clock = options.clock ?? systemClock
  const random = options.random ?? systemRandom
  const log = options.log ?? createLog({ level: config.logLevel })
  const metrics = createMetrics()
  const secrets = createSecretBox([config.secret, ...config.previousSecrets])
  const db = await openDb({
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : { sqliteFile: sqliteFileOf(config) }),
    maxWaitMs: options.databaseWaitMs,
    log,
  })
  const configWatch = createVersionWatch(db, { intervalMs: 500, log })
  const outbox = createOutbox({ db, clock, random, secrets, log, metrics })
  metrics.watchOutbox(() => outbox.lag())
  const transport = options.mailTransport?.(db, clock) ?? transportOf(config)
  const mailer = createMailer({ outbox, transport, from: config.mailFrom })
  const throttle = createThrottle({ db, log, metrics, storeTimeoutMs: options.databaseWaitMs })
  const passwords = createPasswordHasher({
    maxQueue: config.passwordQueue,
    ...(options.passwordCost && { cost: options.passwordCost }),
  })
  metrics.watchPasswordQueue(() => passwords.waiting)
  const outgoing = options.outgoing ?? createOutgoing({ allow: config.outgoingAllow })
  return {
    config,
    clock,
    random,
    log,
    metrics,
    i18n: options.i18n,
    db,
    configWatch,
    secrets,
    passwords,
    throttle,
    outbox,
    mailer,
    outgoing,
    async close() {
      configWatch.stop()
      throttle.close()
      await outbox.stop()
      await outgoing.close()
      transport.close?.()
      await db.close()
    },
  }
}

function transportOf(config: Config): MailTransport {
  return config.smtpUrl ? createSmtpTransport(config.smtpUrl) : createNoTransport()
}
