import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const STALE_AFTER_MS = 60_000

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Removes folders named `<prefix><process id>-…` whose process was killed before it could. */
export function removeStaleFolders(root: string, prefix: string): void {
  for (const name of readdirSync(root)) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0
    if (owner === 0 || isAlive(owner)) continue
    try {
      const folder = join(root, name)
      if (Date.now() - statSync(folder).mtimeMs > STALE_AFTER_MS) rmSync(folder, { recursive: true, force: true })
    } catch {}
  }
}
