import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foyer, newFolder } from '../testing.ts'

interface Check {
  name: string
  status: string
  found: string
  advice?: string
}

/** An installation with these plugins, by the name of their file. */
async function installation(plugins: Record<string, string>, toml = '') {
  const folder = newFolder()
  for (const [name, source] of Object.entries(plugins)) writeFileSync(join(folder, name), source)
  const names = ['native', ...Object.keys(plugins).map((name) => `./${name}`)]
  writeFileSync(join(folder, 'foyer.toml'), `auth_backends = ${JSON.stringify(names)}\n${toml}`)
  const env = { FOYER_DATA_DIR: join(folder, 'data') }
  expect(await foyer(['migrate'], env, folder)).toMatchObject({ status: 0 })
  const ask = async (...args: string[]) => JSON.parse((await foyer([...args, '--json'], env, folder)).stdout)
  const checks = async (): Promise<Check[]> => (await ask('doctor')).checks
  return { env, folder, ask, check: async (name: string) => (await checks()).find((check) => check.name === name) }
}

const HEALTHY = `export default {
  identifier: 'sso', verboseName: { en: 'Company login', de: 'Firmenlogin' },
  beginLogin: () => 'https://idp.example/', requestAuthenticate: () => null, checkHealth() {},
}`

test('doctor says of each backend how it lets people in', async () => {
  const { check } = await installation({ 'sso.mjs': HEALTHY })
  expect(await check('backend native')).toMatchObject({ status: 'ok', found: 'Foyer account, form' })
  expect(await check('backend sso')).toMatchObject({
    status: 'ok',
    found: 'Company login, redirect, external session',
  })
})

test('doctor tells what a backend warns of, and what it fails at', async () => {
  const { check } = await installation({
    'warns.mjs': HEALTHY.replace("'sso'", "'warns'").replace(
      'checkHealth() {}',
      "checkHealth({ log }) { log.warn({}, 'no proxy is trusted') }",
    ),
    'fails.mjs': HEALTHY.replace("'sso'", "'fails'").replace(
      'checkHealth() {}',
      "async checkHealth() { throw new Error('directory.example:636: connection refused') }",
    ),
  })
  expect(await check('backend warns')).toEqual({
    name: 'backend warns',
    status: 'warn',
    found: 'no proxy is trusted',
    advice: 'look at [auth.warns] in foyer.toml',
  })
  expect(await check('backend fails')).toMatchObject({
    status: 'fail',
    found: 'directory.example:636: connection refused',
  })
})

test('doctor names sections that no backend reads', async () => {
  const { check } = await installation({ 'sso.mjs': HEALTHY }, '[auth.ssso]\nissuer = "x"\n')
  expect(await check('staff backends')).toMatchObject({
    status: 'warn',
    found: 'native, sso; nothing reads [auth.ssso]',
  })
})

test('doctor names teams of rules that do not exist', async () => {
  const rules = '[[auth.sso.teams]]\ngroup = "crew"\norganizer = "acme"\nteam = "Crew"\n'
  const { check, env, folder } = await installation({ 'sso.mjs': HEALTHY }, rules)
  expect((await check('backend sso'))?.found).toBe('teams: there is no organizer "acme"')
  await foyer(['organizer', 'create', '--slug', 'acme', '--name', 'Acme'], env, folder)
  expect(await check('backend sso')).toMatchObject({ status: 'warn', found: 'teams: "acme" has no team "Crew"' })
})

test('backend list counts accounts, also those whose backend is gone', async () => {
  const { ask, env, folder } = await installation({ 'sso.mjs': HEALTHY })
  const created = await foyer(['user', 'create', '--email', 'ann@example.org'], env, folder)
  expect(created.status).toBe(0)
  expect(await ask('backend', 'list')).toEqual({
    backends: [
      {
        identifier: 'native',
        name: 'Foyer account',
        is_enabled: true,
        is_visible: true,
        flows: ['form'],
        users: 1,
      },
      {
        identifier: 'sso',
        name: 'Company login',
        is_enabled: true,
        is_visible: true,
        flows: ['redirect', 'external session'],
        users: 0,
      },
    ],
  })
  writeFileSync(join(folder, 'foyer.toml'), 'auth_backends = ["./sso.mjs"]\n')
  const { stdout } = await foyer(['backend', 'list'], env, folder)
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^native +not enabled +1 user$/)
})
