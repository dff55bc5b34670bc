import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'

/**
 * A folder for what outlives a run and every user may enter: `TMPDIR` when it is one, else `/tmp`. Within a run, whose
 * own temporary files lie elsewhere, it is the same one.
 */
export function tempRoot(): string {
  const folder = process.env.FOYER_TEST_KEPT ?? tmpdir()
  return (statSync(folder).mode & 0o001) !== 0 || process.platform === 'win32' ? folder : '/tmp'
}
