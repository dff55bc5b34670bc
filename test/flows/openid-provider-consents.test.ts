import { expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/core/clock.ts'
import type { SsoClientId } from '../../src/core/ids.ts'
import { describeOnBoth } from '../support/databases.ts'
import { codeFor, loggedIn, newClient, newCustomer, OFFLINE, redeem } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'
import { movableClock } from '../support/staff.ts'

const SYSTEM = { type: 'system' } as const
const SEEN = { scopes: ['openid', 'email'], claims: ['birthdate'] } as const

describeOnBoth('what customers allowed apps', (kind) => {
  it('grows with each yes, and the history names the app', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { consent: 'once' })
    const ann = await newCustomer(foyer, acme)
    const { consents } = foyer.features.openidProvider
    await consents.allow(acme.id, ann.id, app.id, SEEN)
    clock.advance(1)
    await consents.allow(acme.id, ann.id, app.id, { scopes: ['openid', 'phone'], claims: [] })
    await consents.allow(acme.id, ann.id, app.id, SEEN)
    const [listed, ...more] = await consents.apps(acme.id, ann.id)
    expect(more).toEqual([])
    expect(listed).toMatchObject({
      client: app.id,
      scopes: ['openid', 'email', 'phone'],
      claims: ['birthdate'],
      lastUsedAt: null,
      staysConnected: false,
    })
    const object = { type: 'customer', id: ann.id } as const
    const history = await foyer.features.audit.list(acme.id, { limit: 20, object })
    const allowed = history.filter(({ action }) => action === 'foyer.customer.app.allowed')
    expect(allowed.map(({ actorName, detail }) => [actorName, detail.app, detail.scope])).toEqual([
      [ann.identifier, 'Festival forum', 'openid email phone'],
      [ann.identifier, 'Festival forum', 'openid email'],
    ])
  })

  it('is listed with the apps that hold something, the one used last first', async () => {
    let now = Date.now()
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)
    const { consents } = foyer.features.openidProvider
    const asked = await newClient(foyer, acme, { consent: 'once' })
    await consents.allow(acme.id, ann.id, asked.id, SEEN)
    now += MINUTE
    const plain = await newClient(foyer, acme)
    await redeem(foyer, acme, plain, await codeFor(browser, acme, plain))
    now += MINUTE
    const offline = await newClient(foyer, acme, { ...OFFLINE, options: { refreshIdleLifetimeS: DAY / 1000 } })
    await redeem(foyer, acme, offline, await codeFor(browser, acme, offline, { scope: 'openid offline_access' }))

    const listed = async () => (await consents.apps(acme.id, ann.id)).map((app) => [app.client, app.staysConnected])
    expect(await listed()).toEqual([
      [offline.id, true],
      [plain.id, false],
      [asked.id, false],
    ])
    now += DAY
    expect(await listed()).toContainEqual([offline.id, false])
  })

  it('is taken back once, with the codes that wait', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    const other = await newCustomer(foyer, acme, { email: 'other@example.org' })
    const app = await newClient(foyer, acme)
    const code = await codeFor(await loggedIn(foyer, acme, ann), acme, app)
    const othersCode = await codeFor(await loggedIn(foyer, acme, other), acme, app)
    const { consents } = foyer.features.openidProvider
    await consents.allow(acme.id, ann.id, app.id, SEEN)
    const results = await Promise.all(
      Array.from({ length: 10 }, () => consents.withdraw(acme.id, ann.id, app.id, SYSTEM)),
    )
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(await consents.apps(acme.id, ann.id)).toEqual([])
    expect((await redeem(foyer, acme, app, code)).body.error).toBe('invalid_grant')
    expect((await redeem(foyer, acme, app, othersCode)).status).toBe(200)
    const history = await foyer.features.audit.list(acme.id, { limit: 50 })
    expect(history.filter(({ action }) => action === 'foyer.customer.app.withdrawn')).toHaveLength(1)
  })

  it('ends with the app and with the person, but not with a new password', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    const { ssoClients, customers, openidProvider } = foyer.features
    const { consents } = openidProvider
    const allow = async (client: SsoClientId) => consents.allow(acme.id, ann.id, client, SEEN)
    const apps = async () => (await consents.apps(acme.id, ann.id)).map(({ client }) => client)
    const [kept, off, gone] = [await newClient(foyer, acme), await newClient(foyer, acme), await newClient(foyer, acme)]
    for (const { id } of [kept, off, gone]) await allow(id)
    await ssoClients.update(acme.id, off.id, { isActive: false }, SYSTEM)
    await ssoClients.remove(acme.id, gone.id, SYSTEM)
    expect(await apps()).toEqual([kept.id])
    await foyer.platform.db.transaction((q) =>
      customers.setPassword(q, acme, ann.id, 'hash', { verifies: false, actor: SYSTEM }),
    )
    expect(await apps()).toEqual([kept.id])
    await customers.anonymize(acme, ann.id, SYSTEM)
    expect(await apps()).toEqual([])
  })

  it('is nothing for people and apps that do not exist, or belong to another organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const ann = await newCustomer(foyer, acme)
    const app = await newClient(foyer, acme)
    const { consents } = foyer.features.openidProvider
    await consents.allow(other.id, ann.id, app.id, SEEN)
    await consents.allow(acme.id, ann.id, 'nobody' as SsoClientId, SEEN)
    expect(await consents.apps(acme.id, ann.id)).toEqual([])
    expect(await consents.apps(other.id, ann.id)).toEqual([])
    await consents.allow(acme.id, ann.id, app.id, SEEN)
    expect(await consents.withdraw(other.id, ann.id, app.id, SYSTEM)).toBe(false)
    expect(await consents.apps(acme.id, ann.id)).toHaveLength(1)
  })
})
