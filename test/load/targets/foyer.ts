import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { pinned } from '../cores.ts'
import { PASSWORD, type Person } from '../people.ts'
import { cleanEnv, freePort, startChild, untilAnswers } from '../processes.ts'
import { type Algorithm, type BenchClient, type BenchSession, REDIRECT_URI, type Target } from '../types.ts'
import type { Place, Workplace } from '../workplace.ts'
import { type Account, logIn } from './log-in.ts'

const FOYER = fileURLToPath(new URL('../../../bin/foyer', import.meta.url))

type Cli = (...args: string[]) => Promise<Record<string, unknown>>

/** Foyer as its operator runs it, set up through its command line. */
export async function prepareFoyer(workplace: Workplace, place: Place): Promise<Target> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const cwd = join(workplace.folder, `foyer-${place.kind}`)
  mkdirSync(cwd)
  const env = {
    FOYER_PORT: String(port),
    FOYER_HOST: '127.0.0.1',
    FOYER_URL: origin,
    FOYER_DATA_DIR: cwd,
    FOYER_SECRET: randomBytes(32).toString('base64'),
    FOYER_LOG_LEVEL: 'warn',
    ...(place.database.databaseUrl !== undefined && { DATABASE_URL: place.database.databaseUrl }),
  }
  const cli: Cli = async (...args) => {
    const { stdout } = await promisify(execFile)(FOYER, [...args, '--json'], { cwd, env: cleanEnv(env) })
    return JSON.parse(stdout)
  }

  await cli('organizer', 'create', '--slug', 'acme', '--name', 'Acme Festival')
  await cli('organizer', 'set', 'acme', 'customer_accounts=true')
  const clients = { RS256: await createClient(cli, 'RS256'), ES256: await createClient(cli, 'ES256') }
  const accounts: Account[] = []
  for (const person of workplace.people)
    accounts.push({ email: person.email, subject: await createPerson(cli, person) })
  let sessions: readonly BenchSession[] | undefined

  const profiling = workplace.profiling.length > 0 ? { NODE_OPTIONS: workplace.profiling.join(' ') } : {}
  return {
    title: `Foyer on ${place.title}`,
    async start() {
      const child = startChild(pinned(workplace.cores, 'server', [FOYER, 'serve']), {
        cwd,
        env: { ...env, ...profiling },
      })
      const issuer = `${origin}/acme`
      await untilAnswers(`${issuer}/.well-known/openid-configuration`, child)
      sessions ??= await logIn(child, issuer, clients, accounts)
      return { subject: { issuer, clients, sessions, signs: true }, pid: child.pid, stop: child.stop }
    },
  }
}

async function createClient(cli: Cli, algorithm: Algorithm): Promise<BenchClient> {
  const kind = ['--type', 'confidential', '--redirect-uri', REDIRECT_URI, '--response-types', 'code']
  const answer = await cli(
    ...['client', 'create', '--organizer', 'acme', '--name', `Bench ${algorithm}`],
    ...kind,
    ...['--pkce', 'optional', '--id-token-alg', algorithm],
  )
  return { clientId: String(answer.client_id), clientSecret: String(answer.client_secret) }
}

/** Answers the `sub` that tokens carry. */
async function createPerson(cli: Cli, person: Person): Promise<string> {
  const name = ['--given-name', person.givenName, '--family-name', person.familyName]
  const account = ['--email', person.email, '--password', PASSWORD, '--verified', ...name]
  const answer = await cli('customer', 'create', '--organizer', 'acme', ...account)
  return String(answer.identifier)
}
