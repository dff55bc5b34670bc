import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../core/make-folder.ts'

export const secretFileName = 'secret.key'

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function readSecret(path: string): string | undefined {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret.length < 32) throw new Error(`${path} is damaged: it must hold at least 32 characters`)
    return secret
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * The secret in `<dataDir>/secret.key`, created with mode 0600 when there is none. Of several processes that start at
 * once, one creates the file and the others read it: a complete file is linked into place, which only one can do.
 * Throws the error of the file system when the folder cannot be written, and an error when the file is damaged.
 */
export function developmentSecret(dataDir: string): string {
  const path = join(dataDir, secretFileName)
  const existing = readSecret(path)
  if (existing !== undefined) return existing
  makeFolder(dataDir)
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
