import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands } from './commands.ts'
import { run } from './run.ts'

/** A new, empty folder. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'foyer-cli-'))
}

/** Runs a command line in this process, with nothing but `env` around it. */
export async function foyer(args: readonly string[], env: Record<string, string>, cwd = newFolder()) {
  const said = { stdout: '', stderr: '' }
  const status = await run(args, {
    env,
    cwd,
    version: '0',
    commands,
    stdout: (text) => {
      said.stdout += text
    },
    stderr: (text) => {
      said.stderr += text
    },
  })
  return { status, ...said }
}
