import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const secretFileName = 'secret.key'

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * The secret in `<dataDir>/secret.key`, created with mode 0600 when there is none. Of several processes that start at
 * once, one creates the file and the others read it: a complete file is linked into place, which only one can do.
 * Throws the error of the file system when the folder cannot be written.
 */
export function developmentSecret(dataDir: string): string {
  const path = join(dataDir, secretFileName)
  const existing = readSecret(path)
  if (existing !== undefined) return existing
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = join(dataDir, `.${secretFileName}.${randomUUID()}`)
  const secret = randomBytes(32).toString('base64url')
  try {
    writeFileSync(draft, `${secret}\n`, { mode: 0o600, flag: 'wx' })
    linkSync(draft, path)
    return secret
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return readSecret(path) ?? secret
  } finally {
    rmSync(draft, { force: true })
  }
}
