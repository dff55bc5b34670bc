import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { codeFor, newClient } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const NEW = 'anna-lena.groesswuerth@a-rather-long-name-of-a-mail-service.example'

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

async function mailedLink(email: string, subject: string): Promise<string> {
  await foyer.deliver()
  return at(linkIn(foyer.mails.to(email).findLast((mail) => mail.subject.includes(subject))))
}

async function logInWith(page: Page, slug: string, email: string): Promise<void> {
  await page.goto(at(`/${slug}/account/login?next=%2F${slug}%2Faccount%2Fsecurity`))
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Security' }).waitFor()
}

test.each([
  ['with', true],
  ['without', false],
])(
  'somebody changes the address, and the owner takes that back, on a phone, %s JavaScript',
  async (name, javaScript) => {
    const acme = await foyer.organizer(name)
    await makeCustomer(foyer, acme)
    await using open = await openPage(browser, { javaScript, width: 375 })
    const { page } = open
    await logInWith(page, name, 'ann@example.org')
    await page.getByRole('link', { name: 'Change Email address' }).click()
    await page.getByLabel('New email address').fill(NEW)
    await page.getByLabel('Current password').fill('wrong')
    await page.getByRole('button', { name: 'Send me the confirmation link' }).click()
    await page.getByText('Current password: This is not your current password.').waitFor()
    await page.getByLabel('Current password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByText('a link is on its way to it').waitFor()
    await page.goto(await mailedLink(NEW, 'Confirm your new email address'))
    await page.getByRole('button', { name: 'Use this address' }).click()
    await page.getByText(`You log in with ${NEW} from now on.`).waitFor()
    await page.goto(await mailedLink('ann@example.org', 'was changed'))
    await page.getByRole('heading', { level: 1, name: 'Take back the change of your address?' }).waitFor()
    if (javaScript) await isFine(page, 'undo')
    await page.getByRole('button', { name: 'Take it back and log everybody out' }).click()
    await page.getByRole('heading', { level: 1, name: 'Your address is back' }).waitFor()
    await page.goto(at(`/${name}/account/security`))
    expect(page.url()).toContain('/account/login')
    expect(open.complaints).toEqual([])
  },
)

test('the pages look well', async () => {
  const acme = await foyer.organizer('waldklang')
  await makeCustomer(foyer, acme)
  const app = await newClient(foyer, acme)
  await using open = await openPage(browser)
  const { page } = open
  await logInWith(page, 'waldklang', 'ann@example.org')
  const other = foyer.client({
    headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0' },
  })
  await other.submit('/waldklang/account/login', { email: 'ann@example.org', password: 'wrong' })
  await logIn(other, 'waldklang')
  await codeFor(other, acme, app, { scope: 'openid email' })
  const path = (inner: string) => at(`/waldklang/account/${inner}`)
  await page.goto(path('security'))
  await page.getByText('Was it you?').waitFor()
  await isFine(page, 'security')
  for (const inner of ['security/sign-ins', 'security/lock', 'password', 'change', 'emails']) {
    await page.goto(path(inner))
    await isFine(page, inner.replace('/', '-'))
  }
  for (const email of ['ann.example@work.example', NEW]) {
    await page.goto(path('emails'))
    await page.getByLabel('Email address').fill(email)
    await page.getByRole('button', { name: 'Send confirmation link' }).click()
    await page.getByText(`A link is on its way to ${email}.`).waitFor()
  }
  await page.goto(await mailedLink(NEW, 'Confirm'))
  await isFine(page, 'confirm-email')
  await page.getByRole('button', { name: 'Confirm address' }).click()
  await page.getByText(`${NEW} is confirmed.`).waitFor()
  await isFine(page, 'emails-listed')
  await page.getByRole('link', { name: 'Use for login' }).click()
  await isFine(page, 'login-email')
  await page.goto(path('password'))
  await page.getByRole('button', { name: 'Save new password' }).click()
  await page.getByRole('alert').waitFor()
  await isFine(page, 'password-wrong')
  await page.goto(path('confirmchange'))
  await isFine(page, 'link-gone')
})
