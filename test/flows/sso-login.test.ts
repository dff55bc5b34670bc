import { expect, it } from 'vitest'
import { isLoggedIn } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startSso } from '../support/sso.ts'

describeOnBoth('customers who log in at a provider of the organizer', (kind) => {
  it('44: get an account, a session and the page that they were on the way to', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer } = world
    const browser = foyer.client()
    const done = await world.logIn(browser, 'ann', { query: '?next=/acme/account/profile' })
    expect([done.status, done.location]).toEqual([303, '/acme/account/profile'])
    expect(await isLoggedIn(browser)).toBe(true)
    const page = await browser.get('/acme/account/profile')
    expect(page.text).toContain('ann@company.example')
    const again = await world.logIn(foyer.client(), 'ann')
    expect(again.location).toBe('/acme/account/')
    expect(await foyer.features.ssoProviders.usage(organizer.id, world.provider.id)).toMatchObject({ customers: 1 })
  })
})
