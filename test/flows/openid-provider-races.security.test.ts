import { expect, it } from 'vitest'
import { hashSecret } from '../../src/core/random.ts'
import type { ConsentDecision } from '../../src/protocol/provider/authorization/types.ts'
import { ENDPOINTS } from '../../src/protocol/provider/endpoints.ts'
import { testKey } from '../../src/protocol/provider/testing-requests.ts'
import { describeOnBoth } from '../support/databases.ts'
import {
  authorizePath,
  codeFor,
  loggedIn,
  newClient,
  newCustomer,
  offlineTokens,
  proofOf,
  pushedPath,
  REDIRECT_URI,
  redeem,
  refresh,
  responseOf,
  userinfo,
} from '../support/provider.ts'
import { initialToken } from '../support/registration.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

/** Two servers on one database; the second says of itself that it is the first, as behind a load balancer. */
async function twoServers(kind: 'sqlite' | 'postgres') {
  const one = await startFoyer(kind)
  const two = await startFoyer(kind, { beside: one, env: { FOYER_URL: one.url } })
  const doors: Pick<TestServer, 'url'>[] = [one, { url: `http://localhost:${two.config.port}` }]
  return {
    one,
    /** Fifty calls at once, every other one at the other server. */
    fifty: <T>(call: (door: Pick<TestServer, 'url'>) => Promise<T>) =>
      Promise.all(Array.from({ length: 50 }, (_, turn) => call(doors[turn % 2] ?? one))),
    two,
    async [Symbol.asyncDispose]() {
      await two.stop()
      await one.stop()
    },
  }
}

describeOnBoth('of fifty at the same time at two servers', (kind) => {
  it.each([
    ['a plain code', 'openid email'],
    ['a code with a refresh token', 'openid email offline_access'],
  ])('one redeems %s, and what it got ends with the replays', async (_what, scope) => {
    await using servers = await twoServers(kind)
    const acme = await servers.one.organizer('acme')
    const { app, browser } = await offlineTokens(servers.one, acme)
    const code = await codeFor(browser, acme, app, { scope })
    const answers = await servers.fifty((door) => redeem(door, acme, app, code))
    const winners = answers.filter(({ status }) => status === 200)
    expect(winners).toHaveLength(1)
    expect(new Set(answers.map(({ body }) => body.error))).toEqual(new Set([undefined, 'invalid_grant']))
    const [won] = winners
    expect((await userinfo(servers.one, acme, won?.body.access_token)).status).toBe(401)
    expect((await refresh(servers.one, acme, app, won?.body.refresh_token ?? 'x')).status).toBe(400)
  })

  it('one gets the answer to a pushed request', async () => {
    await using servers = await twoServers(kind)
    const { one } = servers
    const acme = await one.organizer('acme')
    const app = await newClient(one, acme)
    const browser = await loggedIn(one, acme, await newCustomer(one, acme))
    const path = await pushedPath(one, acme, app)
    const answers = await servers.fifty(async (door) => {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(door.url + path, { headers: { cookie }, redirect: 'manual' })
      await answer.arrayBuffer()
      return { status: answer.status, location: answer.headers.get('location') }
    })
    const codes = answers.map((answer) => responseOf(answer).code).filter((code) => code !== undefined)
    expect(codes).toHaveLength(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 400]))
    expect((await redeem(one, acme, app, codes[0] ?? '')).status).toBe(200)
  })

  it('one passes with a proof that all of them show', async () => {
    await using servers = await twoServers(kind)
    const { one } = servers
    const acme = await one.organizer('acme')
    const { app, browser } = await offlineTokens(one, acme)
    const key = await testKey()
    const code = await codeFor(browser, acme, app)
    const dpop = await proofOf(key, 'POST', `${one.url}/acme${ENDPOINTS.token}`)
    const { body } = await redeem(one, acme, app, code, {}, { dpop })
    const token = String(body.access_token)
    const proof = await proofOf(key, 'GET', `${one.url}/acme${ENDPOINTS.userinfo}`, token)
    const statuses = await servers.fifty(async (door) => {
      const headers = { authorization: `DPoP ${token}`, dpop: proof }
      const answer = await fetch(`${door.url}/acme${ENDPOINTS.userinfo}`, { headers })
      await answer.arrayBuffer()
      return answer.status
    })
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 401)).toHaveLength(49)
  })

  it('one registers with an initial access token for one app', async () => {
    await using servers = await twoServers(kind)
    const { one } = servers
    const acme = await one.organizer('acme', { sso_registration: 'true' })
    const token = await initialToken(one, acme, 1)
    const answers = await servers.fifty(async (door) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const body = JSON.stringify({ redirect_uris: [REDIRECT_URI] })
      const answer = await fetch(`${door.url}/acme${ENDPOINTS.registration}`, { method: 'POST', headers, body })
      await answer.arrayBuffer()
      return answer.status
    })
    expect(answers.filter((status) => status === 201)).toHaveLength(1)
    expect(answers.filter((status) => ![201, 401, 429].includes(status))).toEqual([])
    expect(await one.features.ssoClients.count(acme.id)).toBe(1)
  })

  it('one makes the secret that counts, and one the secret before it', async () => {
    await using servers = await twoServers(kind)
    const { one, two } = servers
    const acme = await one.organizer('acme')
    const app = await newClient(one, acme)
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        (turn % 2 === 0 ? one : two).features.ssoClients.regenerateSecret(acme.id, app.id, SYSTEM, { overlapS: 3600 }),
      ),
    )
    const secrets = made.map(({ secret }) => secret ?? '')
    expect(new Set(secrets).size).toBe(50)
    const stored = await one.features.ssoClients.byId(acme.id, app.id)
    const good = secrets.filter((secret) =>
      [stored?.secretHash, stored?.formerSecret?.hash].includes(hashSecret(secret)),
    )
    expect(good).toHaveLength(2)
    const statuses = await Promise.all(
      [...good, app.secret].map(async (secret) => (await redeem(one, acme, { ...app, secret }, 'x')).status),
    )
    expect(statuses).toEqual([400, 400, 401])
  })

  it('all see the same pairwise subject, although none was made before', async () => {
    await using servers = await twoServers(kind)
    const { one, two } = servers
    const acme = await one.organizer('acme')
    const site = { origin: one.url, base: '/acme' }
    const hosts = [one, two].map(({ features }) => features.openidProvider.host(acme, site))
    const subjects = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => hosts[turn % 2]?.pairwiseSubject('app.example', 'ANN')),
    )
    expect(new Set(subjects).size).toBe(1)
  })

  it('all say yes to the same app, and what is allowed is the sum', async () => {
    await using servers = await twoServers(kind)
    const { one, two } = servers
    const acme = await one.organizer('acme')
    const app = await newClient(one, acme, { consent: 'once' })
    const ann = await newCustomer(one, acme)
    const scopes = ['openid', 'email', 'profile', 'phone'] as const
    const given = Array.from({ length: 20 }, (_, turn) => {
      const { consents } = (turn % 2 === 0 ? one : two).features.openidProvider
      const scope = scopes[turn % scopes.length] ?? 'openid'
      return consents.allow(acme.id, ann.id, app.id, { scopes: [scope], claims: [`claim_${turn}`] })
    })
    await Promise.all(given)
    const [listed] = await one.features.openidProvider.consents.apps(acme.id, ann.id)
    expect(listed?.client).toBe(app.id)
    expect([...(listed?.scopes ?? [])].sort()).toEqual([...scopes].sort())
    expect(listed?.claims).toHaveLength(20)
  })
})

describeOnBoth('a decision about an app', (kind) => {
  it('counts for the session in which it was made, and no other', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { consent: 'always' })
    const ann = await newCustomer(foyer, acme)
    const [mine, another] = [await loggedIn(foyer, acme, ann), await loggedIn(foyer, acme, ann)]
    const path = authorizePath(acme, app)
    const decided = async (decision: ConsentDecision) => {
      const question = await mine.get((await mine.get(path)).location ?? '')
      const answer = await mine.submit('', { decision }, { page: question })
      return answer.location ?? ''
    }
    const allowed = await decided('allowed')
    expect((await another.get(allowed)).location).toContain('/account/consent')
    expect(responseOf(await mine.get(allowed)).code).toBeDefined()
    expect(responseOf(await mine.get(await decided('denied'))).error).toBe('access_denied')
  })
})
