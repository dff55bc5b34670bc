import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { type ChildServer, startChildServer } from '../support/child-server.ts'
import type { BrowserClient } from '../support/client.ts'
import { issueCode, redeem, type TestApp, userinfo } from '../support/code-flow.ts'
import { describeOnBoth } from '../support/databases.ts'
import { freePort } from '../support/free-port.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { changeProvider, makeProvider } from '../support/sso-people.ts'

const SYSTEM = { type: 'system' } as const
const ANN = { email: 'ann@example.org', password: 'correct horse 1' }
const APP = { name: 'Forum', redirectUris: ['https://rp.example/cb'] }

describeOnBoth('two processes on one database', (kind) => {
  let house: House
  beforeAll(async () => {
    house = await twoProcesses(kind)
  })
  afterAll(() => house?.stop())

  test('a code issued by one is redeemed at the other, and its token is good at both', async () => {
    const { one, other, app } = house
    const issued = await issueCode(await house.logIn(one), 'acme', app)
    const { status, body } = await redeem(other, 'acme', app, issued)
    expect([status, body.token_type]).toEqual([200, 'Bearer'])
    for (const server of [one, other]) {
      expect(await userinfo(server, 'acme', String(body.access_token))).toMatchObject({
        status: 200,
        body: { email: ANN.email },
      })
    }
  })

  test('of fifty redemptions of one code at both, one wins, and the replay ends its token', async () => {
    const { one, other, app } = house
    const issued = await issueCode(await house.logIn(one), 'acme', app)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => redeem(index % 2 === 0 ? one : other, 'acme', app, issued)),
    )
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    const lost = answers.filter(({ status }) => status !== 200)
    expect(new Set(lost.map(({ status, body }) => `${status} ${body.error}`))).toEqual(new Set(['400 invalid_grant']))
    for (const server of [one, other]) {
      const { status } = await userinfo(server, 'acme', String(won[0]?.body.access_token))
      expect(status).toBe(401)
    }
  })

  test('a session that begins at one is good at the other, and its logout there ends it here', async () => {
    const { one, other } = house
    const here = await house.logIn(one)
    const there = house.sameBrowser(here, other)
    expect((await there.get('/acme/account/')).text).toContain(ANN.email)
    const answer = await there.submit('/acme/account/logout', {}, { form: 'logout' })
    expect(answer.status).toBe(303)
    const { status, location } = await here.get('/acme/account/')
    expect([status, location]).toEqual([303, expect.stringContaining('/acme/account/login')])
  })

  test('an app that is switched off at one is refused by the other within a second', async () => {
    const { one, other, foyer, organizer } = house
    const { client, secret } = await foyer.features.ssoClients.create(organizer.id, APP, SYSTEM)
    const app: TestApp = { clientId: client.clientId, secret: secret ?? '', redirectUri: 'https://rp.example/cb' }
    const here = await house.logIn(one)
    const there = house.sameBrowser(here, other)
    const { body } = await redeem(other, 'acme', app, await issueCode(there, 'acme', app))
    const kept = await issueCode(there, 'acme', app)

    await foyer.features.ssoClients.update(organizer.id, client.id, { isActive: false }, SYSTEM)
    for (const server of [one, other]) {
      await expect.poll(async () => (await userinfo(server, 'acme', String(body.access_token))).status).toBe(401)
      await expect.poll(async () => (await redeem(server, 'acme', app, kept)).body.error).toBe('invalid_client')
    }
    await expect(issueCode(here, 'acme', app)).rejects.toThrow('no code: 400')
    await expect(issueCode(there, 'acme', app)).rejects.toThrow('no code: 400')
  })

  test('an SSO provider that comes or goes at one does so at the other within a second', async () => {
    const { one, other, foyer, organizer } = house
    const seenAt = () =>
      Promise.all(
        [one, other].map(async (server) => {
          const { text } = await server.client().get('/acme/account/login')
          return text.includes('Universität Leipzig login')
        }),
      )
    expect(await seenAt()).toEqual([false, false])
    const { id } = await makeProvider(foyer, organizer)
    await expect.poll(seenAt).toEqual([true, true])
    await changeProvider(foyer, organizer, id, { isActive: false })
    await expect.poll(seenAt).toEqual([false, false])
    expect((await other.client().get('/acme/account/login/uni/')).status).toBe(403)
  })

  test('people who register with one address at both at once share one account', async () => {
    const { one, other, foyer, organizer } = house
    const person = { given_name: 'Ben', family_name: 'Example', full_name: 'Ben Example' }
    const answers = await Promise.all(
      [one, other, one].map((server) =>
        server.client().submit('/acme/account/register', { ...person, email: 'Ben@Example.org' }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    const { customers } = await foyer.features.customers.list(organizer.id, { search: 'ben@example.org', limit: 10 })
    expect(customers.map(({ email }) => email)).toEqual(['ben@example.org'])
  })
})

/** Two servers behind one public address; the third, in this process, is only there to set things up. */
interface House {
  readonly foyer: TestServer
  readonly one: ChildServer
  readonly other: ChildServer
  readonly organizer: Organizer
  readonly app: TestApp
  logIn(server: ChildServer): Promise<BrowserClient>
  /** The same browser, whose next request reaches the other process. */
  sameBrowser(client: BrowserClient, server: ChildServer): BrowserClient
  stop(): Promise<void>
}

async function twoProcesses(kind: DbKind): Promise<House> {
  const port = await freePort()
  const publicUrl = `http://localhost:${port}`
  const foyer = await startFoyer(kind)
  const { dataDir, databaseUrl, secret } = foyer.config
  const env = {
    FOYER_URL: publicUrl,
    FOYER_DATA_DIR: dataDir,
    FOYER_SECRET: secret,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  }
  const [one, other] = await Promise.all([startChildServer(env, port), startChildServer(env)])
  const organizer = await foyer.organizer()
  await createAnn(foyer, organizer)
  const { client, secret: appSecret } = await foyer.features.ssoClients.create(organizer.id, APP, SYSTEM)
  return {
    foyer,
    one,
    other,
    organizer,
    app: { clientId: client.clientId, secret: appSecret ?? '', redirectUri: 'https://rp.example/cb' },
    async logIn(server) {
      const browser = server.client()
      const { status } = await browser.submit('/acme/account/login', ANN)
      expect(status).toBe(303)
      return browser
    },
    sameBrowser(client, server) {
      const copy = server.client()
      for (const [name, value] of client.cookies) copy.cookies.set(name, value)
      return copy
    },
    async stop() {
      await Promise.all([one.stop(), other.stop()])
      await foyer.stop()
    },
  }
}

async function createAnn({ platform, features }: TestServer, organizer: Organizer): Promise<void> {
  const passwordHash = await platform.passwords.hash(ANN.password)
  const nameParts = { _scheme: 'full', full_name: 'Ann Example' }
  await platform.db.transaction((trx) =>
    features.customers.create(
      trx,
      organizer,
      { email: ANN.email, nameParts, locale: 'en', isVerified: true, passwordHash },
      SYSTEM,
    ),
  )
}
