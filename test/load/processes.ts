import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const START_TIMEOUT_MS = 20_000
const STOP_TIMEOUT_MS = 5000

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  /** The end of what it wrote. */
  said(): string
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

/** The environment of programs that are measured: nothing of Foyer's settings but what is handed in. */
export function cleanEnv(values: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(FOYER_|DATABASE_URL$|NODE_)/.test(name))
  return { ...Object.fromEntries(inherited), NODE_ENV: 'production', ...values }
}

/** Starts a program with a channel for messages. What it writes is kept, for when it fails. */
export function startChild(command: readonly string[], options: ChildOptions = {}): Child {
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: cleanEnv(options.env),
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  })
  let text = ''
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-4000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.once('error', (error) => keep(Buffer.from(error.message)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  return {
    process: child,
    pid: child.pid ?? 0,
    said: () => text.trim(),
    async stop() {
      process.off('exit', endWithUs)
      if (child.pid !== undefined && child.exitCode === null) child.kill('SIGTERM')
      const limit = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
      await ended
      clearTimeout(limit)
    },
  }
}

/**
 * Waits until an address answers with 200; stops the child and throws with what it said when it does not.
 *
 * @param everyMs pause between two tries
 */
export async function untilAnswers(url: string, child: Child, everyMs = 25): Promise<void> {
  for (const deadline = performance.now() + START_TIMEOUT_MS; ; ) {
    const status = await fetch(url).then(
      (response) => response.arrayBuffer().then(() => response.status),
      () => 0,
    )
    if (status === 200) return
    if (performance.now() > deadline || child.process.exitCode !== null) {
      await child.stop()
      throw new Error(`${url} does not answer with 200 (last ${status}): ${child.said()}`)
    }
    await sleep(everyMs)
  }
}

/** A port of the loopback interface that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
