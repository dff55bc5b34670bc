import { commands } from '../../src/cli/commands.ts'
import { run } from '../../src/cli/run.ts'
import type { TestServer } from './server.ts'

export interface CommandOutcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** What was answered; empty for a command that failed. */
  readonly json: Record<string, unknown>
}

/** `foyer … --json` on the same database as a running server, as another process would use it. */
export function foyerCommand(foyer: TestServer, ...args: string[]): Promise<CommandOutcome> {
  return foyerCommandWith(foyer, {}, ...args)
}

/** The same with further settings, by their names in the environment. */
export async function foyerCommandWith(
  { config }: TestServer,
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<CommandOutcome> {
  const written = { stdout: '', stderr: '' }
  const status = await run([...args, '--json'], {
    env: {
      FOYER_URL: config.url,
      FOYER_SECRET: config.secret,
      FOYER_DATA_DIR: config.dataDir,
      FOYER_LOG_LEVEL: 'silent',
      ...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }),
      ...env,
    },
    cwd: config.dataDir,
    version: '0',
    commands,
    stdout: (text) => {
      written.stdout += text
    },
    stderr: (text) => {
      written.stderr += text
    },
  })
  return { status, ...written, json: status === 0 ? (JSON.parse(written.stdout) as Record<string, unknown>) : {} }
}
