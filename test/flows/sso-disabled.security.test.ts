import { expect, it } from 'vitest'
import { hashSecret } from '../../src/core/random.ts'
import { isLoggedIn, logIn, makeCustomer } from '../support/accounts.ts'
import type { Answer, BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFakeSso } from '../support/sso.ts'

const SYSTEM = { type: 'system' } as const
const SHOP = 'https://shop.example'
const VERIFIER = 'v'.repeat(43)
const POPUP = new URLSearchParams({
  origin: SHOP,
  cart: 'cart-1',
  code_challenge: hashSecret(VERIFIER),
  code_challenge_method: 'S256',
})

const openPopup = (browser: BrowserClient) => browser.get(`/acme/account/popup?${POPUP}`, { follow: true })
const goOn = (browser: BrowserClient, page: Answer) =>
  browser.submit('', { answer: 'continue' }, { page, form: '/account/popup/' })
const valueIn = ({ text }: Answer) => /data-value="([^"]+)"/.exec(text)?.[1] ?? ''

describeOnBoth('a provider or customer that is switched off', (kind) => {
  it('d.4 A, J: gets nothing by popup, or by a link that was under way', async () => {
    await using world = await startFakeSso(kind, { values: { customer_accounts_popup_origins: SHOP } })
    const { foyer, organizer, provider } = world
    const { ssoProviders, customers, customerIdentities } = foyer.features
    const redeem = async (value: string) =>
      (await foyer.client().post('/acme/account/popup/redeem', { value, cart: 'cart-1', code_verifier: VERIFIER }))
        .status
    const active = (isActive: boolean) => ssoProviders.update(organizer.id, provider.id, { isActive }, SYSTEM)

    const browser = foyer.client()
    await world.logIn(browser)
    expect(await redeem(valueIn(await goOn(browser, await openPopup(browser))))).toBe(200)
    const inHand = valueIn(await goOn(browser, await openPopup(browser)))
    const open = await openPopup(browser)

    const bob = await makeCustomer(foyer, organizer, { email: 'bob@example.org' })
    const bobs = foyer.client()
    await logIn(bobs, 'acme', 'bob@example.org')
    const csrf = { _csrf: parse((await bobs.get('/acme/account/profile')).text).form()?.values._csrf ?? '' }
    const link = () => bobs.post('/acme/account/login/uni/link', csrf)
    const away = new URL((await link()).headers.get('refresh')?.replace('0;url=', '') ?? '')
    world.fake.idToken.sub = 'bob'
    world.fake.userinfo.sub = 'bob'
    const back = world.visit(away)

    await active(false)
    expect(inHand).toMatch(/^[\w-]{43}$/)
    expect(await redeem(inHand)).toBe(400)
    expect(valueIn(await goOn(browser, open))).toBe('')
    expect((await openPopup(browser)).text).not.toContain('University')
    expect((await bobs.get(back)).status).toBe(403)
    expect((await link()).status).toBe(403)
    expect(await customerIdentities.of(organizer.id, bob.id)).toEqual([])
    expect(await isLoggedIn(bobs)).toBe(true)

    await active(true)
    const again = world.visit(new URL((await link()).headers.get('refresh')?.replace('0;url=', '') ?? ''))
    await customers.update(organizer, bob.id, { isActive: false }, SYSTEM)
    expect((await bobs.get(again)).status).toBe(403)
    expect((await link()).status).not.toBe(200)
    expect(await customerIdentities.of(organizer.id, bob.id)).toEqual([])
  })
})
