import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { codeAt } from '../support/second-step.ts'

const NEXT_STEP_MS = 30_000
const PHONE = 375

let browser: Browser
let demo: RunningDemo

beforeAll(async () => {
  demo = await startDemo()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await demo?.[Symbol.asyncDispose]()
})

/** A device with a fingerprint sensor that always recognises its owner. */
async function withAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const setPresence = (enabled: boolean) =>
    cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  return { setPresence }
}

async function passwordLogin(page: Page) {
  const { email, password } = demo.access.customer
  await page.goto(`${demo.shop}account/login`)
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
}

async function logOut(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click()
  await page.waitForURL((url) => !url.pathname.includes('/account/security'))
}

/** Looks at the page on a desk by day and on a phone by night, and goes on with the phone. */
async function inspect(page: Page, name: string) {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [375, 'dark'],
  ] as const) {
    await look(page, width, colorScheme)
    await expect.poll(() => axe(page), { message: `${name} ${width} ${colorScheme}` }).toEqual([])
    expect(await sidewaysScroll(page)).toBe(0)
    await shot(page, `${name}-${width}-${colorScheme}`)
  }
  await look(page, PHONE, 'light')
}

test('a passkey is added, logs in by itself, is the second step after a password, and is removed', async () => {
  await using open = await openPage(browser, { width: PHONE })
  const { page, complaints } = open
  const device = await withAuthenticator(page)
  await device.setPresence(false)
  await passwordLogin(page)
  await page.goto(`${demo.shop}account/security`)
  await page.getByRole('link', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name').fill('Ann’s phone')
  await inspect(page, 'passkey-add')
  await device.setPresence(true)
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await page.getByRole('heading', { level: 1, name: 'Your new recovery codes' }).waitFor()
  await device.setPresence(false)
  await inspect(page, 'recovery-codes')
  await page.getByRole('link', { name: 'go on' }).click()
  await page.getByText('Passkey “Ann’s phone”').waitFor()
  await inspect(page, 'security-with-passkey')

  await logOut(page)
  await page.goto(`${demo.shop}account/login?next=${new URL(demo.shop).pathname}account/security`)
  await page.getByRole('button', { name: 'Log in with a passkey' }).waitFor()
  expect(await page.getByLabel('Email address').getAttribute('autocomplete')).toBe('username webauthn')
  await inspect(page, 'login-with-passkey')
  await device.setPresence(true)
  await page.getByRole('button', { name: 'Log in with a passkey' }).click()
  await page.getByText('Passkey “Ann’s phone”').waitFor()
  await device.setPresence(false)

  await logOut(page)
  await passwordLogin(page)
  await page.getByRole('heading', { level: 1, name: 'Second step' }).waitFor()
  await inspect(page, 'second-step')
  await device.setPresence(true)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/account/'))

  await page.goto(`${demo.shop}account/security`)
  await page.getByRole('link', { name: 'Remove Ann’s phone' }).click()
  await inspect(page, 'passkey-remove')
  await page.getByRole('button', { name: 'Remove the passkey' }).click()
  await page.getByText('The passkey “Ann’s phone” is removed.').waitFor()
  expect(complaints).toEqual([])
})

test('without JavaScript there are no passkeys and an authenticator app is turned on, asked for and turned off', async () => {
  await using open = await openPage(browser, { javaScript: false, width: PHONE })
  const { page } = open
  await passwordLogin(page)
  await page.goto(`${demo.shop}account/security/passkeys/add`)
  await page.getByText('Passkeys need JavaScript').waitFor()
  expect(await page.getByRole('button', { name: 'Create the passkey' }).count()).toBe(0)

  await page.goto(`${demo.shop}account/security`)
  await page.getByRole('link', { name: 'Set up Authenticator app' }).click()
  const key = (await page.locator('main code').innerText()).replaceAll(' ', '')
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  await shot(page, 'totp-set-up')
  await page.getByLabel('Code from the app').fill(codeAt(key, Date.now()))
  await page.getByRole('button', { name: 'Turn on' }).click()
  const code = await page.locator('main ol code').first().innerText()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toMatch(/^recovery-codes-.*\.txt$/)
  await page.getByRole('link', { name: 'go on' }).click()
  await page.getByText('10 of 10 left.').waitFor()

  await logOut(page)
  await passwordLogin(page)
  await page.getByLabel('Code', { exact: true }).fill(codeAt(key, Date.now() + NEXT_STEP_MS))
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/account/'))
  await logOut(page)
  await passwordLogin(page)
  await page.getByLabel('Code', { exact: true }).fill(code)
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/account/'))

  await page.goto(`${demo.shop}account/security`)
  await page.getByText('9 of 10 left.').waitFor()
  await page.getByRole('link', { name: 'Turn off Authenticator app' }).click()
  await page.getByRole('button', { name: 'Turn off the app' }).click()
  await page.getByText('The authenticator app is off.').waitFor()
})
