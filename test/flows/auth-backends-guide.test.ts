import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startFoyer } from '../support/server.ts'
import { configuredBackends } from '../support/staff.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const guide = readFileSync(join(root, 'docs/guides/auth-backends.md'), 'utf8')
const plugin = (path: string) => readFileSync(join(root, 'plugins', path), 'utf8')

/** An example of the guide by the file name in its first line. */
function example(name: string): string {
  const found = [...guide.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, source = '']) => source)
  const source = found.find((text) => text.startsWith(`// ${name}\n`))
  if (source === undefined) throw new Error(`the guide has no example ${name}`)
  return source
}

/** A directory that knows one person. */
async function startDirectory() {
  const server = createServer(async (request, response) => {
    const { username, password } = (await json(request)) as Record<string, string>
    const isRight = username === 'kim' && password === 'correct horse'
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' })
    const groups = ['ticketing', 'ticketing-admins']
    response.end(JSON.stringify({ id: 'k1', email: 'kim@company.example', name: 'Kim Kerr', groups }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}/check`,
    [Symbol.dispose]: () => void server.close(),
  }
}

test('the smallest example logs in and makes the account', async () => {
  using folder = configuredBackends({ acme: example('acme.mjs') })
  await using foyer = await startFoyer('sqlite', { env: folder.env })
  const answer = await foyer.client().submit('/control/login', { username: 'kim', password: 'sesame' })
  expect(answer.status).toBe(303)
  expect(await foyer.features.staff.users.byEmail('kim@acme.example')).toMatchObject({ authBackend: 'acme' })
})

test('the example with a form logs in whom the directory knows, as what the directory says', async () => {
  using directory = await startDirectory()
  using folder = configuredBackends(
    { form: plugin('form/form-backend.mjs') },
    `[auth.company]\nurl = "${directory.url}"\n`,
  )
  await using foyer = await startFoyer('sqlite', { env: folder.env })
  const kim = foyer.client()
  const wrong = await kim.submit('/control/login', { username: 'kim', password: 'wrong' })
  expect(wrong.status).toBe(422)
  const right = await kim.submit('/control/login', { username: 'kim', password: 'correct horse' })
  expect(right.status).toBe(303)
  expect(await foyer.features.staff.users.byEmail('kim@company.example')).toMatchObject({
    authBackend: 'company',
    authBackendIdentifier: 'k1',
    fullname: 'Kim Kerr',
    isAdmin: true,
  })
})

test('the example with a form does not start without its address', async () => {
  using folder = configuredBackends({ form: plugin('form/form-backend.mjs') })
  await expect(startFoyer('sqlite', { env: folder.env })).rejects.toThrow('[auth.company] url: must be the address')
})

test('the example with a header believes the proxy and nobody else', async () => {
  using folder = configuredBackends({ header: plugin('header/header-backend.mjs') })
  const headers = { 'x-company-user': 'kim', 'x-company-email': 'kim@company.example' }
  await using behindProxy = await startFoyer('sqlite', { env: { ...folder.env, FOYER_TRUSTED_PROXIES: 'loopback' } })
  expect((await behindProxy.client({ headers }).get('/control/login')).status).toBe(303)
  expect((await behindProxy.client().get('/control/login')).status).toBe(200)
  await using open = await startFoyer('sqlite', { env: folder.env })
  expect((await open.client({ headers }).get('/control/login')).status).toBe(200)
})

test('the example with a redirect goes to the company and comes back logged in, to where the person wanted to go', async () => {
  using folder = configuredBackends(
    { redirect: plugin('redirect/redirect-backend.mjs') },
    '[auth.company-login]\nurl = "https://login.company.example/"\nsecret = "shared"\n',
  )
  await using foyer = await startFoyer('sqlite', { env: folder.env })
  const kim = foyer.client()
  const start = await kim.get('/control/auth/company-login/start?next=%2Fcontrol%2Flogout')
  const there = new URL(start.location ?? '')
  expect([start.status, there.host]).toEqual([303, 'login.company.example'])
  const state = there.searchParams.get('state') ?? ''
  const ticket = Buffer.from(JSON.stringify({ id: 'k1', email: 'kim@company.example', name: 'Kim' })).toString(
    'base64url',
  )
  const signature = createHmac('sha256', 'shared').update(`${state}.${ticket}`).digest('base64url')
  const { pathname } = new URL(there.searchParams.get('return_to') ?? '')
  const back = await kim.get(`${pathname}?${new URLSearchParams({ state, ticket, signature })}`)
  expect([back.status, back.location]).toEqual([303, '/control/logout'])
})

test('the test kit runs the smallest example through every case, for anybody who has installed foyer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-kit-'))
  try {
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(root, join(folder, 'node_modules', 'foyer'))
    for (const name of ['acme.mjs', 'acme.test.mjs']) writeFileSync(join(folder, name), example(name))
    const run = spawnSync(process.execPath, ['--test', 'acme.test.mjs'], { cwd: folder, encoding: 'utf8' })
    expect(run.stdout).toMatch(/pass [1-9]\d*\n[\s\S]*fail 0/)
    expect(run.status).toBe(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
