import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'

export type Role = 'server' | 'client' | 'database'

/** Which core each part of the benchmark has for itself; empty where processes cannot be pinned. */
export type Cores = Readonly<Partial<Record<Role, string>>>

function canPin(): boolean {
  if (process.platform !== 'linux' || availableParallelism() < 2) return false
  try {
    execFileSync('taskset', ['-c', '0,1', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * The server has core 0 and the load client core 1. PostgreSQL has the other cores; on a machine with two its processes run
 * wherever there is room, as they would there in earnest.
 */
export function chooseCores(): Cores {
  if (!canPin()) return {}
  return { server: '0', client: '1', ...(cpus().length > 2 && { database: `2-${cpus().length - 1}` }) }
}

/** The command line that runs a program on the core of its role. */
export function pinned(cores: Cores, role: Role, command: readonly string[]): string[] {
  const core = cores[role]
  return core === undefined ? [...command] : ['taskset', '-c', core, ...command]
}
