import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** A folder for temporary files that every user may enter: `TMPDIR` when it is one, else `/tmp`. */
export function tempRoot(): string {
  const folder = tmpdir()
  return (statSync(folder).mode & 0o001) !== 0 || process.platform === 'win32' ? folder : '/tmp'
}
