import { afterAll, beforeAll, expect, it } from 'vitest'
import { isLoggedIn, makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { SoftAuthenticator, type Tricks } from '../support/passkey.ts'
import { addPasskey, movableClock, optionsOf, passkeyLogin, type StepScene, stepScene } from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const FORM = '/account/login/passkey'

describeOnBoth('passkeys and those who want in', (kind) => {
  const clock = movableClock()
  let foyer: TestServer
  beforeAll(async () => {
    foyer = await startFoyer(kind, { platform: { clock } })
  })
  afterAll(() => foyer?.stop())

  async function withPasskey(values: Record<string, string> = {}) {
    const scene = await stepScene(foyer, values)
    const device = new SoftAuthenticator(foyer.url)
    await addPasskey(scene, device)
    return { ...scene, device, login: `/${scene.slug}/account/login` }
  }

  async function failures({ acme, customer }: Pick<StepScene, 'acme' | 'customer'>) {
    const object = { type: 'customer', id: customer.id } as const
    const entries = await foyer.features.audit.list(acme.id, { limit: 20, object })
    return entries.filter(({ action }) => action === 'foyer.customer.login.failed').map(({ detail }) => detail.reason)
  }

  it('an answer counts once', async () => {
    const { slug, device, login } = await withPasskey()
    const browser = foyer.client()
    const page = await browser.get(login)
    const { options } = await optionsOf(browser, page, FORM)
    const credential = device.get(options)
    expect((await browser.submit('', { credential }, { page, form: FORM })).location).toBe(`/${slug}/account/`)
    const again = foyer.client()
    again.cookies.set(`foyer-passkey-${slug}`, browser.cookies.get(`foyer-passkey-${slug}`) ?? '')
    const other = await again.get(login)
    expect((await again.submit('', { credential }, { page: other, form: FORM })).location).toBe(login)
    expect(await isLoggedIn(again, slug)).toBe(false)
  })

  it('of fifty answers sent at once one begins a session', async () => {
    const { device, login } = await withPasskey()
    const browser = foyer.client()
    const page = await browser.get(login)
    const { options } = await optionsOf(browser, page, FORM)
    const credential = device.get(options)
    const rivals = Array.from({ length: 50 }, () => {
      const rival = foyer.client()
      for (const [name, value] of browser.cookies) rival.cookies.set(name, value)
      return rival.submit('', { credential }, { page, form: FORM })
    })
    const locations = (await Promise.all(rivals)).map(({ location }) => location)
    expect(locations.filter((location) => location !== login)).toHaveLength(1)
  })

  it('a challenge counts in the browser that asked, for its purpose, and for five minutes', async () => {
    const { slug, device, login, browser: own } = await withPasskey()
    const victim = foyer.client()
    const { options } = await optionsOf(victim, await victim.get(login), FORM)
    const thief = foyer.client()
    const page = await thief.get(login)
    await optionsOf(thief, page, FORM)
    expect((await thief.submit('', { credential: device.get(options) }, { page, form: FORM })).location).toBe(login)

    const add = await own.get(`/${slug}/account/security/passkeys/add`)
    const { options: forNew } = await optionsOf(own, add, '/passkeys/add')
    const again = await own.get(`${login}?reauth=1`)
    const wrongPurpose = device.get({ challenge: forNew.challenge, rpId: 'localhost' })
    const answer = await own.submit('', { credential: wrongPurpose }, { page: again, form: FORM })
    expect(answer.location).toContain('/account/login?reauth=1')

    const { options: early } = await optionsOf(thief, page, FORM)
    clock.pass(5 * 60_000 + 1)
    expect((await thief.submit('', { credential: device.get(early) }, { page, form: FORM })).location).toBe(login)
    expect(await isLoggedIn(thief, slug)).toBe(false)
  })

  const forged: [string, Tricks][] = [
    ['of another origin', { origin: 'https://evil.example' }],
    ['of another port', { origin: 'http://localhost:1' }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['to another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['of another ceremony', { type: 'webauthn.create' }],
    ['without a verified holder', { isUserVerified: false }],
    ['with another account’s handle', { userHandle: Buffer.from('0'.repeat(26)) }],
    ['without a handle', { userHandle: Buffer.alloc(0) }],
  ]
  it('an answer is refused that is forged in any part', async () => {
    const scene = await withPasskey()
    for (const [what, tricks] of forged) {
      const browser = foyer.client()
      const answer = await passkeyLogin(browser, scene.login, scene.device, tricks)
      expect([what, answer.location]).toEqual([what, scene.login])
      expect(await isLoggedIn(browser, scene.slug)).toBe(false)
    }
    expect((await failures(scene)).filter((reason) => reason === 'wrong_passkey')).toHaveLength(6)
    expect((await passkeyLogin(foyer.client(), scene.login, scene.device)).location).toBe(`/${scene.slug}/account/`)
  })

  it('a signature over something else is refused', async () => {
    const { device, login } = await withPasskey()
    const browser = foyer.client()
    const page = await browser.get(login)
    const { options } = await optionsOf(browser, page, FORM)
    const honest = JSON.parse(device.get(options))
    const data = Buffer.from(honest.response.authenticatorData, 'base64url')
    data.writeUInt32BE(4_000_000_000, 33)
    honest.response.authenticatorData = data.toString('base64url')
    const answer = await browser.submit('', { credential: JSON.stringify(honest) }, { page, form: FORM })
    expect(answer.location).toBe(login)
  })

  it('a counter that goes back is refused and recorded: the passkey may have been copied', async () => {
    const scene = await withPasskey()
    const { device, login, slug } = scene
    await passkeyLogin(foyer.client(), login, device, { count: 7 })
    const twin = device.copy()
    expect((await passkeyLogin(foyer.client(), login, device)).location).toBe(`/${slug}/account/`)
    expect((await passkeyLogin(foyer.client(), login, twin)).location).toBe(login)
    expect((await passkeyLogin(foyer.client(), login, twin, { count: 0 })).location).toBe(login)
    expect(await failures(scene)).toEqual(['passkey_counter', 'passkey_counter'])
  })

  it('the passkey of another organizer opens nothing, although both share the address', async () => {
    const { device } = await withPasskey()
    const other = await stepScene(foyer)
    const login = `/${other.slug}/account/login`
    const browser = foyer.client()
    expect((await passkeyLogin(browser, login, device)).location).toBe(login)
    expect(await isLoggedIn(browser, other.slug)).toBe(false)
  })

  it('disabled, unverified and merged accounts get nothing', async () => {
    for (const values of [{ is_active: false }, { is_verified: false }, { merged_into: 'other' as never }]) {
      const { device, login, customer, slug } = await withPasskey()
      await foyer.platform.db.q.updateTable('customers').set(values).where('id', '=', customer.id).execute()
      const browser = foyer.client()
      expect((await passkeyLogin(browser, login, device)).location).toBe(login)
      expect(await isLoggedIn(browser, slug)).toBe(false)
    }
  })

  it('somebody who is asked to log in again is not replaced by the owner of another passkey', async () => {
    const { acme, slug, browser } = await withPasskey()
    await makeCustomer(foyer, acme, { email: 'eve@example.org' })
    const eve = foyer.client()
    await eve.submit(
      `/${slug}/account/login`,
      { email: 'eve@example.org', password: 'correct horse 1' },
      { form: '/login' },
    )
    const evil = new SoftAuthenticator(foyer.url)
    await addPasskey({ browser: eve, slug }, evil)
    const page = await browser.get(`/${slug}/account/login?reauth=1&reason=recent`)
    const { options } = await optionsOf(browser, page, FORM)
    const credential = evil.get({ challenge: options.challenge, rpId: 'localhost' })
    const answer = await browser.submit('', { credential }, { page, form: FORM })
    expect(answer.location).toBe(`/${slug}/account/login?reauth=1&reason=recent`)
    expect((await browser.get(`/${slug}/account/`)).text).toContain('ann@example.org')
  })

  it('a passkey is added by a recent login only, with its own challenge, and once', async () => {
    const scene = await withPasskey()
    const { browser, slug, acme, customer } = scene
    const add = `/${slug}/account/security/passkeys/add`
    const device = new SoftAuthenticator(foyer.url)
    for (const tricks of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { isUserVerified: false }]) {
      const answer = await addPasskey(scene, device, { tricks })
      expect(answer.status).toBe(422)
      expect(parse(answer.text).text('[role=alert]')).toContain('could not be checked')
    }
    const page = await browser.get(add)
    const { options } = await optionsOf(browser, page, '/passkeys/add')
    const credential = device.create(options)
    const answers = await Promise.all([1, 2, 3].map(() => browser.submit('', { credential }, { page, form: '/add' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422])
    expect(await foyer.features.secondFactors.passkeys.list(acme.id, customer.id)).toHaveLength(2)
    clock.pass(16 * 60_000)
    const late = await browser.submit('', { credential }, { page, form: '/add' })
    expect(late.location).toContain('/account/login?reauth=1&reason=recent')
    expect((await optionsOf(browser, page, '/passkeys/add')).status).toBe(303)
    expect((await foyer.client().get(add)).location).toContain('/account/login')
  })

  it('nobody sees, renames or removes the passkey of somebody else', async () => {
    const ann = await withPasskey()
    const { acme, slug, customer } = ann
    await makeCustomer(foyer, acme, { email: 'eve@example.org' })
    const eve = foyer.client()
    await eve.submit(
      `/${slug}/account/login`,
      { email: 'eve@example.org', password: 'correct horse 1' },
      { form: '/login' },
    )
    const [passkey] = await foyer.features.secondFactors.passkeys.list(acme.id, customer.id)
    const path = `/${slug}/account/security/passkeys/${passkey?.id}`
    const page = await eve.get(`/${slug}/account/security/passkeys/add`)
    const _csrf = parse(page.text).form('/add')?.values._csrf ?? ''
    for (const address of [path, `${path}/remove`]) {
      expect((await eve.get(address)).status).toBe(404)
      expect((await eve.post(address, { _csrf, name: 'mine' })).status).toBe(404)
    }
    expect((await foyer.features.secondFactors.passkeys.list(acme.id, customer.id))[0]?.name).toBe('Phone')
  })

  it('nothing that a browser can send is answered with a fault of ours, and all needs the token of a page', async () => {
    const { slug, browser } = await withPasskey()
    const login = await browser.get(`/${slug}/account/login?reauth=1`)
    const _csrf = parse(login.text).form(FORM)?.values._csrf ?? ''
    const values = [
      '',
      '{}',
      'null',
      '[]',
      '{"id":1}',
      '\u0000',
      '{"id":"a","rawId":"a","type":"public-key","response":{}}',
    ]
    const empty = { clientDataJSON: '', authenticatorData: '', signature: '', attestationObject: '' }
    values.push(JSON.stringify({ id: 'AA', rawId: 'AA', type: 'public-key', response: empty }))
    for (const path of [
      'login/passkey',
      'login/second-step/passkey',
      'login/second-step/register',
      'security/passkeys/add',
    ]) {
      const address = `/${slug}/account/${path}`
      for (const credential of values)
        expect((await browser.post(address, { _csrf, credential })).status).toBeLessThan(500)
      expect((await browser.post(address, { credential: '{}' })).status).toBe(403)
    }
    const headers = { 'content-type': 'application/json' }
    for (const path of [
      'login/passkey',
      'login/second-step/passkey',
      'login/second-step/register',
      'security/passkeys',
    ]) {
      const address = `/${slug}/account/${path}/options`
      expect((await browser.request('POST', address, '{}', { headers })).status).toBe(403)
      expect((await browser.request('POST', address, '[1', { headers })).status).toBe(400)
      expect([404, 405]).toContain((await browser.request('GET', address)).status)
      const crossSite = { ...headers, 'sec-fetch-site': 'cross-site' }
      expect((await browser.request('POST', address, JSON.stringify({ _csrf }), { headers: crossSite })).status).toBe(
        403,
      )
    }
  })
})
