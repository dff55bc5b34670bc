import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, look, openPage, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { staffBrowser } from '../support/office.ts'
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

it.each([true, false])('an SSO client is created, repaired and looked at; scripts: %s', async (javaScript) => {
  const slug = javaScript ? 'acme' : 'other'
  const acme = await foyer.organizer(slug)
  const staff = await staffBrowser(foyer, { email: `${slug}@example.org`, organizer: acme })
  await using open = await openPage(browser, { javaScript })
  const { page, complaints } = open
  await withStaff(page, foyer, staff)

  async function check(step: string): Promise<void> {
    if (javaScript) expect([step, await axe(page)]).toEqual([step, []])
    await look(page, 320, 'light')
    expect([step, await sidewaysScroll(page)]).toEqual([step, 0])
    await look(page, 1280, 'light')
  }

  await page.goto(`${foyer.url}/control/organizer/${slug}/ssoclients`)
  await page.getByRole('link', { name: 'Create a new SSO client' }).click()
  await page.getByLabel('Redirection URIs').fill('http://forum.example/cb\nforum.example')
  await page.getByRole('button', { name: 'Create client' }).click()
  await check('problems')
  expect(await page.getByLabel('Redirection URIs').inputValue()).toBe('http://forum.example/cb\nforum.example')

  await page.getByRole('radio', { name: 'Implicit' }).check()
  expect(await page.getByText('Tokens travel through the browser').isVisible()).toBe(true)
  expect(await page.getByRole('group', { name: 'Response types' }).isVisible()).toBe(false)
  await page.getByRole('radio', { name: 'Custom' }).check()
  await page.getByRole('checkbox', { name: 'code id_token', exact: true }).check()
  await page.getByText('Lifetimes and signatures').click()
  await page.getByLabel('An access token lives for', { exact: true }).fill('90')
  await page.getByLabel('Unit: An access token lives for').selectOption('minutes')
  await check('open')
  await page.getByLabel('Application name').fill('Festival forum')
  await page.getByLabel('Redirection URIs').fill('https://forum.example/auth/oidc/callback')
  await page.getByRole('button', { name: 'Create client' }).click()
  await page.waitForURL('**/edit')
  expect(await page.getByRole('heading', { name: 'Client secret, shown only now' }).count()).toBe(1)
  expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(javaScript ? 12 : 0)
  await check('created')
  await page.reload()
  expect(await page.getByRole('heading', { name: 'Client secret, shown only now' }).count()).toBe(0)

  expect(await page.getByLabel('An access token lives for', { exact: true }).inputValue()).toBe('90')
  expect(await page.getByRole('checkbox', { name: 'code id_token', exact: true }).isChecked()).toBe(true)

  await page.getByRole('checkbox', { name: 'Active' }).uncheck()
  await page.getByRole('checkbox', { name: 'High security (FAPI 2.0)' }).check()
  await page.getByText('Keys of the app', { exact: true }).click()
  await page.getByLabel('Or their address (jwks_uri)').fill('https://forum.example/keys')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.waitForURL('**/disable')
  await check('disable')
  await page.getByRole('button', { name: 'Switch off Festival forum' }).click()
  await page.waitForURL('**/edit')
  await check('high security')
  expect(await page.getByRole('checkbox', { name: 'Require PKCE' }).isDisabled()).toBe(true)
  expect(await page.getByRole('checkbox', { name: 'Active' }).isChecked()).toBe(false)

  await page.getByRole('link', { name: 'Delete client' }).click()
  await check('delete')
  await page.getByRole('button', { name: 'Delete Festival forum' }).click()
  await page.waitForURL('**/ssoclients')
  expect(await page.getByText('No app is connected yet').count()).toBe(1)
  expect(complaints).toEqual([])
})
