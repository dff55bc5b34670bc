import cluster from 'node:cluster'
import type { Config } from '../config.ts'
import { type RunningServer, startServer } from '../main.ts'
import type { PlatformOptions } from '../platform/platform.ts'
import type { CliContext } from './command.ts'

export interface RunOptions {
  /** Processes that share the port. */
  readonly workers: number
  readonly config?: Config
  readonly platform?: Partial<PlatformOptions>
  /** Runs once the server listens; what it returns is stopped before the server. */
  readonly listening?: (server: RunningServer) => Promise<{ stop(): Promise<void> } | undefined>
}

/** How long a worker may take to finish its requests once it was told to stop, in milliseconds. */
const STOP_LIMIT_MS = 15_000

/** Serves until SIGINT or SIGTERM; a second signal ends at once. */
export async function runServer(ctx: Pick<CliContext, 'config' | 'out'>, options: RunOptions): Promise<void> {
  const { workers } = options
  if (workers > 1 && cluster.isPrimary) return runWorkers(workers)
  const config = options.config ?? ctx.config
  const server = await startServer(config, options.platform)
  const companion = await options.listening?.(server)
  if (!options.listening && (cluster.worker?.id ?? 1) === 1) ctx.out.note(`Foyer listens on ${config.url}`)
  await stopSignal()
  const limit = setTimeout(() => process.exit(1), STOP_LIMIT_MS)
  await companion?.stop()
  await server.stop()
  clearTimeout(limit)
  if (cluster.isWorker) cluster.worker?.disconnect()
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130))
      process.once('SIGTERM', () => process.exit(143))
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}

/** Starts the workers, replaces one that dies after it had been serving, and passes the signal on. */
async function runWorkers(count: number): Promise<void> {
  let stopping = false
  const serving = new Set<number>()
  cluster.on('listening', (worker) => serving.add(worker.id))
  const ended = new Promise<void>((resolve) => {
    cluster.on('exit', (worker, code) => {
      if (!stopping && serving.has(worker.id)) cluster.fork()
      else if (!stopping) {
        stopping = true
        process.exitCode = code === 0 ? 1 : code
        for (const other of Object.values(cluster.workers ?? {})) other?.process.kill('SIGTERM')
      }
      if (Object.keys(cluster.workers ?? {}).length === 0) resolve()
    })
  })
  for (let index = 0; index < count; index++) cluster.fork()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopping = true
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal)
    })
  }
  await ended
}
