import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const elsewhere = mkdtempSync(join(tmpdir(), 'foyer-bin-'))
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

/** Nothing of the project is in PATH, and nothing of this run in the environment. */
const env = { PATH: '/usr/bin:/bin', HOME: elsewhere }
const run = (program: string, ...args: string[]) => promisify(execFile)(program, args, { cwd: elsewhere, env })

test('bin/foyer works from any directory and through symbolic links, and says nothing else', async () => {
  const link = join(elsewhere, 'foyer')
  symlinkSync(join(root, 'bin', 'foyer'), join(elsewhere, 'first'))
  symlinkSync('first', link)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  expect(await run(link, '--version')).toEqual({ stdout: `${version}\n`, stderr: '' })
})

test('its working directory is that of the caller', async () => {
  const { stdout } = await run(join(root, 'bin', 'foyer'), 'config', '--json')
  const { settings } = JSON.parse(stdout) as { settings: { name: string; value: unknown }[] }
  expect(settings.find(({ name }) => name === 'data_dir')?.value).toBe(join(elsewhere, 'data'))
})

test('its exit status is that of the command', async () => {
  await expect(run(join(root, 'bin', 'foyer'), 'confg')).rejects.toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'foyer: unknown command confg, did you mean config? See "foyer --help"\n',
  })
})
