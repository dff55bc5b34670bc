import { expect, test } from 'vitest'
import { ConfigError, loadConfig } from '../config.ts'

interface Given {
  env?: Record<string, string>
  toml?: string
  path?: string
}

const longSecret = 'a secret of more than thirty-two characters'

function load({ env = {}, toml, path = '/srv/foyer.toml' }: Given = {}) {
  return loadConfig({
    env,
    cwd: '/srv',
    readFile: (asked) => (asked === path ? toml : undefined),
    developmentSecret: (dataDir) => `secret of ${dataDir}`,
  })
}

function problems(given: Given): readonly string[] {
  try {
    load(given)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('without any setting it is a development installation on this machine', () => {
  expect(load()).toMatchObject({
    url: 'http://localhost:3000',
    port: 3000,
    host: 'localhost',
    mode: 'development',
    dataDir: '/srv/data',
    databaseUrl: '',
    secret: 'secret of /srv/data',
    mailFrom: 'no-reply@localhost',
    authBackends: ['native'],
    auth: {},
    codeLifetimeS: 60,
    sessionLifetimeDays: 14,
  })
})

test('the environment wins over foyer.toml, which wins over the default', () => {
  const config = load({ env: { FOYER_PORT: '4000' }, toml: 'port = 5000\nworkers = 3' })
  expect(config).toMatchObject({ port: 4000, workers: 3, url: 'http://localhost:4000', demoAppPort: 3001 })
})

test('an empty variable counts as not set', () => {
  expect(load({ env: { FOYER_PORT: '', DATABASE_URL: '' }, toml: 'port = 5000' }).port).toBe(5000)
})

test('FOYER_DATABASE_URL wins over DATABASE_URL', () => {
  expect(load({ env: { DATABASE_URL: 'postgres://a/one' } }).databaseUrl).toBe('postgres://a/one')
  const both = { DATABASE_URL: 'postgres://a/one', FOYER_DATABASE_URL: 'postgres://a/two' }
  expect(load({ env: both }).databaseUrl).toBe('postgres://a/two')
})

test('reads numbers, flags and lists from the environment', () => {
  const env = {
    FOYER_WORKERS: '2',
    FOYER_DEMO: 'yes',
    FOYER_LONG_SESSIONS: '0',
    FOYER_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,loopback',
  }
  expect(load({ env })).toMatchObject({
    workers: 2,
    demo: true,
    longSessions: false,
    trustedProxies: ['127.0.0.1', '10.0.0.0/8', 'loopback'],
  })
})

test('who must have a second factor is a word, a boolean, or nothing that starts', () => {
  expect(load().obligatory2fa).toBe('false')
  expect(load({ toml: 'obligatory_2fa = true' }).obligatory2fa).toBe('true')
  expect(load({ toml: 'obligatory_2fa = "staff"' }).obligatory2fa).toBe('staff')
  expect(load({ env: { FOYER_OBLIGATORY_2FA: ' on ' } }).obligatory2fa).toBe('true')
  expect(load({ env: { FOYER_OBLIGATORY_2FA: 'staff' }, toml: 'obligatory_2fa = false' }).obligatory2fa).toBe('staff')
  for (const toml of ['"admins"', '1', '""', '[]']) {
    expect(problems({ toml: `obligatory_2fa = ${toml}` })).toEqual([
      expect.stringMatching(/^\/srv\/foyer.toml: obligatory_2fa: must be true, false or staff, not /),
    ])
  }
  expect(problems({ env: { FOYER_OBLIGATORY_2FA: 'admins' } })).toEqual([
    'FOYER_OBLIGATORY_2FA: must be true, false or staff, not "admins"',
  ])
})

test('the public address loses its trailing slash', () => {
  expect(load({ env: { FOYER_URL: 'http://localhost:4000/' } }).url).toBe('http://localhost:4000')
})

test('a relative data folder starts at the working directory, in a file at the folder of the file', () => {
  expect(load({ env: { FOYER_DATA_DIR: 'here' } }).dataDir).toBe('/srv/here')
  const named = { env: { FOYER_CONFIG: 'etc/foyer.toml' }, path: '/srv/etc/foyer.toml' }
  expect(load({ ...named, toml: 'data_dir = "there"' }).dataDir).toBe('/srv/etc/there')
})

test('sections of staff backends are kept as they are', () => {
  const toml = 'auth_backends = ["native", "ldap"]\n[auth.ldap]\nurl = "ldaps://x"\n[auth.ldap.map]\nmail = "email"'
  expect(load({ toml })).toMatchObject({
    authBackends: ['native', 'ldap'],
    auth: { ldap: { url: 'ldaps://x', map: { mail: 'email' } } },
  })
})

test('an unknown key of the file names the nearest setting', () => {
  expect(problems({ toml: 'prot = 1\n[mail]\nx = 1' })).toEqual([
    '/srv/foyer.toml: unknown setting prot, did you mean port?',
    '/srv/foyer.toml: unknown setting mail',
  ])
})

test('an unknown variable names the nearest one', () => {
  expect(problems({ env: { FOYER_DATADIR: 'x', OTHER: 'x' } })).toEqual([
    'FOYER_DATADIR: unknown setting, did you mean FOYER_DATA_DIR?',
  ])
})

test('staff backends cannot be enabled by the environment', () => {
  expect(problems({ env: { FOYER_AUTH_BACKENDS: 'native' } })).toEqual([
    'FOYER_AUTH_BACKENDS: auth_backends can be set in foyer.toml only',
  ])
  expect(problems({ toml: 'auth_backends = []' })).toEqual([
    '/srv/foyer.toml: auth_backends: must be a list of at least 1, not []',
  ])
})

test('all problems are listed at once and say where the value stands', () => {
  const env = { FOYER_PORT: 'abc', FOYER_TRUSTED_PROXIES: '10.0.0.0/33', FOYER_URL: 'https://x.example/shop' }
  expect(problems({ env, toml: 'code_lifetime_s = 601\nworkers = "two"\n[auth]\nldap = 1' })).toEqual([
    '/srv/foyer.toml: auth.ldap must be a section [auth.ldap]',
    'FOYER_PORT: must be a whole number from 0 to 65535, not "abc"',
    expect.stringMatching(/^FOYER_URL: must be an http or https address without a path/),
    expect.stringMatching(/^FOYER_TRUSTED_PROXIES: each entry must be .*, not "10.0.0.0\/33"$/),
    '/srv/foyer.toml: workers: must be a whole number from 1 to 256, not "two"',
    '/srv/foyer.toml: code_lifetime_s: must be a whole number from 5 to 600, not 601',
  ])
})

test('a problem with an address that may hold a password does not repeat it', () => {
  const [problem = ''] = problems({ env: { DATABASE_URL: 'mysql://user:hunter2@db/foyer' } })
  expect(problem).toMatch(/^DATABASE_URL: must be a postgres/)
  expect(problem).not.toContain('hunter2')
})

test('a broken file is one line with its position', () => {
  const [problem = '', ...more] = problems({ toml: 'port = \n' })
  expect(problem).toMatch(/^\/srv\/foyer.toml: line 1, column \d+: /)
  expect(problem).not.toContain('\n')
  expect(more).toEqual([])
})

test('a named file must exist', () => {
  expect(problems({ env: { FOYER_CONFIG: 'other.toml' } })).toEqual(['FOYER_CONFIG: there is no file /srv/other.toml'])
})

test.each([
  [{}, 'development'],
  [{ FOYER_URL: 'http://[::1]:3000' }, 'development'],
  [{ FOYER_URL: 'http://shop.localhost' }, 'development'],
  [{ FOYER_URL: 'https://tickets.example', FOYER_MODE: 'development' }, 'development'],
  [{ FOYER_URL: 'https://tickets.example', FOYER_SECRET: longSecret }, 'production'],
  [{ NODE_ENV: 'production', FOYER_SECRET: longSecret }, 'production'],
])('%j runs in %s mode', (env, mode) => {
  expect(load({ env }).mode).toBe(mode)
})

test('production mode demands a long secret', () => {
  const url = { FOYER_URL: 'https://tickets.example' }
  expect(problems({ env: url })).toEqual([
    expect.stringMatching(/^FOYER_SECRET: is missing; .* at least 32 characters/),
  ])
  const short = problems({ env: { ...url, FOYER_SECRET: 'short' } })
  expect(short).toEqual([expect.stringMatching(/^FOYER_SECRET: is too short;/)])
  expect(short.join()).not.toContain('"short"')
  expect(load({ env: { ...url, FOYER_SECRET: longSecret } }).secret).toBe(longSecret)
})

test('a data folder that cannot hold the secret is one clear line', () => {
  const developmentSecret = () => {
    throw new Error('EACCES: permission denied')
  }
  expect(() => loadConfig({ env: {}, cwd: '/srv', readFile: () => undefined, developmentSecret })).toThrow(
    /^data_dir: the secret in \/srv\/data can be neither read nor created \(EACCES/,
  )
})
