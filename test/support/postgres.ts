import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { postgresBinaries, type ServerUser, serverUser } from './postgres-binaries.ts'
import { removeStaleFolders } from './stale-folders.ts'
import { tempRoot } from './temp-root.ts'

const PREFIX = 'foyer-pg-data-'
const START_TIMEOUT_MS = 120_000

/** For databases that nobody misses after a crash of the machine: nothing waits for the disk. */
export const HASTY = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum: 'off',
  scram_iterations: 1,
} as const

export interface PostgresOptions {
  /** Where its folder is made; default: the folder for temporary files. */
  readonly root?: string
  /** Parameters of the server beside those it needs. */
  readonly settings?: Readonly<Record<string, string | number>>
}

export interface TestPostgres {
  /** Address of the administrative database. */
  readonly url: string
  stop(): Promise<void>
}

/** Runs until its input ends, which it does when this process ends in whatever way; then stops the server and cleans up. */
const GUARD = `
folder=$1; shift
"$@" & server=$!
cat > /dev/null
kill -INT $server 2> /dev/null; wait $server
rm -rf "$folder"/*; rmdir "$folder" 2> /dev/null
`

function startServer(command: string[], folder: string, user: ServerUser | undefined): ChildProcess {
  const log = openSync(join(folder, 'server.log'), 'a')
  const options = { stdio: ['pipe', log, log] as ['pipe', number, number], cwd: folder, ...user }
  const [program = '', ...flags] = command
  if (process.platform === 'win32') return spawn(program, flags, options)
  return spawn('/bin/sh', ['-c', GUARD, 'guard', folder, ...command], { ...options, detached: true })
}

async function untilReady(url: string, server: ChildProcess, logFile: string): Promise<void> {
  for (const deadline = performance.now() + START_TIMEOUT_MS; ; ) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch (error) {
      if (performance.now() > deadline || server.exitCode !== null) {
        throw new Error(`PostgreSQL does not start: ${readFileSync(logFile, 'utf8').slice(-2000)}`, { cause: error })
      }
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(30)
  }
}

/**
 * Starts a PostgreSQL of its own on a free port, with its data in a temporary folder. It ends with `stop`, or by itself
 * when this process ends or is killed.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  const user = serverUser()
  const binaries = postgresBinaries(user)
  const root = options.root ?? tempRoot()
  removeStaleFolders(root, PREFIX)
  const folder = mkdtempSync(join(root, `${PREFIX}${process.pid}-`))
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  const password = randomBytes(12).toString('hex')
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user !== undefined) for (const path of [folder, data, passwordFile]) chownSync(path, user.uid, user.gid)

  const environment = { ...process.env, LC_ALL: 'C' }
  const flags = [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=password',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
    ...Object.entries(options.settings ?? {}).map(([name, value]) => `--set=${name}=${value}`),
  ]
  await promisify(execFile)(join(binaries, 'initdb'), flags, { ...user, env: environment, cwd: folder })

  const port = await freePort()
  const needed = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200 }
  const settings = Object.entries(needed).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = startServer([join(binaries, 'postgres'), '-D', data, ...settings], folder, user)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`

  const stop = async (): Promise<void> => {
    server.stdin?.end()
    if (process.platform === 'win32') server.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await untilReady(url, server, join(folder, 'server.log'))
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}
