import { expect, it } from 'vitest'
import { Overloaded } from '../../src/core/errors.ts'
import { createLogin } from '../../src/features/sign-in/login.ts'
import { logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'

const DAY = 86_400_000
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile/15E Safari/604'

describeOnBoth('a browser that an account knows', (kind) => {
  it('is told from a new one, about which the owner gets a mail', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
    const acme = await foyer.organizer('acme')
    const { id } = await makeCustomer(foyer, acme)
    const client = (ip: string, agent: string) =>
      foyer.client({ headers: { 'x-forwarded-for': ip, 'user-agent': agent } })
    const mails = async () => {
      await foyer.deliver()
      return foyer.mails.to('ann@example.org')
    }
    const home = client('203.0.113.7', FIREFOX)
    await logIn(home)
    expect(await mails()).toEqual([])
    await logOutAndIn(home)
    expect(await mails()).toEqual([])

    const phone = client('2001:db8:1:2::3', PHONE)
    await logIn(phone)
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail?.subject).toBe('New login to your account at acme festival')
    expect(mail?.text).toContain('Safari on iPhone, network 2001:db8:1::/48')
    expect(mail?.text).toContain(`${foyer.url}/acme/account/security`)
    await logOutAndIn(phone)
    expect(await mails()).toHaveLength(1)

    const { knownBrowsers } = foyer.features.signIn
    const list = await knownBrowsers.list(acme, id)
    expect(list.map(({ userAgent, ipPrefix, isUnconfirmed }) => [userAgent, ipPrefix, isUnconfirmed])).toEqual([
      [PHONE, '2001:db8:1::/48', true],
      [FIREFOX, '203.0.113.0/24', false],
    ])
    const unconfirmed = list.find((browser) => browser.isUnconfirmed)?.id ?? ''
    expect(await knownBrowsers.confirm(acme, id, unconfirmed)).toBe(true)
    expect((await knownBrowsers.list(acme, id)).some((browser) => browser.isUnconfirmed)).toBe(false)
    expect(await knownBrowsers.forget(acme, id, unconfirmed)).toBe(true)
    await logOutAndIn(phone)
    expect(await mails()).toHaveLength(2)
  })

  it('needs no mail where the organizer sends none', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { customer_accounts_new_device_mail: 'false' })
    await makeCustomer(foyer, acme)
    for (let i = 0; i < 2; i++) await logIn(foyer.client())
    await foyer.deliver()
    expect(foyer.mails.sent).toEqual([])
  })

  it('is forgotten with the address, when the account is anonymised, and after 400 days without a login', async () => {
    let now = Date.UTC(2026, 10, 22)
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme')
    const { id } = await makeCustomer(foyer, acme)
    const { signIn, customers } = foyer.features
    const known = async () => (await signIn.knownBrowsers.list(acme, id)).length
    const browser = foyer.client()
    await logIn(browser)
    expect(await known()).toBe(1)
    await customers.update(acme, id, { email: 'ann2@example.org' }, { type: 'system' })
    expect(await known()).toBe(0)
    await logIn(browser, 'acme', 'ann2@example.org')
    now += 400 * DAY
    await signIn.cleanup()
    expect(await known()).toBe(1)
    now += 1
    await signIn.cleanup()
    expect(await known()).toBe(0)
    await logIn(foyer.client(), 'acme', 'ann2@example.org')
    await customers.anonymize(acme, id, { type: 'system' })
    expect(await known()).toBe(0)
  })

  it('is part of the copy of all data', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const customer = await makeCustomer(foyer, acme)
    await logIn(foyer.client({ headers: { 'user-agent': FIREFOX } }))
    const holder = foyer.features.customers.personalData.find(({ key }) => key === 'logins')
    const copy = await holder?.export(foyer.platform.db.q, acme, customer)
    expect(copy).toMatchObject({
      logged_in: [{ device: 'Firefox, Linux', network: '127.0.0.0/24' }],
      known_browsers: [{ device: 'Firefox, Linux', network: '127.0.0.0/24' }],
    })
    expect(JSON.stringify(copy)).not.toMatch(/hash|[\w-]{43}/)
  })

  it('lets its owner in while strangers try', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const from = (ip: string) => foyer.client({ headers: { 'x-forwarded-for': ip } })
    const attempt = async (browser: BrowserClient, password = PASSWORD) =>
      (await browser.submit('/acme/account/login?reauth=1', { email: 'ann@example.org', password })).status
    const owner = from('203.0.113.1')
    expect(await attempt(owner)).toBe(303)
    for (let i = 0; i < 5; i++) expect(await attempt(from('203.0.113.1'), 'wrong')).toBe(422)
    expect(await attempt(from('203.0.113.1'))).toBe(429)
    expect(await attempt(owner)).toBe(303)
    const copied = from('203.0.113.1')
    copied.cookies.set('foyer-browser-acme', 'x'.repeat(43))
    expect(await attempt(copied)).toBe(429)
  })

  it('is not needed after the server was at its limit: what was not tried does not count', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const { customers, signIn } = foyer.features
    const passwords = { ...foyer.platform.passwords, verify: () => Promise.reject(new Overloaded('password hashing')) }
    const logInAtTheLimit = createLogin(
      { ...foyer.platform, passwords },
      { customers, throttles: signIn.throttles, browsers: signIn.knownBrowsers, noteFailure: () => {} },
    )
    const attempt = { email: 'ann@example.org', password: PASSWORD, client: { userAgent: '', ip: '127.0.0.1' } }
    for (let i = 0; i < 8; i++) await expect(logInAtTheLimit(acme, attempt)).rejects.toThrow(Overloaded)
    expect(await signIn.logIn(acme, attempt)).toMatchObject({ kind: 'proven' })
  })
})

/** Another login in the same browser. */
async function logOutAndIn(browser: BrowserClient): Promise<void> {
  await browser.submit('/acme/account/logout', {}, { form: 'logout' })
  await logIn(browser)
}
