import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foyer, newFolder } from '../testing.ts'
import { checkClock } from './clock.ts'
import { judgeOutbox, judgeSearch } from './database.ts'
import { checkAddress, checkNode, checkSecret } from './surroundings.ts'

interface Answer {
  status: string
  checks: { name: string; status: string; found: string; advice?: string }[]
}

async function doctor(env: Record<string, string>, cwd?: string) {
  const { status, stdout, stderr } = await foyer(['doctor', '--json'], env, cwd)
  const answer: Answer = JSON.parse(stdout)
  return { status, stderr, answer, of: (name: string) => answer.checks.find((check) => check.name === name) }
}

test('a migrated installation has nothing that fails', async () => {
  const FOYER_DATA_DIR = newFolder()
  expect(await foyer(['migrate'], { FOYER_DATA_DIR })).toMatchObject({ status: 0 })
  const { status, stderr, answer, of } = await doctor({ FOYER_DATA_DIR })
  expect({ status, stderr, is: answer.status }).toEqual({ status: 0, stderr: '', is: 'warn' })
  expect(answer.checks.filter((check) => check.status !== 'ok').map(({ name }) => name)).toEqual(['mail'])
  expect(of('database')?.found).toMatch(/^SQLite \d/)
  expect(of('staff backends')?.found).toBe('native')
  expect(of('outbox')?.found).toBe('0 waiting, 0 given up')
})

test('a database that does not exist yet is not made', async () => {
  const FOYER_DATA_DIR = newFolder()
  expect((await doctor({ FOYER_DATA_DIR })).of('database')?.status).toBe('warn')
  expect(statSync(join(FOYER_DATA_DIR, 'foyer.sqlite'), { throwIfNoEntry: false })).toBeUndefined()
})

test('each problem of the settings is a failed check, and the exit status tells', async () => {
  const { status, stderr, answer } = await doctor({ FOYER_PORT: 'x', FOYER_MODE: 'production' })
  expect(answer.checks.filter((check) => check.status === 'fail')).toHaveLength(2)
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'foyer: 2 checks failed\n' })
})

test('an unreachable database, mail server and an unknown backend are told apart', async () => {
  const FOYER_DATA_DIR = newFolder()
  await foyer(['migrate'], { FOYER_DATA_DIR })
  const cwd = newFolder()
  writeFileSync(join(cwd, 'foyer.toml'), 'auth_backends = ["natve"]')
  const env = { FOYER_DATA_DIR, FOYER_SMTP_URL: 'smtp://user:hidden@127.0.0.1:9' }
  const first = await doctor(env, cwd)
  expect(first.of('mail')).toMatchObject({ status: 'fail', found: expect.stringContaining('127.0.0.1:9') })
  expect(first.of('staff backends')?.found).toContain('did you mean "native"?')
  const second = await doctor({ ...env, DATABASE_URL: 'postgres://foyer:hidden@127.0.0.1:9/foyer' }, newFolder())
  expect(second.of('database')).toMatchObject({ status: 'fail', found: expect.stringContaining('127.0.0.1:9') })
  expect(JSON.stringify([first.answer, second.answer])).not.toContain('hidden')
})

test('judges what it finds', () => {
  expect(checkNode('24.6.0').status).toBe('fail')
  expect(checkNode('24.7.0').status).toBe('ok')
  expect(checkNode('26.0.0').status).toBe('ok')
  expect(checkAddress({ url: 'http://localhost:3000', trustedProxies: [] }).status).toBe('ok')
  expect(checkAddress({ url: 'http://tickets.example', trustedProxies: ['127.0.0.1'] }).status).toBe('warn')
  expect(checkAddress({ url: 'https://tickets.example', trustedProxies: [] }).status).toBe('warn')
  expect(checkAddress({ url: 'https://tickets.example', trustedProxies: ['127.0.0.1'] }).status).toBe('ok')
  expect(checkClock(10_000, 10_500, 0).status).toBe('ok')
  expect(checkClock(10_000, 13_000, 0).status).toBe('warn')
  expect(checkClock(10_000, 90_000, 0).status).toBe('fail')
  expect(checkClock(10_000, null, 20_000).status).toBe('fail')
  expect(judgeOutbox({ pending: 3, oldestDueMs: 1000, dead: 0 }).status).toBe('ok')
  expect(judgeOutbox({ pending: 3, oldestDueMs: 3_600_000, dead: 0 }).status).toBe('warn')
  expect(judgeOutbox({ pending: 0, oldestDueMs: 0, dead: 1 }).status).toBe('warn')
  expect(judgeSearch(true).status).toBe('ok')
  expect(judgeSearch(false)).toMatchObject({ status: 'warn', advice: expect.stringContaining('pg_trgm') })
})

test.skipIf(process.platform === 'win32')('a generated secret is for its owner only', () => {
  const dataDir = newFolder()
  const file = join(dataDir, 'secret.key')
  writeFileSync(file, 'x', { mode: 0o600 })
  const config = { secret: 'x', mode: 'development', dataDir } as Parameters<typeof checkSecret>[0]
  expect(checkSecret(config, true).status).toBe('ok')
  chmodSync(file, 0o644)
  expect(checkSecret(config, true).status).toBe('warn')
  expect(checkSecret({ ...config, secret: 'a'.repeat(40) }, false).status).toBe('warn')
  expect(checkSecret({ ...config, secret: 'k3Lk0v9sQz7Wm1Xb5Tn8' }, false).status).toBe('ok')
})
