import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Creates a folder, readable by its owner only, and the folders above it. Throws the error of the file system.
 * Unlike `mkdirSync` with `recursive` it also ends where the system answers ENOENT for a new folder, such as in /proc.
 */
export function makeFolder(path: string): void {
  const existing = statSync(path, { throwIfNoEntry: false })
  if (existing?.isDirectory()) return
  const above = dirname(path)
  if (existing === undefined && above !== path) makeFolder(above)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
