import { readFileSync } from 'node:fs'
import { developmentSecret } from './secret-file.ts'

/** Everything outside the program that settings come from. */
export interface ConfigSource {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute path of the working directory. */
  readonly cwd: string
  /** The text of a file, or undefined when there is none. Throws when it exists and cannot be read. */
  readonly readFile: (path: string) => string | undefined
  /** The secret of a development installation, made on first use. Throws when the folder cannot be written. */
  readonly developmentSecret: (dataDir: string) => string
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The source of a real process, except for the parts that are given. */
export function processSource(given: Partial<ConfigSource> = {}): ConfigSource {
  return { env: process.env, cwd: process.cwd(), readFile, developmentSecret, ...given }
}
