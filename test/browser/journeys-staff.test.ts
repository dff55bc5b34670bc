import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linkIn, makeCustomer } from '../support/accounts.ts'
import { launchChromium } from '../support/chromium.ts'
import { startJourney, WAYS } from '../support/journeys.ts'
import { newType } from '../support/memberships.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { withStaff } from '../support/staff-in-browser.ts'

let browser: Browser
let foyer: TestServer

beforeAll(async () => {
  foyer = await startFoyer('sqlite')
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await foyer?.stop()
})

/** A journey of somebody who works for an organizer with two customers and a type of membership. */
async function staffJourney(way: (typeof WAYS)[number]) {
  const organizer = await foyer.organizer(way.slug, { name_scheme: 'full' })
  await newType(foyer, organizer)
  const ann = await makeCustomer(foyer, organizer, { name: 'Ann Example' })
  await makeCustomer(foyer, organizer, { name: 'Bob Example', email: 'bob@example.org' })
  const staff = await staffBrowser(foyer, { organizer, email: `${way.slug}@staff.example` })
  const journey = await startJourney(browser, way)
  await withStaff(journey.page, foyer, staff)
  await journey.page.goto(`${foyer.url}/control/organizer/${way.slug}/customers`)
  return { organizer, ann, journey }
}

describe.each(WAYS)('$way', (way) => {
  test('staff find a customer, change the note, grant a membership and send a link', async () => {
    const { organizer, ann, journey } = await staffJourney(way)
    await using _ = journey
    const { page, follow, press, fill, tick, arrive, read } = journey
    await arrive('Customers')
    await fill('Search customers', 'bob')
    await press('Filter')
    await read('1 of 1 found')
    await tick('Bob Example')
    await press('Disable')
    await arrive('Disable 1 customer')
    await follow('Cancel')
    await read('2 of 2 customers')
    await fill('Search customers', 'ann')
    await press('Filter')
    await read('1 of 1 found')
    await follow('Ann Example')
    await arrive('Ann Example')

    await follow('Edit')
    await arrive('Edit Ann Example')
    await fill('Email', 'no address')
    await press('Save changes')
    await page.getByRole('alert').waitFor()
    await fill('Email', 'ann@example.org')
    await fill('Note', 'Sits on aisles.')
    await press('Save changes')
    await read('The changes are saved.')
    await read('Sits on aisles.')

    await follow('Grant membership')
    await arrive('Grant a membership to Ann Example')
    await press('Grant membership')
    await read('Season pass is granted.')

    await press('Send reset link')
    await read('A link to set a password is on its way to ann@example.org.')
    await foyer.deliver()
    const mail = foyer.mails.to('ann@example.org').findLast(({ subject }) => subject.includes(organizer.name))
    expect(linkIn(mail)).toContain(`/${way.slug}/account/pwrecover`)
    expect(await foyer.features.memberships.countOfCustomer(organizer.id, ann.id)).toBe(1)
    expect(journey.complaints).toEqual([])
  })
})
