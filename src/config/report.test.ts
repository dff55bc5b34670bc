import { expect, test } from 'vitest'
import { maskUrl } from './mask.ts'
import { reportConfig } from './report.ts'

const env = {
  FOYER_SECRET: 'hunter2-hunter2-hunter2-hunter2-hunter2',
  FOYER_PREVIOUS_SECRETS: 'hunter2-old,hunter2-older',
  FOYER_METRICS_TOKEN: 'hunter2-token',
  DATABASE_URL: 'postgres://foyer:hunter2@db/foyer',
  FOYER_SMTP_URL: 'smtp://user:hunter2@mail.example',
}
const toml = 'port = 4000\n[auth.ldap]\nbind_password = "hunter2"\ntimeout = 5\n[auth.ldap.deep]\nkeys = ["hunter2"]'

function report() {
  const readFile = () => toml
  return new Map(reportConfig({ env, cwd: '/srv', readFile }).map((setting) => [setting.name, setting]))
}

test('names the source of each value', () => {
  const settings = report()
  expect(settings.get('port')).toEqual({ name: 'port', value: 4000, source: 'toml', from: '/srv/foyer.toml' })
  expect(settings.get('database_url')).toMatchObject({ source: 'env', from: 'DATABASE_URL' })
  expect(settings.get('workers')).toEqual({ name: 'workers', value: 1, source: 'default' })
})

test('shows no secret, no password of an address and no text of a backend section', () => {
  const settings = report()
  expect(JSON.stringify([...settings.values()])).not.toContain('hunter2')
  expect(settings.get('database_url')?.value).toBe('postgres://foyer:***@db/foyer')
  expect(settings.get('secret')?.value).toBe('***')
  expect(settings.get('previous_secrets')?.value).toEqual(['***', '***'])
  expect(settings.get('auth.ldap')?.value).toEqual({ bind_password: '***', timeout: 5, deep: { keys: ['***'] } })
})

test('a secret that is not set stays empty', () => {
  const settings = reportConfig({ env: {}, cwd: '/srv', readFile: () => undefined })
  expect(settings.find(({ name }) => name === 'metrics_token')?.value).toBe('')
})

test.each([
  ['http://localhost:3000', 'http://localhost:3000'],
  ['postgres://db/foyer?password=x&ssl=1', 'postgres://db/foyer?password=***&ssl=1'],
  ['smtp://a:b c@[', '***'],
  ['just words', 'just words'],
])('masks passwords in %s', (url, masked) => {
  expect(maskUrl(url)).toBe(masked)
})
