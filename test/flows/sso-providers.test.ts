import { expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts'
import { InvalidInput } from '../../src/core/errors.ts'
import { type CustomerIdentityId, newId, type SsoProviderId } from '../../src/core/ids.ts'
import { systemRandom } from '../../src/core/random.ts'
import type { Customer } from '../../src/features/customers/index.ts'
import type { SsoProvider } from '../../src/features/sso-providers/index.ts'
import { isLoggedIn, logIn, makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startDescribedProvider } from '../support/described-provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { startSso } from '../support/sso.ts'

const ACTOR = { type: 'system' } as const
const ALLOWED = { FOYER_OUTGOING_ALLOW: '127.0.0.1' }
const PIXEL = Buffer.from('89504e470d0a1a0a0000', 'hex')

/** A clock that a test moves. */
function movedClock() {
  const clock = { at: Date.now(), now: () => clock.at }
  return clock
}

async function identity(
  foyer: TestServer,
  customer: Customer,
  provider: SsoProvider,
  subject: string,
  loginAt: number,
) {
  const id = newId<CustomerIdentityId>(systemRandom)
  await foyer.platform.db.q
    .insertInto('customer_identities')
    .values({
      organizer_id: customer.organizerId,
      id,
      customer_id: customer.id,
      provider_id: provider.id,
      issuer: provider.issuer,
      subject,
      email: null,
      owned_fields: '[]',
      claims: null,
      created_at: loginAt,
      last_login_at: loginAt,
    })
    .execute()
  return id
}

const fieldsOf = (error: unknown) =>
  error instanceof InvalidInput ? Object.fromEntries(Object.entries(error.fields).map(([k, m]) => [k, m.key])) : error

describeOnBoth('SSO providers', (kind) => {
  it('d.4 L: are read again in the background, on a problem sooner, and are not trusted after a week without an answer', async () => {
    await using uni = await startDescribedProvider()
    const clock = movedClock()
    await using foyer = await startFoyer(kind, { env: ALLOWED, platform: { clock } })
    const { id: organizerId } = await foyer.organizer('acme')
    const { ssoProviders } = foyer.features
    const made = await ssoProviders.create(
      organizerId,
      { ...uni.input, preset: 'google', name: { en: 'Uni Ä' } },
      ACTOR,
    )
    expect(made).toMatchObject({
      slug: 'uni-ae',
      preset: 'google',
      issuer: uni.issuer,
      buttonLabel: { en: 'Log in with Uni Ä', de: 'Mit Uni Ä anmelden' },
      settings: { emailPolicy: 'require' },
      problem: null,
      secretHint: 'fice',
    })
    expect(uni.asked).toEqual(['/.well-known/openid-configuration', '/keys'])

    const endpointOf = async () => {
      const provider = (await ssoProviders.active(organizerId))[0] ?? made
      const { metadata, keys } = await ssoProviders.connection(provider)
      return [metadata.token_endpoint?.replace(uni.issuer, ''), keys.known()?.keys.map(({ kid }) => kid)]
    }
    expect(await endpointOf()).toEqual(['/token', ['k1']])
    expect(uni.asked).toHaveLength(2)

    uni.metadata = { token_endpoint: `${uni.issuer}/new-token` }
    uni.kids = ['k2']
    clock.at += 50 * MINUTE
    expect(await ssoProviders.refreshDue()).toBe(0)
    clock.at += 11 * MINUTE
    const counts = await Promise.all([ssoProviders.refreshDue(), ssoProviders.refreshDue(), ssoProviders.refreshDue()])
    expect(counts.sort()).toEqual([0, 0, 1])
    expect(await endpointOf()).toEqual(['/new-token', ['k2']])

    uni.answer = (_path, response) => response.writeHead(503).end()
    clock.at += HOUR + 1
    expect(await ssoProviders.refreshDue()).toBe(1)
    const ill = await ssoProviders.byId(organizerId, made.id)
    expect(ill).toMatchObject({
      problem: { key: 'ssoProviders:discovery.badStatus', params: { status: '503' } },
      checkedAt: clock.at,
      metadataAt: clock.at - HOUR - 1,
    })
    expect(await endpointOf()).toEqual(['/new-token', ['k2']])
    clock.at += 11 * MINUTE
    expect(await ssoProviders.refreshDue()).toBe(1)

    await using restarted = await startFoyer(kind, { beside: foyer, env: ALLOWED, platform: { clock } })
    const kept = await restarted.features.ssoProviders.connection(ill ?? made)
    expect(kept.metadata.token_endpoint).toBe(`${uni.issuer}/new-token`)

    clock.at += 7 * DAY
    const before = uni.asked.length
    const failed = await Promise.allSettled(Array.from({ length: 20 }, () => endpointOf()))
    for (const result of failed) {
      expect(result).toMatchObject({ status: 'rejected', reason: { name: 'ProviderProblem', code: 'bad_status' } })
    }
    expect(uni.asked.length - before).toBe(1)
    uni.answer = null
    uni.metadata = {}
    expect(await endpointOf()).toEqual(['/token', ['k2']])
    expect(await ssoProviders.byId(organizerId, made.id)).toMatchObject({ problem: null, metadataAt: clock.at })

    uni.metadata = { token_endpoint: `${uni.issuer}/third-token` }
    await ssoProviders.refresh(organizerId, made.id)
    expect((await endpointOf())[0]).toBe('/third-token')
  })

  it('can be changed while they are down as far as discovery does not matter; changes are seen by other servers', async () => {
    await using uni = await startDescribedProvider()
    await using foyer = await startFoyer(kind, { env: ALLOWED })
    await using other = await startFoyer(kind, { beside: foyer, env: ALLOWED })
    const organizer = await foyer.organizer('acme')
    const { ssoProviders, audit } = foyer.features
    const { id } = await ssoProviders.create(organizer.id, { ...uni.input, name: { en: 'Uni' } }, ACTOR)
    const update = (changes: Parameters<typeof ssoProviders.update>[2]) =>
      ssoProviders.update(organizer.id, id, changes, ACTOR)
    const seen = () => other.features.ssoProviders.active(organizer.id)
    expect(await seen()).toMatchObject([{ name: { en: 'Uni' } }])

    uni.answer = (_path, response) => response.socket?.destroy()
    expect(await update({ name: { de: 'Hochschule' } })).toMatchObject({
      name: { en: 'Uni', de: 'Hochschule' },
      problem: { key: 'ssoProviders:discovery.unreachable' },
    })
    expect(fieldsOf(await update({ clientId: 'another' }).catch((error: unknown) => error))).toEqual({
      issuer: 'ssoProviders:discovery.unreachable',
    })
    expect(fieldsOf(await update({ slug: 'other' }).catch((error: unknown) => error))).toEqual({
      slug: 'ssoProviders:bad.slugFixed',
    })
    await expect.poll(seen).toMatchObject([{ name: { de: 'Hochschule' } }])

    const ended: SsoProviderId[] = []
    ssoProviders.onEndAccess(async (_q, _organizerId, provider) => void ended.push(provider))
    expect(await update({ isActive: false })).toMatchObject({ isActive: false })
    expect(ended).toEqual([id])
    expect(fieldsOf(await update({ isActive: true }).catch((error: unknown) => error))).toMatchObject({
      issuer: 'ssoProviders:discovery.unreachable',
    })
    await expect.poll(seen).toEqual([])
    uni.answer = null
    expect(await update({ isActive: true })).toMatchObject({ isActive: true, problem: null })

    await Promise.all(['a', 'b', 'c'].map((en) => update({ name: { en } })))
    const history = await audit.list(organizer.id, { limit: 50, object: { type: 'ssoprovider', id } })
    expect(history.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 6 }, () => 'pretix.ssoprovider.changed'),
      'pretix.ssoprovider.created',
    ])
    expect(Object.keys(history.at(-1)?.after ?? {})).toEqual([
      'slug',
      'name_en',
      'issuer',
      'client_id',
      'client_secret',
    ])
  })

  it('that are switched off or deleted end the sessions that they vouched for', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer, provider } = world
    const { ssoProviders } = foyer.features
    const [browser, other] = [foyer.client(), foyer.client()]
    const ann = await makeCustomer(foyer, organizer, { email: 'native@example.org' })
    await logIn(other, 'acme', ann.email ?? '')
    await world.logIn(browser, 'ann')
    expect(await isLoggedIn(browser)).toBe(true)
    await ssoProviders.update(organizer.id, provider.id, { isActive: false }, ACTOR)
    expect([await isLoggedIn(browser), await isLoggedIn(other)]).toEqual([false, true])
    await ssoProviders.update(organizer.id, provider.id, { isActive: true }, ACTOR)
    expect(await isLoggedIn(browser)).toBe(false)
    await world.logIn(browser, 'ann')
    expect(await isLoggedIn(browser)).toBe(true)
    await expect(ssoProviders.remove(organizer.id, provider.id, ACTOR)).rejects.toMatchObject({ customers: 1 })
    expect(await ssoProviders.releaseCustomers(organizer.id, provider.id, ACTOR)).toBe(1)
    expect(await isLoggedIn(browser)).toBe(false)
    await ssoProviders.remove(organizer.id, provider.id, ACTOR)
    expect(await foyer.features.customers.byEmail(organizer.id, 'ann@company.example')).toMatchObject({
      isActive: true,
    })
  })

  it('are not deleted while customers depend on them, who can be moved or released', async () => {
    await using uni = await startDescribedProvider()
    await using foyer = await startFoyer(kind, { env: ALLOWED })
    const organizer = await foyer.organizer('acme')
    const { ssoProviders, customers, audit } = foyer.features
    const input = { ...uni.input, name: { en: 'Uni' } }
    const [one, two] = [
      await ssoProviders.create(organizer.id, input, ACTOR),
      await ssoProviders.create(organizer.id, input, ACTOR),
    ]
    expect([one.slug, two.slug]).toEqual(['uni', 'uni-2'])
    const odd = await ssoProviders.create(organizer.id, { ...input, settings: { claims: { subject: 'oid' } } }, ACTOR)
    const now = Date.now()
    const ann = await makeCustomer(foyer, organizer, { email: 'ann@example.org' })
    const bob = await makeCustomer(foyer, organizer, { email: 'bob@example.org', password: null })
    const eve = await makeCustomer(foyer, organizer, { email: 'eve@example.org', password: null })
    await identity(foyer, ann, one, 's-ann', now)
    await identity(foyer, bob, one, 's-bob', now - 8 * DAY)
    await identity(foyer, bob, one, 's-bob-2', now - 9 * DAY)
    await identity(foyer, eve, one, 's-eve', now)
    await identity(foyer, eve, two, 's-eve', now)

    expect(await ssoProviders.usage(organizer.id, one.id)).toEqual({ customers: 3, onlyWay: 1, loginsIn7Days: 2 })
    await expect(ssoProviders.remove(organizer.id, one.id, ACTOR)).rejects.toMatchObject({
      code: 'provider_in_use',
      customers: 3,
      text: { params: { count: 3 } },
    })
    const move = (to: SsoProvider) => ssoProviders.moveCustomers(organizer.id, one.id, to.id, ACTOR)
    expect(fieldsOf(await move(odd).catch((error: unknown) => error))).toEqual({ to: 'ssoProviders:bad.moveClaim' })
    expect(fieldsOf(await move(one).catch((error: unknown) => error))).toEqual({ to: 'ssoProviders:bad.moveSame' })
    expect(await move(two)).toEqual({ moved: 3, skipped: 1 })
    expect(await ssoProviders.usage(organizer.id, one.id)).toMatchObject({ customers: 1 })
    expect(await ssoProviders.releaseCustomers(organizer.id, one.id, ACTOR)).toBe(1)
    await ssoProviders.remove(organizer.id, one.id, ACTOR)
    expect(await ssoProviders.byId(organizer.id, one.id)).toBeNull()
    expect(await ssoProviders.usage(organizer.id, two.id)).toMatchObject({ customers: 3 })
    expect(await customers.byId(organizer.id, eve.id)).toMatchObject({ isActive: true, email: 'eve@example.org' })

    const history = await audit.list(organizer.id, { limit: 9, object: { type: 'ssoprovider', id: one.id } })
    expect(history.map(({ action, detail }) => [action, detail])).toMatchObject([
      ['pretix.ssoprovider.deleted', {}],
      ['foyer.ssoprovider.customers.released', { count: 1 }],
      ['foyer.ssoprovider.customers.moved', { to_provider: 'Uni', moved: 3, skipped: 1 }],
      ['pretix.ssoprovider.created', {}],
    ])
  })

  it('have icons and public keys at addresses of their own, and there are fifty at most', async () => {
    await using uni = await startDescribedProvider()
    await using foyer = await startFoyer(kind, { env: ALLOWED })
    const organizer = await foyer.organizer('acme')
    const { ssoProviders } = foyer.features
    const signing = { ...uni.input, name: { en: 'Uni' }, settings: { authMethod: 'private_key_jwt' } }
    const { id } = await ssoProviders.create(organizer.id, signing, ACTOR)
    const visitor = foyer.client()
    const keys = await visitor.get('/acme/account/login/uni/keys')
    expect(keys.headers.get('content-type')).toContain('application/jwk-set+json')
    expect(JSON.parse(keys.text).keys).toMatchObject([{ kty: 'EC', alg: 'ES256', use: 'sig' }])
    expect(keys.text).not.toContain('"d"')

    const { iconHash } = await ssoProviders.setIcon(organizer.id, id, PIXEL, ACTOR)
    const icon = await visitor.get(`/acme/account/login/uni/icon/${iconHash}`)
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(icon.headers.get('cache-control')).toContain('immutable')
    expect((await visitor.get('/acme/account/login/uni/icon/other')).status).toBe(404)
    for (const data of [Buffer.from('<svg/>'), Buffer.concat([PIXEL, Buffer.alloc(128 * 1024)])]) {
      await expect(ssoProviders.setIcon(organizer.id, id, data, ACTOR)).rejects.toThrow(InvalidInput)
    }
    await ssoProviders.setIcon(organizer.id, id, null, ACTOR)
    expect((await visitor.get(`/acme/account/login/uni/icon/${iconHash}`)).status).toBe(404)

    const row = await foyer.platform.db.q.selectFrom('sso_providers').selectAll().executeTakeFirstOrThrow()
    const copies = Array.from({ length: 48 }, (_, n) => ({
      ...row,
      id: `copy-${n}` as SsoProviderId,
      slug: `copy-${n}`,
    }))
    await foyer.platform.db.q.insertInto('sso_providers').values(copies).execute()
    const more = () => ssoProviders.create(organizer.id, { ...uni.input, name: { en: 'More' } }, ACTOR)
    const results = await Promise.all([1, 2, 3].map(() => more().catch(fieldsOf)))
    expect(results.filter((result) => 'slug' in (result as object))).toHaveLength(1)
    expect(await ssoProviders.count(organizer.id)).toBe(50)
    expect(await more().catch(fieldsOf)).toEqual({ issuer: 'ssoProviders:bad.many' })
  })
})
