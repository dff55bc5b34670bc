import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { DbKind } from '../../../src/platform/db/columns.ts'
import { freePort } from '../../support/free-port.ts'
import { spawnFoyer, untilItAnswers } from '../../support/run-foyer.ts'
import type { Person } from './browser.ts'
import { CA_FILE } from './http.ts'
import { startHttpsFront } from './https-front.ts'

const FOYER = fileURLToPath(new URL('../../../bin/foyer', import.meta.url))
const ORGANIZER = 'acme'
const PROFILE_FIELDS = 'nickname,preferred_username,birthdate,gender,address,zoneinfo,website,profile,picture'

/** A running Foyer behind https with one organizer and one person who has every standard claim. */
export interface FoyerUnderTest {
  readonly origin: string
  readonly issuer: string
  readonly person: Person
  /** Runs `bin/foyer … --json` and answers what it says. */
  command(...args: string[]): Promise<Record<string, unknown>>
  close(): Promise<void>
}

/**
 * Starts the built program in a process of its own.
 * @param databaseUrl of an empty or migrated PostgreSQL database; without one SQLite is used
 */
export async function startFoyerUnderTest(kind: DbKind, databaseUrl?: string): Promise<FoyerUnderTest> {
  const [inner, outer] = [await freePort(), await freePort()]
  const folder = mkdtempSync(join(tmpdir(), 'foyer-conformance-'))
  const origin = `https://localhost:${outer}`
  const env = {
    FOYER_PORT: String(inner),
    FOYER_URL: origin,
    FOYER_DATA_DIR: folder,
    FOYER_SECRET: randomBytes(32).toString('hex'),
    FOYER_TRUSTED_PROXIES: 'loopback',
    FOYER_OUTGOING_ALLOW: 'localhost',
    FOYER_LOG_LEVEL: process.env.FOYER_TEST_LOG === 'on' ? 'debug' : 'error',
    NODE_EXTRA_CA_CERTS: CA_FILE,
    ...(kind === 'postgres' && databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  }
  const command = async (...args: string[]): Promise<Record<string, unknown>> => {
    const options = { cwd: tmpdir(), env: { PATH: process.env.PATH ?? '/usr/bin:/bin', ...env } }
    const { stdout } = await promisify(execFile)(FOYER, [...args, '--json'], options)
    return JSON.parse(stdout) as Record<string, unknown>
  }
  await command('migrate')
  await command('organizer', 'create', '--slug', ORGANIZER, '--name', 'Acme Festival')
  const settings = ['customer_accounts=true', 'name_scheme=given_middle_family', 'sso_registration=true']
  await command('organizer', 'set', ORGANIZER, ...settings, `customer_accounts_profile_fields=${PROFILE_FIELDS}`)
  const person = { email: 'ada@example.org', password: 'correct horse battery staple' }
  await createPerson(command, person)
  const program = spawnFoyer(['serve'], env)
  await untilItAnswers(program, `http://localhost:${inner}`)
  const front = await startHttpsFront(outer, inner)
  return {
    origin,
    issuer: `${origin}/${ORGANIZER}`,
    person,
    command,
    async close() {
      await front.close()
      program.process.kill('SIGTERM')
      await program.result
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function createPerson(command: FoyerUnderTest['command'], { email, password }: Person): Promise<void> {
  const created = await command(
    ...['customer', 'create', '--organizer', ORGANIZER, '--email', email, '--password', password, '--verified'],
    ...['--given-name', 'Ada', '--middle-name', 'King', '--family-name', 'Lovelace', '--phone', '+4930123456'],
    ...['--locale', 'en'],
  )
  await command(
    ...['customer', 'set', '--organizer', ORGANIZER, '--id', String(created.identifier)],
    ...[
      'nickname=Countess',
      'preferred_username=ada',
      'birthdate=1985-12-10',
      'gender=female',
      'zoneinfo=Europe/London',
    ],
    ...['website=https://ada.example/', 'profile=https://ada.example/me', 'picture=https://ada.example/me.png'],
    ...['address.street_address=12 St James’s Square', 'address.postal_code=SW1Y 4JH', 'address.locality=London'],
    ...['address.region=Greater London', 'address.country=GB', 'phone_verified=true'],
  )
}
