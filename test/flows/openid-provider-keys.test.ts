import { createRemoteJWKSet, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { codeFor, json, loggedIn, newClient, newCustomer, redeem } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

async function publishedKeys(foyer: TestServer): Promise<{ kid: string; alg: string }[]> {
  const { body } = await json(await fetch(`${foyer.url}/acme/oauth2/v1/keys`))
  return (body as { keys: { kid: string; alg: string }[] }).keys
}

/** A clock that tests can move. */
function movableClock() {
  let ahead = 0
  return {
    clock: { now: () => Date.now() + ahead },
    advance(ms: number) {
      ahead += ms
    },
  }
}

describeOnBoth('signing keys', (kind) => {
  it('are made once, however many servers and requests need the first at the same time', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await using second = await startFoyer(kind, { beside: foyer })
    const servers = [foyer, second]
    const lists = await Promise.all(
      Array.from({ length: 50 }, (_, index) => publishedKeys(servers[index % 2] ?? foyer)),
    )
    const kids = new Set(lists.map((keys) => keys.map((key) => key.kid).join()))
    expect(kids.size).toBe(1)
    expect(lists[0]).toHaveLength(1)
    const rows = await foyer.platform.db.q.selectFrom('signing_keys').selectAll().execute()
    expect(rows.map((row) => [row.alg, row.state])).toEqual([['RS256', 'current']])
    const acts = await foyer.features.audit.list(acme.id, { limit: 50 })
    expect(acts.filter((act) => act.action === 'foyer.signingkey.created')).toHaveLength(1)
  })

  it('belong to one organizer each', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const { keys } = foyer.features.openidProvider
    const [[one], [two]] = [await keys.publicKeys(acme.id), await keys.publicKeys(other.id)]
    expect(one?.kid).not.toBe(two?.kid)
  })

  it('are replaced by a rotation, and the former one still checks its tokens', async () => {
    const { clock, advance } = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { openidProvider, audit } = foyer.features
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const idToken = async () =>
      String((await redeem(foyer, acme, app, await codeFor(browser, acme, app))).body.id_token)
    const keySet = createRemoteJWKSet(new URL(`${foyer.url}/acme/oauth2/v1/keys`), { cooldownDuration: 0 })
    const kidOf = async (token: string) => (await jwtVerify(token, keySet)).protectedHeader.kid

    const before = await idToken()
    const formerKid = await kidOf(before)
    const current = await openidProvider.keys.rotate(acme.id, 'RS256', SYSTEM)
    expect(current.kid).not.toBe(formerKid)
    expect(await kidOf(await idToken())).toBe(current.kid)
    expect(await kidOf(before)).toBe(formerKid)
    expect((await openidProvider.keys.list(acme.id)).map((key) => [key.kid, key.state])).toEqual([
      [current.kid, 'current'],
      [formerKid, 'previous'],
    ])
    const retired = await foyer.platform.db.q
      .selectFrom('signing_keys')
      .select('private_key')
      .where('state', '=', 'previous')
      .execute()
    expect(retired).toEqual([{ private_key: '' }])
    const acts = await audit.list(acme.id, { limit: 50 })
    expect(acts.find((act) => act.action === 'foyer.signingkey.rotated')).toMatchObject({
      before: { kid: formerKid },
      after: { kid: current.kid },
    })

    advance(31 * DAY)
    expect(await openidProvider.cleanUp()).toBeGreaterThan(0)
    expect((await publishedKeys(foyer)).map((key) => key.kid)).toEqual([current.kid])
  })

  it('are followed by other servers within a second', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await using second = await startFoyer(kind, { beside: foyer })
    await publishedKeys(second)
    const current = await foyer.features.openidProvider.keys.rotate(acme.id, 'RS256', SYSTEM)
    await expect.poll(async () => (await publishedKeys(second)).map((key) => key.kid)).toContain(current.kid)
    const { signer } = second.features.openidProvider.keys
    expect((await signer(acme.id, 'RS256')).kid).toBe(current.kid)
  })

  it('are made for another algorithm when a client asks for it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { idTokenAlg: 'ES256' })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app))
    const keySet = createRemoteJWKSet(new URL(`${foyer.url}/acme/oauth2/v1/keys`))
    expect((await jwtVerify(String(body.id_token), keySet)).protectedHeader.alg).toBe('ES256')
    expect((await publishedKeys(foyer)).map((key) => key.alg).sort()).toEqual(['ES256', 'RS256'])
  })

  it('stay unreadable without the secret of the installation', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await publishedKeys(foyer)
    const other = { beside: foyer, env: { FOYER_SECRET: 'another secret, that is long enough, too' } }
    await using stranger = await startFoyer(kind, other)
    await expect(stranger.features.openidProvider.keys.signer(acme.id, 'RS256')).rejects.toThrow('cannot open')
  })
})

describeOnBoth('ended grants', (kind) => {
  it('are removed two weeks after they ended', async () => {
    const { clock, advance } = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { cleanUp } = foyer.features.openidProvider
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    await codeFor(browser, acme, app)
    advance(13 * DAY)
    await codeFor(browser, acme, app)
    expect(await cleanUp()).toBe(0)
    advance(2 * DAY)
    expect(await cleanUp()).toBe(1)
    expect(await foyer.platform.db.q.selectFrom('sso_grants').select('id').execute()).toHaveLength(1)
  })
})
