import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { staffBrowser } from '../support/office.ts'
import { importOrders, orderLine, positionOf } from '../support/orders.ts'
import { loggedIn, newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { withStaff } from '../support/staff-in-browser.ts'

let browser: Browser
let foyer: TestServer

beforeAll(async () => {
  browser = await launchChromium()
  foyer = await startFoyer('sqlite')
})

afterAll(async () => {
  await browser?.close()
  await foyer?.stop()
})

const EVENTS = [
  'Mahler 4 im Lindenhof',
  'Weihnachtsoratorium zum Mitsingen',
  'Sommernachtskonzert der Sächsischen Bläserphilharmonie mit anschließendem Lampionumzug',
  'Kinderkonzert: Hänsel und Gretel',
]

/** A person with orders of every kind: linked, found by address, named on a ticket, and some nobody has asked about yet. */
async function scene(slug: string) {
  const organizer = await foyer.organizer(slug, { customer_accounts_link_by_email: 'true' })
  const ann = await newCustomer(foyer, organizer, { email: 'anna.groesswuerth@posteo.example' })
  const name = (index: number) => ({ event_name: EVENTS[index % EVENTS.length] })
  const guest = (code: string, index: number, more: object = {}) =>
    orderLine({ code, email: ann.email, datetime: `2025-0${index + 1}-03T10:00:00Z`, ...name(index), ...more })
  await importOrders(foyer, organizer, [
    orderLine({
      code: 'N4VQS',
      customer: ann.identifier,
      ...name(0),
      url: 'https://shop.example/N4VQS',
      datetime: '2026-11-18T10:00:00Z',
    }),
    orderLine({ code: 'K8DWR', customer: ann.identifier, ...name(1), status: 'n', testmode: true, total: '1048.00' }),
    orderLine({
      code: 'LM3YB',
      customer: ann.identifier,
      ...name(3),
      status: 'c',
      positions: [positionOf({ canceled: true })],
    }),
    guest('W9KLT', 0),
    guest('TR7XE', 1, { total: '357.00' }),
    guest('HQ3PA', 2, { status: 'e' }),
    guest('ZB2MD', 3),
    orderLine({
      code: 'FR1ND',
      email: 'friend@example.org',
      positions: [positionOf({ attendee_email: ann.email, attendee_name: 'Anna-Lena Größwürth' })],
      ...name(2),
    }),
  ])
  return { organizer, ann, cookies: (await loggedIn(foyer, organizer, ann)).cookies }
}

async function withCookies(page: Page, cookies: ReadonlyMap<string, string>): Promise<void> {
  await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: foyer.url })))
}

describe.each([
  { javaScript: true, width: 1280 },
  { javaScript: false, width: 375 },
])('with scripts: $javaScript, at $width px', ({ javaScript, width }) => {
  it('earlier orders are claimed, taken out again, hidden and shown', async () => {
    const { organizer, cookies } = await scene(javaScript ? 'acme' : 'other')
    await using open = await openPage(browser, { javaScript, width, locale: 'en-GB' })
    const { page, complaints } = open
    await withCookies(page, cookies)
    const account = `${foyer.url}/${organizer.slug}/account/`

    async function check(step: string): Promise<void> {
      if (javaScript) expect([step, await axe(page)]).toEqual([step, []])
      for (const narrow of [320, width]) {
        await look(page, narrow, 'light')
        expect([step, narrow, await sidewaysScroll(page)]).toEqual([step, narrow, 0])
      }
      await shot(page, `orders-${step}-${width}`)
    }

    await page.goto(`${account}?locale=en`)
    expect(await page.getByRole('heading', { name: 'We found 4 earlier orders' }).count()).toBe(1)
    await check('found')
    if (javaScript) {
      await look(page, width, 'dark')
      expect(await axe(page)).toEqual([])
      await shot(page, 'orders-found-dark')
      await look(page, width, 'light')
    }
    await page.getByRole('checkbox', { name: /HQ3PA/ }).uncheck()
    await page.getByRole('button', { name: 'Add to my account' }).click()
    await page.getByText('3 orders are in your account now.').waitFor()
    await check('claimed')
    await page.getByRole('button', { name: 'Take order TR7XE out of my account' }).click()
    await page.getByText('The order is not in your account any more.').waitFor()
    await page.getByRole('heading', { name: 'We found 2 earlier orders' }).waitFor()
    await page.getByRole('button', { name: 'Not mine, hide them' }).click()
    await page.getByText('2 orders are hidden.').waitFor()
    expect(await page.getByRole('heading', { name: /earlier order/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'Order FR1ND is not mine' }).click()
    await page.getByRole('link', { name: 'Hidden orders' }).click()
    await check('hidden')
    await page.getByRole('button', { name: 'Show order TR7XE again' }).click()
    await page.getByText('The order is shown again.').waitFor()
    await page.getByRole('link', { name: 'Back to orders' }).click()
    await page.getByRole('heading', { name: 'We found 1 earlier order', exact: true }).waitFor()
    await page.getByRole('link', { name: 'N4VQS' }).click()
    await page.getByRole('heading', { level: 1, name: 'Order N4VQS' }).waitFor()
    await check('order')
    expect(complaints).toEqual([])
  })
})

it('orders of a customer in the back office can be read by everybody', async () => {
  const { organizer, ann } = await scene('office')
  const staff = await staffBrowser(foyer, { organizer })
  await using open = await openPage(browser)
  const { page, complaints } = open
  await withStaff(page, foyer, staff)
  const address = `${foyer.url}/control/organizer/office/customer/${ann.identifier}/`
  for (const [name, url] of [
    ['customer', address],
    ['all', `${address}orders`],
  ] as const) {
    await page.goto(url)
    expect(page.url()).toBe(url)
    for (const [width, scheme] of [
      [1280, 'light'],
      [375, 'light'],
      [1280, 'dark'],
    ] as const) {
      await look(page, width, scheme)
      expect([name, width, await axe(page)]).toEqual([name, width, []])
      expect(await sidewaysScroll(page)).toBe(0)
      await shot(page, `office-orders-${name}-${width}-${scheme}`)
    }
  }
  expect(complaints).toEqual([])
})
