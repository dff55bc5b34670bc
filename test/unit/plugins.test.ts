import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BackendExamples,
  type BackendExport,
  backendCases,
  createBackendKit,
  type Visit,
} from '../../src/features/staff-backends/testing/index.ts'

async function load(path: string): Promise<BackendExport> {
  const { default: exported } = await import(new URL(`../../plugins/${path}`, import.meta.url).href)
  return exported
}

const KIM = { id: 'k1', email: 'kim@company.example', name: 'Kim Kerr', groups: ['ticketing', 'ticketing-admins'] }

/** A directory that knows Kim, and Lee, who is in no group. */
let directory: Server
const config = { url: '' }
beforeAll(async () => {
  directory = createServer(async (request, response) => {
    const { username, password } = (await json(request)) as Record<string, string>
    const person = username === 'lee' ? { ...KIM, id: 'l1', email: 'lee@company.example', groups: [] } : KIM
    const isRight = ['kim', 'lee'].includes(username ?? '') && password === 'correct horse'
    response.writeHead(username === 'down' ? 500 : isRight ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(person))
  })
  await once(directory.listen(0, '127.0.0.1'), 'listening')
  const address = directory.address()
  config.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/check`
})
afterAll(() => void directory.close())

const SECRET = 'between us and the company'

/** What the company's login page sends back. */
function signed(start: URL, person: object): Visit {
  const state = start.searchParams.get('state') ?? ''
  const ticket = Buffer.from(JSON.stringify(person)).toString('base64url')
  const signature = createHmac('sha256', SECRET).update(`${state}.${ticket}`).digest('base64url')
  return { query: { state, ticket, signature } }
}

const form = await load('form/form-backend.mjs')
const header = await load('header/header-backend.mjs')
const redirect = await load('redirect/redirect-backend.mjs')

const HEADERS = { 'x-company-user': 'kim', 'x-company-email': 'Kim@Company.example' }
const EXAMPLES: Readonly<Record<string, readonly [BackendExport, BackendExamples]>> = {
  form: [
    form,
    {
      config,
      form: { right: { username: 'kim', password: 'correct horse' }, wrong: { username: 'kim', password: 'guess' } },
    },
  ],
  header: [
    header,
    { external: { right: { headers: HEADERS, isFromTrustedProxy: true }, untrusted: { headers: HEADERS } } },
  ],
  redirect: [
    redirect,
    {
      config: { url: 'https://login.company.example/', secret: SECRET },
      redirect: { returns: (start) => signed(start, KIM) },
    },
  ],
}

describe.each(Object.entries(EXAMPLES))('the example plugin %s', (_name, [exported, examples]) => {
  for (const { name, run } of backendCases(exported, examples)) it(name, run)
})

describe('the example with a form', () => {
  it('takes over name and administration, and refuses who is in no group', async () => {
    const kit = await createBackendKit(form, { config })
    await kit.form({ username: 'kim', password: 'correct horse' })
    expect(kit.accounts.all()).toMatchObject([{ authBackendIdentifier: 'k1', fullname: 'Kim Kerr', isAdmin: true }])
    const lee = await kit.form({ username: 'lee', password: 'correct horse' })
    expect(lee).toMatchObject({ kind: 'refused', reason: expect.stringContaining('not in the group') })
  })

  it('fails, rather than refusing, when the directory is down', async () => {
    const kit = await createBackendKit(form, { config })
    expect(await kit.form({ username: 'down', password: 'x' })).toMatchObject({ kind: 'failed' })
  })

  it('does not start without the address of the directory', async () => {
    await expect(createBackendKit(form)).rejects.toThrow('[auth.company] url: must be the address of the directory')
  })
})

describe('the example with a redirect', () => {
  const [, { config }] = EXAMPLES.redirect as readonly [BackendExport, BackendExamples]
  const options = config === undefined ? {} : { config }

  it('believes the ticket only with the signature of the company, for this very attempt', async () => {
    const kit = await createBackendKit(redirect, options)
    const start = await kit.start()
    const { query = {} } = signed(await kit.start(), KIM)
    const moved = { ...query, state: start.searchParams.get('state') ?? '' }
    expect(await kit.callback({ query: moved })).toMatchObject({ kind: 'nothing' })
  })

  it('says which teams the company names, and that a second factor was shown there', async () => {
    const kit = await createBackendKit(redirect, options)
    const teams = [{ organizer: 'acme', team: 'Box office' }]
    const outcome = await kit.callback(signed(await kit.start(), { ...KIM, teams, mfa: true }))
    expect(outcome).toMatchObject({ kind: 'login', login: { secondFactorDone: true } })
    expect(kit.accounts.teams.get('k1')).toEqual(teams)
  })

  it('asks the company for a fresh login when somebody has to prove again who they are', async () => {
    const kit = await createBackendKit(redirect, options)
    expect((await kit.start({ purpose: 'reauthentication' })).searchParams.get('fresh')).toBe('1')
  })
})
