import { expect, it } from 'vitest'
import { isLoggedIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('merging accounts', (kind) => {
  it('is for staff of this organizer who may change customers', async () => {
    await using foyer = await startFoyer(kind)
    const [acme, other] = [await foyer.organizer('acme'), await foyer.organizer('other')]
    const [ann, anna] = [
      await makeCustomer(foyer, acme),
      await makeCustomer(foyer, acme, { email: 'anna@example.org' }),
    ]
    const stranger = await makeCustomer(foyer, other, { email: 'stranger@example.org' })
    const address = `/control/organizer/acme/customer/${ann.identifier}/merge/${anna.identifier}`
    expect((await foyer.client().get(address)).location).toMatch(/^\/control\/login/)
    const elsewhere = await staffBrowser(foyer, { organizer: other, email: 'else@example.org' })
    expect((await elsewhere.get(address)).status).toBe(404)
    const staff = await staffBrowser(foyer, { organizer: acme })
    expect((await staff.get(address)).status).toBe(200)
    const crossing = `/control/organizer/acme/customer/${ann.identifier}/merge/${stranger.identifier}`
    expect((await staff.get(crossing)).status).toBe(404)
    expect((await staff.post(address, {})).status).toBe(403)
    const { q } = foyer.platform.db
    expect(await q.selectFrom('customer_merges').select('id').execute()).toEqual([])
  })

  it('is decided once among fifty at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await makeCustomer(foyer, acme)
    const anna = await makeCustomer(foyer, acme, { email: 'anna@example.org' })
    const seen = { kept: ann.modifiedAt, removed: anna.modifiedAt }
    const turned = { kept: anna.modifiedAt, removed: ann.modifiedAt }
    const { customerMerge } = foyer.features
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, number) =>
        number % 2 === 0
          ? customerMerge.merge(acme, ann, anna, { choices: {}, seen }, SYSTEM)
          : customerMerge.merge(acme, anna, ann, { choices: {}, seen: turned }, SYSTEM),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { q } = foyer.platform.db
    const merges = await q.selectFrom('customer_merges').select(['id', 'kept_id']).execute()
    expect(merges).toHaveLength(1)
    const [merge] = merges
    const kept = merge?.kept_id === ann.id ? ann : anna
    const undone = await Promise.allSettled(
      Array.from({ length: 50 }, () => customerMerge.undo(acme, kept, merge?.id ?? ('' as never), SYSTEM)),
    )
    expect(undone.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('leaves nobody logged in to the account that goes, also when they log in at that moment', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await makeCustomer(foyer, acme)
    const anna = await makeCustomer(foyer, acme, { email: 'anna@example.org' })
    const browsers = Array.from({ length: 4 }, () => foyer.client())
    const ready = await Promise.all(
      browsers.map(async (browser) => ({ browser, page: await browser.get('/acme/account/login') })),
    )
    const seen = { kept: ann.modifiedAt, removed: anna.modifiedAt }
    await Promise.all([
      ...ready.map(({ browser, page }) =>
        browser.submit('', { email: 'anna@example.org', password: PASSWORD }, { page }),
      ),
      foyer.features.customerMerge.merge(acme, ann, anna, { choices: {}, seen }, SYSTEM),
    ])
    for (const browser of browsers) expect(await isLoggedIn(browser)).toBe(false)
    const { q } = foyer.platform.db
    const sessions = await q.selectFrom('customer_sessions').select('id').where('customer_id', '=', anna.id).execute()
    expect(sessions).toEqual([])
  })
})
