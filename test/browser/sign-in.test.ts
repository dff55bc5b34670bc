import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkIn, makeCustomer } from '../support/accounts.ts'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { codeFor } from '../support/login-code.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

let browser: Browser
let foyer: TestServer
let ahead = 0
/** The clock stands still; in ms. */
let stopped: number | null = null

beforeAll(async () => {
  foyer = await startFoyer('sqlite', { platform: { clock: { now: () => (stopped ?? Date.now()) + ahead } } })
  const codes = { customer_accounts_login_code: 'true' }
  const always = { customer_accounts_registration_challenge: 'always', name_scheme: 'full' }
  const acme = await foyer.organizer('acme', { ...codes, ...always })
  await makeCustomer(foyer, acme)
  await foyer.organizer('codes', { ...codes, customer_accounts_native: 'false', customer_accounts_passkeys: 'false' })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await foyer?.stop()
})

const at = (path: string) => `${foyer.url}${path}`

/** No complaint of axe, nothing beyond the edge, at both widths, by day and by night; keeps pictures. */
async function isFine(page: Page, name: string): Promise<void> {
  for (const width of [1280, 375]) {
    for (const scheme of ['light', 'dark'] as const) {
      await look(page, width, scheme)
      await expect.poll(() => axe(page), { message: `${name} ${width} ${scheme}` }).toEqual([])
      expect(await sidewaysScroll(page), `${name} ${width} ${scheme}`).toBe(0)
      await shot(page, `${name}-${width}-${scheme}`)
    }
  }
}

test.each([
  ['with', true],
  ['without', false],
])('somebody logs in with a code by mail, %s JavaScript, on a phone, by keyboard', async (name, javaScript) => {
  ahead += 20 * 60_000
  await using open = await openPage(browser, { javaScript, width: 375 })
  const { page } = open
  await page.goto(at('/acme/account/login?next=%2Facme%2Faccount%2Fprofile'))
  await page.getByLabel('Email address').fill('ann@example.org')
  await page.getByRole('button', { name: 'Send me a code by email instead' }).press('Enter')
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor()
  const code = await codeFor(foyer)
  await page.getByLabel('Code from the email').fill('12')
  await page.keyboard.press('Enter')
  await page.getByText('Code from the email: The code has six digits.').waitFor()
  if (name === 'with') await isFine(page, 'login-code')
  await page.getByLabel('Code from the email').fill(code)
  await page.keyboard.press('Enter')
  await page.waitForURL(at('/acme/account/profile'))
  expect(open.complaints).toEqual([])
})

test('the pages before the code look well', async () => {
  await using open = await openPage(browser)
  await open.page.goto(at('/acme/account/login'))
  await isFine(open.page, 'login-with-code')
  await open.page.goto(at('/codes/account/login'))
  expect(await open.page.getByRole('button').allTextContents()).toContain('Send me a code')
  await isFine(open.page, 'login-code-only')
  await open.page.goto(at('/acme/account/login/code'))
  await isFine(open.page, 'login-code-ask')
  expect(open.complaints).toEqual([])
})

test('with a script the browser works while a registration is filled in, and sends it when it is done', async () => {
  await using open = await openPage(browser)
  const { page } = open
  await page.goto(at('/acme/account/register'))
  await page.getByLabel('Name', { exact: true }).fill('Berta Beispiel')
  await page.getByLabel('Email address').fill('berta@example.org')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  await page.goto(at('/acme/account/register'))
  await page.getByText('The check is done.').waitFor()
  await isFine(page, 'register-challenge')
  expect(open.complaints).toEqual([])
})

test('without a script somebody waits, and keeps what was typed', async () => {
  stopped = Date.now()
  await using open = await openPage(browser, { javaScript: false, width: 375 })
  const { page } = open
  await page.goto(at('/acme/account/register'))
  await page.getByText('Without JavaScript this form can be sent after 15 seconds').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Carl Beispiel')
  await page.getByLabel('Email address').fill('carl@example.org')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText(/Please wait \d+ more seconds/).waitFor()
  expect(await page.getByLabel('Email address').inputValue()).toBe('carl@example.org')
  await shot(page, 'register-early')
  ahead += 15_000
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
  stopped = null
})

test('a new password is judged while it is typed', async () => {
  await using open = await openPage(browser)
  const { page } = open
  await foyer.client().submit('/acme/account/pwreset', { email: 'ann@example.org' })
  await foyer.deliver()
  const reset = foyer.mails.to('ann@example.org').findLast(({ subject }) => subject.startsWith('Set a new password'))
  await page.goto(at(linkIn(reset)))
  const field = page.getByLabel('New password', { exact: true })
  const note = page.locator('[data-strength-of=password]')
  for (const [password, words] of [
    ['abc', 'Still too short: at least 8 characters.'],
    ['aaaabbbb', 'Easy to guess. A few more characters or another word help.'],
    ['correct horse', 'Fair. One more word makes it good.'],
    ['correct horse battery', 'Good.'],
  ] as const) {
    await field.fill(password)
    await expect.poll(() => note.textContent()).toBe(words)
  }
  await isFine(page, 'new-password')
  await field.fill('')
  await note.waitFor({ state: 'hidden' })
  expect(open.complaints).toEqual([])
})
