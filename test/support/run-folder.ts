import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeStaleFolders } from './stale-folders.ts'
import { tempRoot } from './temp-root.ts'

const PREFIX = 'foyer-run-'
const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 2 * 1024 ** 3

/** Memory of the machine that looks like a disk, when there is enough of it: a database copied there takes a tenth of the time. */
function fastestRoot(): string {
  try {
    accessSync(MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tempRoot()
  } catch {
    return tempRoot()
  }
}

/** Gives this process and those it starts a temporary folder for this run. */
export function enterRunFolder(): { readonly folder: string; remove(): void } {
  const kept = tmpdir()
  const before = { TMPDIR: process.env.TMPDIR, FOYER_TEST_KEPT: process.env.FOYER_TEST_KEPT }
  const root = fastestRoot()
  removeStaleFolders(root, PREFIX)
  const folder = mkdtempSync(join(root, `${PREFIX}${process.pid}-`))
  chmodSync(folder, 0o711)
  process.env.FOYER_TEST_KEPT ??= kept
  process.env.TMPDIR = folder
  return {
    folder,
    remove() {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
