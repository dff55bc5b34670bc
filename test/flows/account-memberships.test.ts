import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { newMembership, newType, useMembership } from '../support/memberships.ts'
import { codeFor, loggedIn, newClient, newCustomer, redeem, userinfo } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const PAGE = '/acme/account/memberships'

async function prepared(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const { id } = await newCustomer(foyer, acme)
  const customer = await foyer.features.customers.update(acme, id, { locale: 'en' }, { type: 'system' })
  const browser = await loggedIn(foyer, acme, customer)
  return { acme, customer, browser, page: async (path = PAGE) => parse((await browser.get(path)).text) }
}

describeOnBoth('memberships in the account', (kind) => {
  it('are none at first, and only for those who are logged in', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, page, browser } = await prepared(foyer)
    const empty = await page()
    expect(empty.text('h1')).toBe('Memberships')
    expect(empty.text('.account-nav [aria-current]')).toBe('Memberships')
    expect(empty.text('main')).toContain('You have no membership')
    const stranger = await foyer.client().get(PAGE)
    expect(stranger.location).toBe('/acme/account/login?next=%2Facme%2Faccount%2Fmemberships')
    const off = { customer_accounts: 'false' }
    await foyer.features.organizers.set(acme, off, { type: 'system' })
    expect((await browser.get(PAGE)).status).toBe(404)
  })

  it('31: one is a card with what it is used for; redirects strangers, 404 for what is not there', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, page } = await prepared(foyer)
    const type = await newType(foyer, acme)
    const { id } = await newMembership(foyer, acme, customer, type)
    const code = await useMembership(foyer, acme, customer, id)
    await useMembership(foyer, acme, customer, id, { status: 'c' })
    const list = await page()
    expect(list.text('.member-card')).toMatch(/acme festival.*Season pass.*Ann Example.*1 of 10 used.*9 left.*Personal/)
    expect(list.attribute('.member-card progress', 'value')).toBe('1')
    expect(list.all('tbody tr')).toHaveLength(2)
    const [details = ''] = list.links('Details')
    expect(details).toBe(`${PAGE}/${id}/`)
    const one = await page(details)
    expect(one.text('h1')).toBe('Season pass')
    expect(one.text('main')).toContain('Only the person it is made out to')
    expect(one.links(`${code}-1`)).toEqual([`https://shop.example/gala/order/${code}/`])
    expect((await foyer.client().get(details)).status).toBe(303)
    expect((await browser.get(`${PAGE}/1/`)).status).toBe(404)
  })

  it('those that ended or are cancelled stand below', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, page } = await prepared(foyer)
    const type = await newType(foyer, acme, { maxUsages: null, transferable: true })
    const now = Date.now()
    await newMembership(foyer, acme, customer, type, { startsAt: now - 9 * DAY, endsAt: now - DAY })
    await newMembership(foyer, acme, customer, type, { isCanceled: true })
    await newMembership(foyer, acme, customer, type, { startsAt: now + DAY, isTest: true })
    await newMembership(foyer, acme, customer, type)
    const list = await page()
    expect(list.all('.member-card')).toHaveLength(2)
    expect(list.all('.member-card progress')).toEqual([])
    expect(list.all('.member-card').join()).toMatch(/Test/)
    expect(list.all('.rows li .state').map((text) => text.split(' ')[0])).toEqual(['Cancelled', 'Ended'])
    expect(list.text('.rows li')).toContain('As often as you like, Ann Example')
    expect(list.all('table')).toEqual([])
  })

  it('are paged by twenty', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, page } = await prepared(foyer)
    const type = await newType(foyer, acme)
    const now = Date.now()
    for (let days = 1; days <= 23; days++) {
      await newMembership(foyer, acme, customer, type, { startsAt: now - 99 * DAY, endsAt: now - days * DAY })
    }
    const first = await page()
    expect(first.all('.rows li')).toHaveLength(20)
    expect(first.text('main')).toContain('23 memberships')
    const [older = ''] = first.links('Older')
    const second = await page(older)
    expect(second.all('.rows li')).toHaveLength(3)
    const [newer = ''] = second.links('Newer')
    expect((await page(newer)).all('.rows li')).toEqual(first.all('.rows li'))
  })
})

describeOnBoth('memberships that apps may know', (kind) => {
  it('are those that run or are still to come, with what is left of them', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    const app = await newClient(foyer, acme, { allowedScopes: ['openid', 'memberships'] })
    const type = await newType(foyer, acme)
    const now = Date.now()
    const attendeeNameParts = { _scheme: 'full', full_name: 'Tom Ash' }
    const valid = await newMembership(foyer, acme, customer, type, { attendeeNameParts })
    await useMembership(foyer, acme, customer, valid.id)
    const later = { startsAt: now + DAY, endsAt: now + 2 * DAY, isTest: true }
    const next = await newMembership(foyer, acme, customer, type, later)
    await newMembership(foyer, acme, customer, type, { startsAt: now - 9 * DAY, endsAt: now - DAY })
    await newMembership(foyer, acme, customer, type, { isCanceled: true })

    const told = async (scope: string) => {
      const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app, { scope }))
      return (await userinfo(foyer, acme, body.access_token)).body
    }
    expect(await told('openid memberships')).toEqual({
      sub: customer.identifier,
      memberships: [
        {
          id: valid.id,
          type: { id: type.id, name: { en: 'Season pass', de: 'Saisonkarte' } },
          name: 'Season pass',
          valid_from: new Date(valid.startsAt).toISOString(),
          valid_until: new Date(valid.endsAt).toISOString(),
          transferable: false,
          usages: 1,
          max_usages: 10,
          uses_left: 9,
          attendee_name: 'Tom Ash',
          testmode: false,
        },
        expect.objectContaining({ id: next.id, usages: 0, uses_left: 10, attendee_name: null, testmode: true }),
      ],
    })
    expect(await told('openid')).not.toHaveProperty('memberships')
  })
})
