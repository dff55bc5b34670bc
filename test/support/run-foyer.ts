import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const FOYER = fileURLToPath(new URL('../../bin/foyer', import.meta.url))
const START_TIMEOUT_MS = 120_000

/** How long a build may take on a busy machine, for `beforeAll(buildProgram, BUILD_LIMIT_MS)`. */
export const BUILD_LIMIT_MS = 180_000

export interface CommandResult {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A command that runs: what it has said so far, and its end. */
export interface RunningCommand {
  readonly process: ChildProcess
  readonly said: { stdout: string; stderr: string }
  readonly result: Promise<CommandResult>
}

/**
 * Starts `bin/foyer` as a shell would, with nothing of this run in its environment.
 * @param env settings and other variables
 * @param cwd working directory; default the folder for temporary files
 */
export function spawnFoyer(args: readonly string[], env: Record<string, string> = {}, cwd = tmpdir()): RunningCommand {
  const child = spawn(FOYER, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString()
  })
  const result = once(child, 'close').then(() => ({ status: child.exitCode, ...said }))
  return { process: child, said, result }
}

/** Runs a command to its end. */
export function runFoyer(args: readonly string[], env?: Record<string, string>, cwd?: string): Promise<CommandResult> {
  return spawnFoyer(args, env, cwd).result
}

/** Waits until a server answers at this address; fails with what it said when it ends or takes too long. */
export async function untilItAnswers({ process: child, said }: RunningCommand, url: string): Promise<void> {
  for (const deadline = performance.now() + START_TIMEOUT_MS; ; await sleep(30)) {
    if (
      await fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL')
      throw new Error(`no server at ${url}: ${said.stderr}${said.stdout}`)
    }
  }
}

/** Builds the program when a source is newer, so that no command of a test has to. */
export async function buildProgram(): Promise<void> {
  const { status, stderr } = await runFoyer(['--version'])
  if (status !== 0) throw new Error(stderr)
}
