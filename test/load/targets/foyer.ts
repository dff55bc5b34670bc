import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pinned } from '../cores.ts'
import { PASSWORD, type Person } from '../people.ts'
import { type Child, cleanEnv, freePort, startChild, untilAnswers } from '../processes.ts'
import {
  type Algorithm,
  type BenchClient,
  type BenchSession,
  OFFLINE_SCOPE,
  type Place,
  REDIRECT_URI,
  SCOPE,
  type Target,
} from '../types.ts'
import type { Workplace } from '../workplace.ts'
import { type Account, logIn } from './log-in.ts'

const FOYER = fileURLToPath(new URL('../../../bin/foyer', import.meta.url))
/** The short form of the organizer of everybody who logs in. */
export const ORGANIZER = 'acme'

type Cli = (...args: string[]) => Promise<Record<string, unknown>>

/** An installation of Foyer that can be started. */
export interface Installation {
  readonly origin: string
  readonly cli: Cli
  /** Starts the server on its core; does not wait until it answers. */
  serve(env?: Readonly<Record<string, string>>): Child
}

/** Chooses port and secret for a Foyer on this database. */
export async function installFoyer(workplace: Workplace, { kind, database }: Place): Promise<Installation> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const { databaseUrl, sqliteFile } = database
  const cwd = sqliteFile === undefined ? join(workplace.folder, `foyer-${kind}`) : dirname(sqliteFile)
  mkdirSync(cwd, { recursive: true })
  const env = {
    FOYER_PORT: String(port),
    FOYER_HOST: '127.0.0.1',
    FOYER_URL: origin,
    FOYER_DATA_DIR: cwd,
    FOYER_SECRET: randomBytes(32).toString('base64'),
    FOYER_LOG_LEVEL: 'warn',
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  }
  const profiling = workplace.profiling.length > 0 ? { NODE_OPTIONS: workplace.profiling.join(' ') } : {}
  const command = pinned(workplace.cores, 'server', [FOYER, 'serve'])
  return {
    origin,
    async cli(...args) {
      const { stdout } = await promisify(execFile)(FOYER, [...args, '--json'], { cwd, env: cleanEnv(env) })
      return JSON.parse(stdout)
    },
    serve: (more) => startChild(command, { cwd, env: { ...env, ...profiling, ...more } }),
  }
}

/** Foyer as its operator runs it, set up through its command line. */
export async function prepareFoyer(workplace: Workplace, place: Place): Promise<Target> {
  const { origin, cli, serve } = await installFoyer(workplace, place)
  await cli('organizer', 'create', '--slug', ORGANIZER, '--name', 'Acme Festival')
  await cli('organizer', 'set', ORGANIZER, 'customer_accounts=true')
  const clients = { RS256: await createClient(cli, 'RS256'), ES256: await createClient(cli, 'ES256') }
  const offline = ['--scopes', OFFLINE_SCOPE.replaceAll(' ', ',')]
  const offlineClients = {
    RS256: await createClient(cli, 'RS256', ...offline),
    ES256: await createClient(cli, 'ES256', ...offline),
  }
  const accounts: Account[] = []
  for (const person of workplace.people)
    accounts.push({ email: person.email, subject: await createPerson(cli, person) })
  let sessions: readonly BenchSession[] | undefined

  return {
    title: `Foyer on ${place.title}`,
    place,
    async start({ offline = false, env } = {}) {
      const child = serve(env)
      const issuer = `${origin}/${ORGANIZER}`
      await untilAnswers(`${issuer}/.well-known/openid-configuration`, child)
      const used = offline
        ? { issuer, clients: offlineClients, scope: OFFLINE_SCOPE }
        : { issuer, clients, scope: SCOPE }
      sessions ??= await logIn(child, used, accounts)
      return { subject: { ...used, sessions, signs: true }, pid: child.pid, stop: child.stop }
    },
  }
}

async function createClient(cli: Cli, algorithm: Algorithm, ...more: string[]): Promise<BenchClient> {
  const kind = ['--type', 'confidential', '--redirect-uri', REDIRECT_URI, '--response-types', 'code']
  const answer = await cli(
    ...['client', 'create', '--organizer', ORGANIZER, '--name', `Bench ${algorithm}`],
    ...kind,
    ...['--pkce', 'optional', '--id-token-alg', algorithm],
    ...more,
  )
  return { clientId: String(answer.client_id), clientSecret: String(answer.client_secret) }
}

/** Answers the `sub` that tokens carry. */
async function createPerson(cli: Cli, person: Person): Promise<string> {
  const name = ['--given-name', person.givenName, '--family-name', person.familyName]
  const account = ['--email', person.email, '--password', PASSWORD, '--verified', ...name]
  const answer = await cli('customer', 'create', '--organizer', ORGANIZER, ...account)
  return String(answer.identifier)
}
