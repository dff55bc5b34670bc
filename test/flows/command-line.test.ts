import { afterAll, beforeAll, expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { freePort } from '../support/free-port.ts'
import {
  BUILD_LIMIT_MS,
  buildProgram,
  type RunningCommand,
  runFoyer,
  spawnFoyer,
  untilItAnswers,
} from '../support/run-foyer.ts'
import { newPlace } from '../support/server.ts'

beforeAll(buildProgram, BUILD_LIMIT_MS)

describeOnBoth('the command line', (kind) => {
  let place: Awaited<ReturnType<typeof newPlace>>
  let server: RunningCommand | undefined
  let env: Record<string, string>
  let url: string

  beforeAll(async () => {
    place = await newPlace(kind)
    const port = await freePort()
    url = `http://localhost:${port}`
    env = { ...place.env, FOYER_PORT: String(port), FOYER_URL: url }
  })
  afterAll(async () => {
    server?.process.kill('SIGTERM')
    await server?.result
    await place.remove()
  })

  /** Runs a command with --json; its answer is all that is said. */
  async function answerOf(...args: string[]): Promise<Record<string, unknown>> {
    const { status, stdout, stderr } = await runFoyer([...args, '--json'], env)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^\{.*\}\n$/)
    return JSON.parse(stdout)
  }

  const statusOf = async (path: string) => (await fetch(url + path, { redirect: 'manual' })).status

  function authorizeAddress(organizer: string, clientId: unknown): string {
    const query = new URLSearchParams({
      client_id: String(clientId),
      redirect_uri: 'https://rp.example/cb',
      response_type: 'code',
      scope: 'openid',
      state: 's',
    })
    return `/${organizer}/oauth2/v1/authorize?${query}`
  }

  async function makeEverything(slug: string, email: string, staffEmail: string) {
    const organizer = await answerOf('organizer', 'create', '--slug', slug, '--name', 'Acme Festival')
    const settings = await answerOf('organizer', 'set', slug, 'customer_accounts=true')
    const customer = await answerOf(
      ...['customer', 'create', '--organizer', slug, '--email', email, '--password', 'correct horse 1', '--verified'],
      ...['--given-name', 'Ann', '--family-name', 'Example'],
    )
    const client = await answerOf(
      ...['client', 'create', '--organizer', slug, '--name', 'Forum', '--type', 'confidential'],
      ...['--redirect-uri', 'https://rp.example/cb', '--response-types', 'code', '--pkce', 'optional'],
    )
    const user = await answerOf(
      ...['user', 'create', '--email', staffEmail, '--password', 'correct horse 12', '--admin'],
    )
    return { organizer, settings, customer, client, user }
  }

  it('makes an organizer, an account, an app and staff in an empty place', async () => {
    const made = await makeEverything('acme', 'ann@example.org', 'admin@example.org')
    expect(made.organizer).toMatchObject({ slug: 'acme', name: 'Acme Festival' })
    expect(made.settings).toMatchObject({ slug: 'acme', settings: { customer_accounts: true } })
    expect(made.customer).toMatchObject({ email: 'ann@example.org' })
    expect(made.client).toMatchObject({
      client_id: expect.stringMatching(/^\S{8,}$/),
      client_secret: expect.stringMatching(/^\S{32,}$/),
      issuer: `${url}/acme`,
      pkce: 'optional',
      redirect_uris: ['https://rp.example/cb'],
    })
    expect(made.user).toMatchObject({ email: 'admin@example.org' })
    expect(JSON.stringify([made.customer, made.user])).not.toContain('correct horse')
  })

  it('then serves what it made', async () => {
    server = spawnFoyer(['serve'], env)
    await untilItAnswers(server, url)
    expect(await statusOf('/acme/account/login')).toBe(200)
    const discovery = await fetch(`${url}/acme/.well-known/openid-configuration`)
    expect([discovery.status, await discovery.json()]).toEqual([
      200,
      expect.objectContaining({ issuer: `http://localhost:${new URL(url).port}/acme` }),
    ])
    const ann = new BrowserClient(url)
    const { status } = await ann.submit('/acme/account/login', {
      email: 'ann@example.org',
      password: 'correct horse 1',
    })
    expect([status, (await ann.get('/acme/account/', { follow: true })).text]).toEqual([
      303,
      expect.stringContaining('ann@example.org'),
    ])
    const admin = new BrowserClient(url)
    const staff = await admin.submit('/control/login', { email: 'admin@example.org', password: 'correct horse 12' })
    expect([staff.status, (await admin.get('/control/', { follow: true })).text]).toEqual([
      303,
      expect.stringContaining('Acme Festival'),
    ])
  })

  it('works while a server runs, which sees every change within a second', async () => {
    expect(await statusOf('/second/account/login')).toBe(404)
    const { client } = await makeEverything('second', 'ben@example.org', 'second@example.org')
    await expect.poll(() => statusOf('/second/account/login')).toBe(200)
    await expect.poll(() => statusOf(authorizeAddress('second', client.client_id))).toBe(303)
    const ben = new BrowserClient(url)
    const login = { email: 'ben@example.org', password: 'correct horse 1' }
    expect((await ben.submit('/second/account/login', login)).status).toBe(303)

    await answerOf('client', 'disable', '--organizer', 'second', '--id', String(client.client_id))
    await answerOf('organizer', 'set', 'acme', 'customer_accounts=false')
    await expect.poll(() => statusOf(authorizeAddress('second', client.client_id))).toBe(400)
    await expect.poll(() => statusOf('/acme/account/login')).toBe(404)
  })

  it('names what is wrong in one line and changes nothing', async () => {
    const again = await runFoyer(['organizer', 'create', '--slug', 'acme', '--name', 'Another', '--json'], env)
    expect(again).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^foyer: slug: [^\n]+\n$/) })
    const reserved = await runFoyer(['organizer', 'create', '--slug', 'control', '--name', 'x'], env)
    expect(reserved).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^foyer: slug: [^\n]+\n$/) })
    const unknown = await runFoyer(['customer', 'show', '--organizer', 'acme', '--email', 'none@example.org'], env)
    expect(unknown).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^foyer: [^\n]+\n$/) })
    const { organizers } = await answerOf('organizer', 'list')
    expect(organizers).toHaveLength(2)
  })
})

it('has help for every command', async () => {
  const { status, stdout } = await runFoyer(['--help'])
  expect(status).toBe(0)
  for (const { noun, verb } of commands) expect(stdout).toContain(`foyer ${noun}${verb ? ` ${verb}` : ''} `)
})
