import { expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/core/clock.ts'
import { json } from '../../src/protocol/client/testing.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { movableClock } from '../support/second-step.ts'
import { type FakeSsoWorld, startFakeSso, startSso, throughProvider } from '../support/sso.ts'

const testPath = ({ id }: { id: string }) => `/control/organizer/acme/ssoprovider/${id}/test`

/** Presses the button; answers the address of the run. */
async function begin(staff: BrowserClient, provider: { id: string }): Promise<string> {
  const { location, text } = await staff.submit(testPath(provider), {}, { form: '/test' })
  if (location === null) throw new Error(text)
  return location
}

/** The link of the run's page, below the host. */
async function ticketOf(staff: BrowserClient, run: string): Promise<string> {
  const { text } = await staff.get(run)
  const [, href] = /href="([^"]*\/account\/login\/check\/[^"]+)" target="_blank" rel="noopener"/.exec(text) ?? []
  if (href === undefined) throw new Error('no link to log in')
  return new URL(href).pathname
}

/** Sets out from the page of the ticket; answers the authorization request. */
async function setOut(browser: BrowserClient, ticket: string): Promise<URL> {
  const { text, headers } = await browser.submit(ticket, {}, { form: '/check/' })
  const [, address] = /^0;url=(.+)$/.exec(headers.get('refresh') ?? '') ?? []
  if (address === undefined) throw new Error(text)
  return new URL(address)
}

/** A whole test with Ann; answers the page of the run. `spoil` runs when she is about to come back. */
async function runWith(world: FakeSsoWorld, staff: BrowserClient, spoil: () => unknown): Promise<string> {
  const run = await begin(staff, world.provider)
  const browser = world.foyer.client()
  const back = world.visit(await setOut(browser, await ticketOf(staff, run)))
  await spoil()
  expect((await browser.get(back)).text).toContain('Go back to the tab of the back office')
  return (await staff.get(run)).text
}

describeOnBoth('the test of an SSO provider', (kind) => {
  it('shows step by step what a real provider answered, before it is active, and changes nothing', async () => {
    await using world = await startSso(kind, { provider: { isActive: false } })
    const { foyer, organizer, provider, university } = world
    const staff = await staffBrowser(foyer)
    university.people.set('ann', { name: 'Ann Example', groups: ['<b>choir</b>'] })
    const run = await begin(staff, provider)
    const waiting = await staff.get(run)
    expect(parse(waiting.text).text('h1')).toContain('Now log in at University')
    expect(waiting.headers.get('refresh')).toBe('10')
    expect((await staff.get(`${run}?still=1`)).headers.get('refresh')).toBe(null)
    expect(waiting.text).toContain('/acme/account/login/uni/return')

    const browser = foyer.client()
    const address = await setOut(browser, await ticketOf(staff, run))
    const back = await university.browser('ann').get(address.href, { follow: true })
    expect((await staff.get(run)).text).toContain('is under way')
    expect((await browser.get(back.location ?? '')).text).toContain('Done')
    expect((await browser.get('/acme/account/')).location).toContain('/account/login')

    const done = await staff.get(run)
    expect(done.headers.get('refresh')).toBe(null)
    expect(parse(done.text).text('h1')).toContain('University works, with remarks')
    expect(done.text).toContain('without encryption')
    expect(done.text).toContain('A new account would be made.')
    expect(done.text).toContain('not active yet')
    expect(done.text).toContain('ann@company.example')
    expect(done.text).toContain('<td class="')
    const { ssoLogins, customers } = foyer.features
    expect((await ssoLogins.list(organizer.id, { limit: 5 })).logins).toEqual([])
    expect(await customers.byEmail(organizer.id, 'ann@company.example')).toBe(null)
    await expect(
      throughProvider(foyer.client(), university.browser('ann'), '/acme/account/login/uni/'),
    ).rejects.toThrow()
    const edit = await staff.get(`/control/organizer/acme/ssoprovider/${provider.id}/edit`)
    expect(edit.text).toContain('The connection to SSO provider')
    expect(edit.text).toContain('Ann Example')
  })

  it('names the step that failed, why, and the setting to change', async () => {
    await using world = await startFakeSso(kind)
    const { fake, provider, foyer } = world
    const staff = await staffBrowser(foyer)
    const edit = `/control/organizer/acme/ssoprovider/${provider.id}/edit`
    const failing: [() => void, string[]][] = [
      [() => Object.assign(fake.idToken, { aud: 'another' }), ['The ID token is not good', `${edit}#f-client_id`]],
      [() => Object.assign(fake.idToken, { nonce: 'another' }), ['belongs to another login']],
      [() => Object.assign(fake.userinfo, { sub: 'another' }), ['Userinfo cannot be used']],
      [
        () => {
          fake.intercept = (url) => (url.endsWith('/token') ? json({ error: 'invalid_client' }, 401) : null)
        },
        ['could not be exchanged', `${edit}#f-client_secret`],
      ],
      [
        () => {
          fake.intercept = (url) => (url.endsWith('/token') ? json({ access_token: 'at', token_type: 'bearer' }) : null)
        },
        ['no ID token', `${edit}#f-scope`],
      ],
    ]
    for (const [spoil, words] of failing) {
      const text = await runWith(world, staff, spoil)
      fake.intercept = null
      expect(parse(text).text('h1')).toContain('University does not work')
      for (const word of words) expect(text).toContain(word)
    }
    const { keys } = fake
    const unknown = await runWith(world, staff, async () => {
      await fake.rotate('k-new')
      fake.keys = keys
    })
    expect(unknown).toContain('The token names the key k-new, but the list of keys has only k1.')
    expect(unknown).toContain('Step 8 of 15 failed')

    fake.intercept = () => json('<html>', 200, 'text/html')
    const noJson = await staff.get(await begin(staff, provider))
    expect(noJson.text).toContain('The discovery document cannot be used')
    fake.intercept = (url) => (url.endsWith('/keys') ? json({ keys: [] }) : null)
    expect((await staff.get(await begin(staff, provider))).text).toContain('The keys cannot be read')
    fake.intercept = (url) => (url.endsWith('/token') ? json({ error: 'invalid_client' }, 401) : null)
    const refused = (await staff.get(await begin(staff, provider))).text
    expect(parse(refused).text('h1')).toContain('University does not work')
    expect(refused).toContain(
      'Step 5 of 15 failed. Asked for tokens with a made-up code, it refused us before it looked',
    )
    expect(refused).toContain(`${edit}#f-client_secret`)
    expect(refused).not.toContain('/account/login/check/')
    fake.intercept = null
    const list = (await staff.get(testPath(provider))).text
    expect(list).toContain('Failed: Published keys')
    expect(list).toContain('Failed: Userinfo')
  })

  it('says what would happen to the account and what is missing in the claims', async () => {
    await using world = await startFakeSso(kind, { provider: { settings: { emailPolicy: 'require' } } })
    const { fake, provider, foyer, organizer } = world
    const staff = await staffBrowser(foyer)
    const edit = `/control/organizer/acme/ssoprovider/${provider.id}/edit`
    const without = (...claims: string[]) => {
      for (const claim of claims) {
        delete fake.idToken[claim]
        delete fake.userinfo[claim]
      }
    }
    const missing = await runWith(world, staff, () => without('email'))
    expect(missing).toContain(`${edit}#f-claims-email`)
    expect(missing).toContain('This person could not log in.')
    const silent = await runWith(world, staff, () => without('email_verified', 'name'))
    expect(silent).toContain(`${edit}#f-email_policy`)
    expect(silent).toContain('The claims give no name')
    await world.logIn(foyer.client())
    expect(await runWith(world, staff, () => undefined)).toContain('This person is known')
    const person = await foyer.features.customers.byEmail(organizer.id, 'ann@company.example')
    expect(await runWith(world, staff, () => undefined)).toContain(`/customer/${person?.identifier}`)
  })

  it('runs when settings are saved with “Save and test”, waits for nobody without accounts, and forgets after 30 days', async () => {
    const clock = movableClock()
    await using world = await startFakeSso(kind, { platform: { clock } })
    const { provider, foyer, organizer } = world
    const staff = await staffBrowser(foyer)
    const edit = `/control/organizer/acme/ssoprovider/${provider.id}/edit`
    const saved = await staff.submit(edit, Object.fromEntries([['then', 'test']]), { form: '/edit' })
    expect(saved.location).toMatch(/\/test\/[0-9a-z]{26}$/)
    const run = saved.location ?? ''
    const ticket = await ticketOf(staff, run)
    clock.pass(15 * MINUTE)
    expect((await staff.get(run)).text).toContain('Nobody came back from University')
    expect((await foyer.client().get(ticket)).status).toBe(410)
    await foyer.features.organizers.set(organizer, { customer_accounts: 'false' }, { type: 'system' })
    const off = await staff.get(await begin(staff, provider))
    expect(off.text).toContain('Customer accounts are switched off')
    expect(off.text).not.toContain('/account/login/check/')
    expect(await foyer.features.providerTest.cleanUp()).toBe(0)
    const { db } = foyer.platform
    await db.q.updateTable('sso_tests').set({ report: 'sealed with a secret that is gone' }).execute()
    expect(await foyer.features.providerTest.latest(organizer.id, provider.id)).toEqual([])
    expect((await staff.get(run)).status).toBe(404)
    clock.pass(31 * DAY)
    expect(await foyer.features.providerTest.cleanUp()).toBe(2)
  })
})
