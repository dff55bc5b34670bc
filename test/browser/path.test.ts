import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look, openPage, shot } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { openMail } from '../support/mailbox.ts'

const LOOKS = [
  [1280, 'light'],
  [1280, 'dark'],
  [375, 'light'],
  [375, 'dark'],
] as const
const PASSWORD = 'a walk among lanterns 7'
const NEW_PASSWORD = 'another walk among lanterns 8'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

describe.each([
  { name: 'with JavaScript', javaScript: true, pictures: true },
  { name: 'without JavaScript', javaScript: false, pictures: false },
])('the path $name', ({ javaScript, pictures }) => {
  let demo: RunningDemo
  beforeAll(async () => {
    demo = await startDemo()
  })
  afterAll(() => demo?.[Symbol.asyncDispose]())

  /** Pictures of a step in every look, once. */
  async function step(page: Page, name: string): Promise<void> {
    if (!pictures) return
    for (const [width, colorScheme] of LOOKS) {
      await look(page, width, colorScheme)
      await shot(page, `${name}-${width}-${colorScheme}`)
    }
    await look(page, 1280, 'light')
  }

  test('a ticket buyer registers, confirms by mail, logs in and out, and sets a forgotten password anew', async () => {
    await using open = await openPage(browser, { javaScript })
    const { page, complaints } = open
    const email = 'erika.example@demo.example'

    await page.goto(demo.shop)
    await step(page, '01-front')
    await page.getByRole('main').getByRole('link', { name: 'Log in' }).click()
    await step(page, '02-login')
    await page.getByRole('link', { name: 'Create an account' }).click()
    await step(page, '03-register')
    await page.getByLabel('Given name').fill('Erika')
    await page.getByLabel('Family name').fill('Example')
    await page.getByLabel('Email address').fill(email)
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByRole('heading', { level: 1, name: 'Look into your mailbox' }).waitFor()
    await step(page, '04-sent')

    await page.getByRole('link', { name: 'Open the demo mailbox' }).click()
    await step(page, '05-mailbox')
    const activation = await openMail(page, demo.mailbox, 'Activate your account at Demo Festival')
    await step(page, '06-activation-mail')
    await activation.getByRole('link', { name: 'Confirm account' }).click()
    await page.getByRole('heading', { level: 1, name: 'Choose your password' }).waitFor()
    await step(page, '07-choose-password')
    await choosePassword(page, PASSWORD, 'Activate account')
    await page.getByText('Your account is active.').waitFor()
    await step(page, '08-activated')
    await logIn(page, email, PASSWORD)
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor()
    await step(page, '09-account')

    await logOut(page)
    await page.getByText('You are logged out.').waitFor()
    await step(page, '10-logged-out')
    expect((await page.goto(`${demo.shop}account/`))?.url()).toContain('/account/login')
    await page.getByRole('link', { name: 'Forgot password?' }).click()
    await step(page, '11-forgot')
    await page.getByLabel('Email address').fill(email)
    await page.getByRole('button', { name: 'Send me the link' }).click()
    const reset = await openMail(page, demo.mailbox, 'Set a new password at Demo Festival')
    await reset.getByRole('link', { name: 'Set a new password' }).click()
    await page.getByRole('heading', { level: 1, name: 'Set a new password' }).waitFor()
    await step(page, '12-new-password')
    await choosePassword(page, NEW_PASSWORD, 'Save new password')
    await logIn(page, email, PASSWORD)
    await page.getByText('do not match an account here').waitFor()
    await step(page, '13-refused')
    await logIn(page, email, NEW_PASSWORD)
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('the Festival forum signs people in with their account, and the second time without a password', async () => {
    await using open = await openPage(browser, { javaScript })
    const { page, complaints } = open
    const { email, password } = demo.access.customer

    await page.goto(demo.forum)
    await step(page, '20-forum')
    await page.getByRole('link', { name: 'Log in with Demo Festival' }).click()
    await page.waitForURL(`${demo.shop}account/login**`)
    await page.getByText('Log in to continue to Festival forum').waitFor()
    await page.getByText(new URL(demo.forum).host).waitFor()
    await step(page, '21-login-for-forum')
    await logIn(page, email, password)
    await page.getByRole('heading', { level: 1, name: 'You are logged in as Ann Example' }).waitFor()
    expect(page.url()).toBe(demo.forum)
    await page.getByText(email).waitFor()
    await step(page, '22-forum-claims')

    await page.context().clearCookies({ name: 'forum' })
    await page.goto(demo.forum)
    await page.getByRole('link', { name: 'Log in with Demo Festival' }).click()
    await page.getByRole('heading', { level: 1, name: 'You are logged in as Ann Example' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('a logout in the forum logs out of the shop, and a logout in the shop logs out of the forum', async () => {
    await using open = await openPage(browser, { javaScript })
    const { page, complaints } = open
    const { email, password } = demo.access.customer
    const signIn = async () => {
      await page.goto(demo.forum)
      await page.getByRole('link', { name: 'Log in with Demo Festival' }).click()
      await logIn(page, email, password)
      await page.getByRole('heading', { level: 1, name: 'You are logged in as Ann Example' }).waitFor()
    }

    await signIn()
    await logOut(page)
    await page.getByText('You are logged out, here and in the shop.').waitFor()
    await step(page, '28-forum-logged-out')
    expect((await page.goto(`${demo.shop}account/`))?.url()).toContain('/account/login')

    await signIn()
    await page.getByRole('link', { name: 'Your account in the shop' }).click()
    await logOut(page)
    await page.getByText('You are logged out.').waitFor()
    await demo.foyer.deliver()
    await page.goto(demo.forum)
    await page.getByRole('link', { name: 'Log in with Demo Festival' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('somebody looks at what the forum would get, refuses, allows it, and withdraws it again', async () => {
    await using open = await openPage(browser, { javaScript })
    const { page, complaints } = open
    const { email, password } = demo.access.customer
    const askFirst = async () => {
      await page.goto(demo.forum)
      await page.getByRole('link', { name: 'Show me first what the forum gets' }).click()
    }

    await askFirst()
    await logIn(page, email, password)
    await page.getByRole('heading', { level: 1, name: 'Festival forum would get this from your account' }).waitFor()
    await page.getByText('+493012345678').waitFor()
    await step(page, '23-consent')
    await page.getByRole('button', { name: 'Deny' }).click()
    await page.getByRole('heading', { level: 1, name: 'The login did not work' }).waitFor()
    await step(page, '24-denied')

    await askFirst()
    await page.getByRole('button', { name: 'Allow and continue' }).click()
    await page.getByRole('heading', { level: 1, name: 'You are logged in as Ann Example' }).waitFor()

    await page.goto(`${demo.shop}account/`)
    await page.getByRole('link', { name: 'Connected apps' }).click()
    await page.getByText('Stays connected').waitFor()
    await step(page, '25-connected-apps')
    await page.getByRole('link', { name: 'Disconnect Festival forum' }).click()
    await page.getByRole('heading', { level: 1, name: 'Disconnect Festival forum?' }).waitFor()
    await step(page, '26-withdraw')
    await page.getByRole('button', { name: 'Disconnect Festival forum' }).click()
    await page.getByText('Festival forum is disconnected.').waitFor()
    await step(page, '27-no-apps')
    expect(complaints).toEqual([])
  })

  test('staff log in, look at customers, connect an app whose secret is shown once, and find it in the history', async () => {
    await using open = await openPage(browser, { javaScript })
    const { page, complaints } = open
    const { email, password } = demo.access.staff

    await page.goto(demo.office)
    await page.getByRole('heading', { level: 1, name: 'Back office' }).waitFor()
    await step(page, '30-staff-login')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await step(page, '31-organizers')
    await page.getByRole('main').getByRole('link', { name: 'Demo Festival' }).click()
    await step(page, '32-overview')

    await addGuests(demo, 40)
    await navigate(page, 'Customers')
    const firstPage = await page.getByRole('row').allTextContents()
    await step(page, '33-customers')
    await page.getByRole('link', { name: 'Older' }).click()
    await page.getByRole('link', { name: 'Newer' }).waitFor()
    const [, ...secondPage] = await page.getByRole('row').allTextContents()
    expect(secondPage.length).toBeGreaterThan(0)
    expect(secondPage.filter((row) => firstPage.includes(row))).toEqual([])
    await page.getByRole('searchbox').fill('hohenlohe')
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('link', { name: /Friederike-Charlotte/ }).waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    await step(page, '34-customers-found')
    await page.getByRole('link', { name: /Friederike-Charlotte/ }).click()
    await page.getByRole('heading', { level: 1, name: /Friederike-Charlotte/ }).waitFor()
    await step(page, '35-customer')

    await navigate(page, 'SSO clients')
    await step(page, '36-sso-clients')
    await page.getByRole('link', { name: 'Create a new SSO client' }).click()
    await page.getByLabel('Application name').fill('Volunteers')
    await page.getByLabel('Redirection URIs').fill('https://volunteers.example/callback')
    await step(page, '37-sso-client-add')
    await page.getByRole('button', { name: 'Create client' }).click()
    const shownOnce = page.getByRole('region', { name: 'Client secret, shown only now' })
    const secret = ((await shownOnce.locator('code').textContent()) ?? '').trim()
    expect(secret.length).toBeGreaterThan(30)
    await step(page, '38-sso-client-secret')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Volunteers' }).waitFor()
    expect(await page.content()).not.toContain(secret)
    await step(page, '39-sso-client')

    await navigate(page, 'History')
    const created = page.getByRole('listitem').filter({ hasText: 'SSO client Volunteers was created' })
    await created.getByText('Alex Admin').waitFor()
    await step(page, '40-history')
    expect(complaints).toEqual([])
  })
})

/** So many customers that the list has a second page. */
async function addGuests({ foyer, access }: RunningDemo, count: number): Promise<void> {
  const { platform, features } = foyer
  const organizer = await features.organizers.bySlug(access.organizer)
  if (!organizer) throw new Error('the demo has no organizer')
  await platform.db.transaction(async (trx) => {
    for (let index = 0; index < count; index++) {
      const nameParts = { _scheme: 'given_family', given_name: `Guest ${index}`, family_name: 'Example' }
      const guest = { email: `more${index}@demo.example`, nameParts, locale: 'en', isVerified: true } as const
      await features.customers.create(trx, organizer, guest, { type: 'system' })
    }
  })
}

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Log out' }).first().click()
}

async function choosePassword(page: Page, password: string, submit: string): Promise<void> {
  await page.getByLabel('New password', { exact: true }).fill(password)
  await page.getByLabel('New password again').fill(password)
  await page.getByRole('button', { name: submit }).click()
}

/** The rail of the back office. */
async function navigate(page: Page, entry: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: entry, exact: true }).click()
}
