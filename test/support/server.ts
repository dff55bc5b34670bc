import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, loadConfig } from '../../src/config.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { Features } from '../../src/features.ts'
import { type RunningServer, startServer } from '../../src/main.ts'
import { PASSWORD_COST } from '../../src/platform/crypto/passwords.ts'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { createRecordingTransport, type RecordingTransport } from '../../src/platform/mail/testing.ts'
import { createLog } from '../../src/platform/observe/log.ts'
import type { Platform, PlatformOptions } from '../../src/platform/platform.ts'
import { BrowserClient } from './client.ts'
import { PATIENT_WAIT_MS } from './databases.ts'
import { freePort } from './free-port.ts'
import { createTestDatabase } from './postgres-databases.ts'
import { copySqliteTemplate } from './template.ts'

/** A whole server in this process, on a database of its own, with mails recorded instead of sent. */
export interface TestServer extends AsyncDisposable {
  /** `http://localhost:<port>` */
  readonly url: string
  readonly config: Config
  readonly platform: Platform
  readonly features: Features
  readonly mails: RecordingTransport
  /** A new browser without cookies. */
  client(options?: { headers?: Record<string, string> }): BrowserClient
  /** An organizer with customer accounts switched on. */
  organizer(slug?: string, values?: Record<string, string>): Promise<Organizer>
  /** Delivers all mails that are due. */
  deliver(): Promise<void>
  stop(): Promise<void>
}

export interface TestServerOptions {
  readonly env?: Record<string, string>
  readonly platform?: Partial<PlatformOptions>
  /** Another server's settings: starts a second one on the same database. */
  readonly beside?: TestServer
}

/** As cheap as argon2id gets: most tests prove other things than how hard a password is to guess. */
const CHEAP = { memory: 8, passes: 1, parallelism: 1 }
/** Passwords cost what they cost on real servers, where time or a race around them is what is tested. */
export const AS_DELIVERED = { platform: { passwordCost: PASSWORD_COST } } as const

/** Starts a server on a free port: `await using foyer = await startFoyer(kind)`. */
export async function startFoyer(kind: DbKind, options: TestServerOptions = {}): Promise<TestServer> {
  const port = await freePort()
  const place = options.beside ? undefined : await newPlace(kind)
  const env = options.beside ? besideEnv(options.beside.config) : (place?.env ?? {})
  const config = loadConfig({
    cwd: tmpdir(),
    env: {
      FOYER_PORT: String(port),
      FOYER_URL: `http://localhost:${port}`,
      FOYER_SECRET: 'only for tests, but long enough to be one',
      ...env,
      ...options.env,
    },
  })
  const mails = createRecordingTransport()
  const server: RunningServer = await startServer(config, {
    log: createLog({ level: process.env.FOYER_TEST_LOG === 'on' ? 'debug' : 'silent' }),
    mailTransport: () => mails,
    passwordCost: CHEAP,
    databaseWaitMs: PATIENT_WAIT_MS,
    ...options.platform,
  })
  const { platform, features } = server
  let stopped = false
  async function stop(): Promise<void> {
    if (stopped) return
    stopped = true
    await server.stop()
    await place?.remove()
  }
  return {
    url: config.url,
    config,
    platform,
    features,
    mails,
    client: (clientOptions) => new BrowserClient(config.url, clientOptions),
    async organizer(slug = 'acme', values = {}) {
      const actor = { type: 'system' } as const
      const made = await features.organizers.create({ slug, name: `${slug} festival` }, actor)
      return features.organizers.set(made, { customer_accounts: 'true', ...values }, actor)
    },
    deliver: () => platform.outbox.drain(),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** A place for a server with a migrated, empty database: its environment says where data and database are. */
export async function newPlace(kind: DbKind): Promise<{ env: Record<string, string>; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-test-'))
  const database = kind === 'postgres' ? await createTestDatabase('migrated') : undefined
  if (kind === 'sqlite') copySqliteTemplate(folder)
  return {
    env: { FOYER_DATA_DIR: folder, ...(database && { DATABASE_URL: database.url }) },
    async remove() {
      await database?.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function besideEnv(config: Config): Record<string, string> {
  return { FOYER_DATA_DIR: config.dataDir, ...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }) }
}
