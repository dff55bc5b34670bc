import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, it } from 'vitest'
import { HOUR, SECOND } from '../../src/core/clock.ts'
import type { UserId } from '../../src/core/ids.ts'
import { siteAt } from '../../src/platform/http/site.ts'
import { ANN, ISSUER, json } from '../../src/protocol/client/testing.ts'
import { isLoggedIn } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { type FakeSsoWorld, startFakeSso } from '../support/sso.ts'

const SYSTEM = { type: 'system' } as const
const SENSITIVE = '/acme/account/security/passkeys/add'
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

/** Ann comes back from a provider that says this. */
async function comeBack(world: FakeSsoWorld, browser: BrowserClient, lie: () => void, query = '') {
  const path = world.visit(await world.setOut(browser, query))
  lie()
  return browser.get(path)
}

/** Whether the browser may do what only somebody may who logged in just now. */
async function isRecent(browser: BrowserClient): Promise<boolean> {
  return (await browser.get(SENSITIVE)).status === 200
}

describeOnBoth('SSO providers under attack', (kind) => {
  it('a provider that lies in what it says breaks nothing, and nothing that it says becomes something else', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, fake } = world
    const lies: (() => void)[] = [
      () => Object.assign(fake.idToken, { sid: 'a\0b' }),
      () => Object.assign(fake.idToken, { sid: '\ud800' }),
      () => Object.assign(fake.idToken, { amr: ['a\0b', '\ud800', 'x'.repeat(5000)] }),
      () => Object.assign(fake.idToken, { auth_time: 1e300 }),
      () => Object.assign(fake.idToken, { acr: 'a\0b', locale: '\0', phone_number: '\0', name: 'Ann\0\ud800' }),
      () =>
        Object.assign(fake.userinfo, JSON.parse('{"__proto__":{"email":"x@example.org"},"constructor":{"name":1}}')),
      () => Object.assign(fake.userinfo, { 'a\0b': ['\0', { '\0': '\ud800' }] }),
    ]
    for (const lie of lies) {
      const browser = foyer.client()
      const answer = await comeBack(world, browser, lie)
      expect([answer.status, parse(answer.text).text('h1')]).toEqual([303, null])
      expect(await isLoggedIn(browser)).toBe(true)
    }
    const huge: (() => void)[] = [
      () => {
        fake.intercept = (url) =>
          url.endsWith('/userinfo') ? json(`{"sub":"u-1","email":"ann@company.example","x":${deep(100_000)}}`) : null
      },
      () => Object.assign(fake.idToken, { x: JSON.parse(deep(5000)) }),
    ]
    for (const lie of huge) {
      const answer = await comeBack(world, foyer.client(), lie)
      fake.intercept = null
      expect([303, 403, 502]).toContain(answer.status)
    }
    const browser = foyer.client()
    await comeBack(world, browser, () => Object.assign(fake.idToken, { amr: ['pwd mfa', 'pwd'] }))
    const { q } = foyer.platform.db
    const sessions = await q.selectFrom('customer_sessions').select('amr').orderBy('created_at', 'desc').execute()
    expect(sessions.flatMap(({ amr }) => amr.split(' '))).not.toContain('mfa')
  })

  it('who only chose an account, or came in without a word, did not log in just now', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, fake, organizer, provider } = world
    const old = () => Math.floor((Date.now() - HOUR) / SECOND)
    for (const query of ['', '?reauth=1&reason=select_account', '?reauth=1&reason=other_account']) {
      for (const authTime of [old(), null]) {
        const browser = foyer.client()
        if (query !== '') await comeBack(world, browser, () => Object.assign(fake.idToken, { auth_time: old() }))
        const lie = () => Object.assign(fake.idToken, { auth_time: authTime })
        expect((await comeBack(world, browser, lie, query)).status).toBe(303)
        expect([query, authTime, await isLoggedIn(browser), await isRecent(browser)]).toEqual([
          query,
          authTime,
          true,
          false,
        ])
      }
    }
    const { ssoProviders } = foyer.features
    await ssoProviders.update(organizer.id, provider.id, { preset: 'entra' }, SYSTEM)
    const browser = foyer.client()
    const lie = () => Object.assign(fake.idToken, { auth_time: old() })
    await comeBack(world, browser, lie)
    await comeBack(world, browser, lie, '?reauth=1&reason=select_account')
    expect(await isRecent(browser)).toBe(false)
    await world.logIn(browser, '?reauth=1&reason=recent')
    expect(await isRecent(browser)).toBe(true)
  })

  it('posted forms that nobody fetches leave one row at most, and nothing but what a login needs', async () => {
    await using world = await startFakeSso(kind)
    const { foyer } = world
    const browser = foyer.client()
    const address = await world.setOut(browser)
    const { searchParams } = new URL(world.visit(address), foyer.url)
    const form = { ...Object.fromEntries(searchParams), flood: 'x'.repeat(15_000) }
    const stranger = foyer.client()
    const return_ = '/acme/account/login/uni/return'
    const answers = await Promise.all(Array.from({ length: 50 }, () => stranger.post(return_, form)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    const { q } = foyer.platform.db
    const rows = await q.selectFrom('sso_attempts').select(['purpose', 'data']).execute()
    expect(rows.filter(({ purpose }) => purpose === 'posted')).toHaveLength(1)
    expect(rows.every(({ data }) => data.length < 4000)).toBe(true)
    const fetched = await Promise.all(answers.map(({ location }) => browser.get(location ?? '')))
    expect(fetched.some(({ location }) => location === '/acme/account/')).toBe(true)
    expect(fetched.filter(({ status }) => status >= 500)).toEqual([])
    expect(await isLoggedIn(browser)).toBe(true)
    expect(parse((await stranger.get(answers[0]?.location ?? '')).text).text('h1')).not.toBeNull()
    expect(await isLoggedIn(stranger)).toBe(false)
  })

  it('a login in flight does not outlive its provider or its identity', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer, provider } = world
    const { ssoProviders, signIn, customerIdentities, customers } = foyer.features
    await world.logIn(foyer.client())
    const q = foyer.platform.db.q
    const identity = () => q.selectFrom('customer_identities').select(['id', 'customer_id']).executeTakeFirstOrThrow()
    const outside = AsyncLocalStorage.snapshot()
    let meanwhile: (() => Promise<unknown>) | null = null
    let other: Promise<unknown> = Promise.resolve()
    signIn.completion.onLoggedIn(async () => {
      if (meanwhile === null) return
      other = outside(meanwhile)
      meanwhile = null
      await Promise.race([other, new Promise((done) => setTimeout(done, 300))])
    })
    const sessions = () => q.selectFrom('customer_sessions').select('id').execute()

    meanwhile = () => ssoProviders.update(organizer.id, provider.id, { isActive: false }, SYSTEM)
    await world.logIn(foyer.client())
    await other
    expect(await sessions()).toEqual([])

    await ssoProviders.update(organizer.id, provider.id, { isActive: true }, SYSTEM)
    const { id, customer_id } = await identity()
    expect(await customers.byId(organizer.id, customer_id)).not.toBeNull()
    meanwhile = () => customerIdentities.unlink(organizer, id, SYSTEM, { force: true })
    await world.logIn(foyer.client())
    await other
    expect(await sessions()).toEqual([])

    const person = { provider, issuer: ISSUER, subject: 'u-1', claims: ANN, locale: 'en' } as const
    await customerIdentities.arrive(organizer, person, { provenCustomer: customer_id })
    const last = await identity()
    const customer = await customers.byId(organizer.id, customer_id)
    if (!customer) throw new Error('no customer')
    const upstream = { identityId: last.id, sessionId: null, data: null, authAt: null }
    const site = siteAt(null, 'acme', foyer.url)
    const many = Array.from({ length: 50 }, (_, tab) => {
      const browser = { client: { userAgent: 'x', ip: '127.0.0.1' }, token: `${tab}`, site, host: null }
      const proven = { customer, amr: [], upstream, next: null }
      return signIn.completion.complete(organizer, proven, { ...browser, previousToken: null })
    })
    const ends = await Promise.allSettled([
      customerIdentities.unlink(organizer, last.id, SYSTEM, { force: true }),
      ssoProviders.update(organizer.id, provider.id, { isActive: false }, SYSTEM),
    ])
    const steps = await Promise.all(many)
    expect(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : end.status))).toEqual([
      'fulfilled',
      'fulfilled',
    ])
    expect(new Set(steps.map(({ kind: step }) => step))).not.toContain('second_step')
    expect(await sessions()).toEqual([])
  })

  it('an unattended browser of staff makes nobody else’s system the one that opens accounts', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer, provider } = world
    const staff = await staffBrowser(foyer, { organizer })
    const edit = `/control/organizer/acme/ssoprovider/${provider.id}/edit`
    await foyer.platform.db.q
      .updateTable('staff_sessions')
      .set({ auth_at: Date.now() - HOUR / 3 })
      .execute()
    const said = 'Confirm that it is you, then save again'
    const changes = [
      { issuer: 'https://evil.example', client_secret: 'x'.repeat(20) },
      { address_in_use: 'link' },
      { trusts_second_factor: 'on' },
      { email_policy: 'trust' },
      { client_secret: 'y'.repeat(20) },
      { 'claims.subject': 'preferred_username' },
      { 'claims.email': 'upn' },
    ]
    for (const typed of changes) {
      const answer = await staff.submit(edit, typed, { form: '/edit' })
      expect([typed, answer.status, answer.text.includes(said)]).toEqual([typed, 422, true])
    }
    const page = await staff.submit(edit, { address_in_use: 'link', 'name.en': 'College' }, { form: '/edit' })
    const { links, attribute } = parse(page.text)
    expect(attribute('#f-name-en', 'value')).toBe('College')
    expect(links('Confirm that it is you, in a new tab')[0]).toMatch(/^\/control\/reauth\/\?next=/)
    const { ssoProviders } = foyer.features
    expect((await ssoProviders.byId(organizer.id, provider.id))?.settings).toEqual(provider.settings)
    const add = '/control/organizer/acme/ssoprovider/add?preset=other&slug=evil'
    const typed = { 'name.en': 'Evil', issuer: ISSUER, client_id: 'foyer', client_secret: 'z'.repeat(20) }
    const made = await staff.submit(add, typed)
    expect([made.status, made.text.includes(said)]).toEqual([422, true])
    expect(await ssoProviders.count(organizer.id)).toBe(1)
    expect((await staff.submit(edit, { 'name.en': 'College' }, { form: '/edit' })).status).toBe(303)

    await foyer.platform.db.q.updateTable('staff_sessions').set({ auth_at: Date.now() }).execute()
    expect((await staff.submit(edit, { address_in_use: 'link' }, { form: '/edit' })).status).toBe(303)
    const secretGone = await staff.submit(edit, { issuer: `${ISSUER}/~eve` }, { form: '/edit' })
    expect(secretGone.text).toContain('Enter the client secret again')
    const calls = world.fake.calls.map(({ url }) => url)
    expect(calls.filter((url) => /evil|eve/.test(url))).toEqual([])
  })

  it('what a test heard of somebody goes with their account, and nothing of others', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer, provider, fake } = world
    const { providerTest, customers } = foyer.features
    await world.logIn(foyer.client())
    const testAs = async (lie: () => void) => {
      const run = await providerTest.run(organizer, provider, { type: 'staff', id: 'x' as UserId, name: 'Jonas' })
      const browser = foyer.client()
      const check = `/acme/account/login/check/${run.report.ticket}`
      const sent = await browser.submit(check, {}, { form: '/check/' })
      const path = world.visit(new URL((sent.headers.get('refresh') ?? '').replace('0;url=', '')))
      lie()
      await browser.get(path)
      return providerTest.byId(organizer.id, run.id)
    }
    const ann = await testAs(() => undefined)
    const other = { sub: 'u-2', email: 'bea@company.example', email_verified: true }
    const bea = await testAs(() => {
      Object.assign(fake.idToken, other)
      Object.assign(fake.userinfo, other)
    })
    expect([ann?.report.person?.mapped.email, bea?.report.person?.mapped.email]).toEqual([ANN.email, other.email])
    const { id } = await foyer.platform.db.q.selectFrom('customers').select('id').executeTakeFirstOrThrow()
    await customers.anonymize(organizer, id, SYSTEM)
    const left = await providerTest.latest(organizer.id, provider.id)
    expect(left.map((run) => run.id)).toEqual([bea?.id])
  })
})
