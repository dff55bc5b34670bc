import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { staffBrowser } from '../support/office.ts'
import { withStaff } from '../support/staff-in-browser.ts'
import { goOnAs, type JourneyWorld, startJourneyWorld } from './sso-journey.ts'

let browser: Browser
let world: JourneyWorld
beforeAll(async () => {
  world = await startJourneyWorld()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await world?.[Symbol.asyncDispose]()
})

async function check(page: Page, step: string): Promise<void> {
  for (const width of [1280, 320]) {
    await look(page, width, width === 320 ? 'dark' : 'light')
    expect([step, width, await axe(page), await sidewaysScroll(page)]).toEqual([step, width, [], 0])
    await shot(page, `sso-provider-${step}-${width}`)
  }
  await look(page, 1280, 'light')
}

test('a university is connected, with mistakes first, and tested with a login in a new tab before customers see it', async () => {
  const { foyer, university } = world
  const acme = await foyer.organizer('acme', { name_scheme: 'full' })
  const staff = await staffBrowser(foyer, { email: 'staff@example.org', organizer: acme })
  await using open = await openPage(browser)
  const { page, complaints } = open
  await withStaff(page, foyer, staff)
  await page.goto(`${foyer.url}/control/organizer/acme/ssoproviders`)
  await page.getByRole('link', { name: 'Create a new SSO provider' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Other, by OpenID Connect' }).click()
  await page.getByLabel('Short name in the address').fill('uni')
  await page.getByRole('button', { name: 'Change the address' }).click()
  await page.getByText('/acme/account/login/uni/return').waitFor()
  await page.locator('[name=issuer]').fill('university.example')
  await page.locator('[name="name.en"]').fill('University')
  await page.locator('.save-bar button').first().click()
  await page.getByRole('alert').waitFor()
  expect(await page.locator('[name=issuer]').inputValue()).toBe('university.example')
  await check(page, 'mistakes')

  await page.locator('[name=issuer]').fill(university.issuer)
  await page.locator('[name=client_id]').fill('foyer')
  await page.locator('[name=client_secret]').fill('a secret of the box office, long enough')
  await page.locator('[name=is_active]').uncheck()
  await page.locator('.save-bar button').first().click()
  await page.waitForURL(/\/edit/)
  await check(page, 'connected')

  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByRole('heading', { level: 1, name: 'Now log in at University' }).waitFor()
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: /Log in at/ }).click()
  const tab = await opened
  await tab.getByRole('main').getByRole('button', { name: 'Continue to University' }).click()
  await goOnAs(tab, 'mia')
  await tab.getByRole('heading', { level: 1 }).waitFor()
  await check(tab, 'test-done')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: /University works/ }).waitFor()
  expect(await page.getByRole('main').innerText()).toContain('mia@company.example')
  expect(await foyer.features.customers.byEmail(acme.id, 'mia@company.example')).toBeNull()
  expect(complaints).toEqual([])
})
