import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startFoyer } from '../support/server.ts'
import { configuredBackends } from '../support/staff.ts'

const guide = readFileSync(new URL('../../docs/guides/auth-backends.md', import.meta.url), 'utf8')

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
    response.end(
      JSON.stringify({ id: 'k1', email: 'kim@company.example', name: 'Kim Kerr', groups: ['ticketing-admins'] }),
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}/check`,
    [Symbol.dispose]: () => void server.close(),
  }
}

test('the example with a form logs in whom the directory knows, as what the directory says', async () => {
  using directory = await startDirectory()
  using folder = configuredBackends(
    { 'company.mjs': example('company.mjs') },
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

test('the example with a header believes the proxy and nobody else', async () => {
  using folder = configuredBackends({ 'proxy-header.mjs': example('proxy-header.mjs') })
  const headers = { 'x-company-email': 'kim@company.example' }
  await using behindProxy = await startFoyer('sqlite', { env: { ...folder.env, FOYER_TRUSTED_PROXIES: 'loopback' } })
  expect((await behindProxy.client({ headers }).get('/control/login')).status).toBe(303)
  expect((await behindProxy.client().get('/control/login')).status).toBe(200)
  await using open = await startFoyer('sqlite', { env: folder.env })
  expect((await open.client({ headers }).get('/control/login')).status).toBe(200)
})
