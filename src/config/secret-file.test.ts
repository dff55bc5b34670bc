import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { developmentSecret } from './secret-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'foyer-secret-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('creates a secret that only its owner can read, and keeps it', () => {
  const dataDir = join(folder, 'new', 'data')
  const secret = developmentSecret(dataDir)
  expect(secret.length).toBeGreaterThanOrEqual(43)
  expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  expect(readdirSync(dataDir)).toEqual(['secret.key'])
  expect(developmentSecret(dataDir)).toBe(secret)
})

test('processes that start at once agree on one secret', async () => {
  const dataDir = join(folder, 'shared')
  const program = `import { developmentSecret } from ${JSON.stringify(new URL('./secret-file.ts', import.meta.url).href)}
    process.stdout.write(developmentSecret(${JSON.stringify(dataDir)}))`
  const start = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  const answers = await Promise.all([start(), start(), start(), start()])
  const secrets = new Set(answers.map(({ stdout }) => stdout))
  expect([...secrets]).toEqual([readFileSync(join(dataDir, 'secret.key'), 'utf8').trim()])
})

test('a folder that is a file is an error of the file system', () => {
  mkdirSync(folder)
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => developmentSecret(file)).toThrow(/ENOTDIR|EEXIST/)
})

test('a damaged file is refused instead of used or replaced', () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'secret.key'), 'abc\n')
  expect(() => developmentSecret(folder)).toThrow(/secret\.key is damaged/)
})
