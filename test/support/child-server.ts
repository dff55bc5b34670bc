import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { BrowserClient } from './client.ts'
import { freePort } from './free-port.ts'

/** `foyer serve` in a process of its own. */
export interface ChildServer extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  client(): BrowserClient
  /** Ends it as a power cut does; resolves when it is gone. */
  kill(): Promise<void>
  /** Asks it to stop and waits. */
  stop(): Promise<void>
}

const FOYER = fileURLToPath(new URL('../../bin/foyer', import.meta.url))
const START_TIMEOUT_MS = 120_000

function environment(env: Record<string, string>): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', FOYER_LOG_LEVEL: 'warn', ...env }
}

/** Runs a command of the command line with `--json` and answers what it says. */
export async function foyerCommand(env: Record<string, string>, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(FOYER, [...args, '--json'], { cwd: tmpdir(), env: environment(env) })
  return JSON.parse(stdout)
}

/**
 * Starts the built program on a free port.
 * @param env where its database is: `FOYER_DATA_DIR`, `DATABASE_URL`, `FOYER_SECRET` and so on
 */
export async function startChildServer(env: Record<string, string>, port?: number): Promise<ChildServer> {
  const listen = port ?? (await freePort())
  const url = `http://localhost:${listen}`
  const child = spawn(FOYER, ['serve'], {
    cwd: tmpdir(),
    env: environment({ FOYER_PORT: String(listen), FOYER_URL: url, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    })
  }
  const ended = once(child, 'exit')
  const isRunning = () => child.exitCode === null && child.signalCode === null
  for (const deadline = performance.now() + START_TIMEOUT_MS; !(await answers(url)); await sleep(50)) {
    if (isRunning() && performance.now() < deadline) continue
    child.kill('SIGKILL')
    throw new Error(`foyer serve does not start: ${said}`)
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (isRunning()) child.kill(signal)
    await ended
  }
  const stop = () => end('SIGTERM')
  return {
    url,
    pid: child.pid ?? 0,
    client: () => new BrowserClient(url),
    kill: () => end('SIGKILL'),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok
  } catch {
    return false
  }
}
