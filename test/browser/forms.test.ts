import { get } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, look, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from '../support/demo.ts'
import { parse } from '../support/html.ts'
import { contextIn, prepareWorld, type Reader, type World } from './world.ts'

const MOST_BYTES = 30 * 1024
const LONG = 'tom.ashworth@a-rather-long-name-of-a-mail-service.example'

let browser: Browser
let world: World

beforeAll(async () => {
  world = await prepareWorld(await startDemo())
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await world?.demo[Symbol.asyncDispose]()
})

interface FailingForm {
  readonly name: string
  readonly as: Reader
  readonly path: (world: World) => string
  readonly submit: string
  /** What is typed before, by label. */
  readonly typed?: Readonly<Record<string, string>>
}

const office = (path: string) => (w: World) => `${w.demo.office}organizer/${w.demo.access.organizer}${path}`

const FORMS: readonly FailingForm[] = [
  { name: 'login', as: 'nobody', path: ({ demo }) => `${demo.shop}account/login`, submit: 'Log in' },
  {
    name: 'registration',
    as: 'nobody',
    path: ({ demo }) => `${demo.shop}account/register`,
    submit: 'Create account',
    typed: { 'Given name': 'Maximilian', 'Email address': 'max.obermueller@gmx' },
  },
  {
    name: 'forgotten password',
    as: 'nobody',
    path: ({ demo }) => `${demo.shop}account/pwreset`,
    submit: 'Send me the link',
    typed: { 'Email address': 'no address' },
  },
  { name: 'activation', as: 'nobody', path: ({ links }) => links.activation, submit: 'Activate account' },
  { name: 'staff login', as: 'nobody', path: ({ demo }) => `${demo.office}login`, submit: 'Log in' },
  {
    name: 'new organizer',
    as: 'staff',
    path: ({ demo }) => `${demo.office}organizers/add`,
    submit: 'Create organizer',
    typed: { 'Short form': 'Not a slug!' },
  },
  {
    name: 'new customer',
    as: 'staff',
    path: office('/customer/add'),
    submit: 'Create customer',
    typed: { Email: 'no address' },
  },
  {
    name: 'new SSO client',
    as: 'staff',
    path: office('/ssoclient/add'),
    submit: 'Create client',
    typed: { 'Redirection URIs': 'http://insecure.example/*' },
  },
  {
    name: 'new password of a customer',
    as: 'customer',
    path: ({ demo }) => `${demo.shop}account/password`,
    submit: 'Save new password',
  },
  {
    name: 'new address to log in with',
    as: 'customer',
    path: ({ demo }) => `${demo.shop}account/change`,
    submit: 'Send me the confirmation link',
    typed: { 'New email address': 'no address' },
  },
  {
    name: 'new address for invoices',
    as: 'customer',
    path: ({ demo }) => `${demo.shop}account/addresses/add`,
    submit: 'Save',
    typed: { City: 'Leipzig', 'VAT ID': '12345' },
  },
  {
    name: 'authenticator app',
    as: 'customer',
    path: ({ demo }) => `${demo.shop}account/security/totp`,
    submit: 'Turn on',
  },
  {
    name: 'change of a customer',
    as: 'staff',
    path: (w) => office(`/customer/${w.customer}/edit`)(w),
    submit: 'Save changes',
    typed: { Email: 'no address', Phone: '12' },
  },
  {
    name: 'new membership',
    as: 'staff',
    path: (w) => office(`/customer/${w.customer}/membership/add`)(w),
    submit: 'Grant membership',
    typed: { 'Valid until': '2020-01-01T00:00' },
  },
  {
    name: 'new membership type',
    as: 'staff',
    path: office('/membershiptype/add'),
    submit: 'Create membership type',
    typed: { 'Uses at most': '1.5' },
  },
  {
    name: 'mail text',
    as: 'staff',
    path: office('/settings/mails/customer_reset'),
    submit: 'Save English',
    typed: { Subject: 'Hello {nobody}' },
  },
  { name: 'settings', as: 'staff', path: office('/settings'), submit: 'Save changes', typed: { Name: '' } },
  { name: 'new team', as: 'staff', path: office('/team/add'), submit: 'Create team', typed: { Name: 'Press' } },
  {
    name: 'new API token',
    as: 'staff',
    path: (w) => office(`/team/${w.staff.team}/tokens/add`)(w),
    submit: 'Create the token',
    typed: { 'Last day': '2020-01-01' },
  },
  {
    name: 'new user',
    as: 'staff',
    path: ({ demo }) => `${demo.office}admin/users/add`,
    submit: 'Create user',
    typed: { Email: 'no address', Name: 'Ada Example' },
  },
  {
    name: 'own password of staff',
    as: 'staff',
    path: ({ demo }) => `${demo.office}settings/password/change`,
    submit: 'Change password',
  },
  {
    name: 'own email address of staff',
    as: 'staff',
    path: ({ demo }) => `${demo.office}settings/email/change`,
    submit: 'Send code',
    typed: { 'New email address': 'no address' },
  },
]

describe.each(FORMS)('the form $name', (form) => {
  test('comes back with what was typed, the focus in the summary, and a way to each wrong field', async () => {
    const context = await contextIn(browser, form.as, world)
    try {
      const page = await context.newPage()
      await page.goto(form.path(world))
      for (const [label, text] of Object.entries(form.typed ?? {})) await page.getByLabel(label).first().fill(text)
      const answer = page.waitForResponse((response) => {
        const request = response.request()
        return request.isNavigationRequest() && request.method() === 'POST'
      })
      await page.getByRole('main').getByRole('button', { name: form.submit, exact: true }).first().click()
      expect((await answer).status()).toBe(422)
      await page.locator('[role=alert]:focus, [role=alert] :focus').waitFor()

      for (const [label, text] of Object.entries(form.typed ?? {})) {
        expect(await page.getByLabel(label).first().inputValue()).toBe(text)
      }
      await checkLinks(page)
      expect(await axe(page)).toEqual([])
      await shot(page, `failed-${form.name.replaceAll(' ', '-')}`)
    } finally {
      await context.close()
    }
  })
})

/** Every link of the summary leads to a field that says itself that it is wrong and why. */
async function checkLinks(page: Page): Promise<void> {
  const links = page.getByRole('alert').locator('a[href^="#"]')
  expect(await links.count()).toBeGreaterThan(0)
  for (const link of await links.all()) {
    const id = (await link.getAttribute('href'))?.slice(1) ?? ''
    await link.click()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe(id)
    const field = page.locator(`[id="${id}"]`)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const reasons = (await field.getAttribute('aria-describedby'))?.split(' ') ?? []
    const texts = await Promise.all(reasons.map((reason) => page.locator(`[id="${reason}"]`).textContent()))
    expect(texts.join('').trim()).not.toBe('')
  }
}

test('who saves second sees what the first one saved, picks, and saves', async () => {
  const { demo, office: inOffice } = world
  const { organizers, customers } = demo.foyer.features
  const organizer = await organizers.bySlug(demo.access.organizer)
  const customer = organizer && (await customers.byIdentifier(organizer.id, inOffice.twin))
  if (!organizer || !customer) throw new Error('nobody to change')
  const context = await contextIn(browser, 'staff', world)
  try {
    const page = await context.newPage()
    await page.goto(office(`/customer/${customer.identifier}/edit`)(world))
    await customers.update(organizer, customer.id, { notes: 'From the first', email: LONG }, { type: 'system' })
    await page.getByLabel('Note, seen by staff only').fill('From the second')
    await page.getByLabel('Email', { exact: true }).fill(`somebody-else-${LONG}`)
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('group', { name: /changed this customer while you were typing/ }).waitFor()
    for (const width of [1280, 320]) {
      await look(page, width, 'light')
      expect({ width, found: await axe(page) }).toEqual({ width, found: [] })
      expect(await sidewaysScroll(page)).toBe(0)
      await shot(page, `conflict-${width}`)
    }
    await page.getByRole('radio', { name: 'From the second' }).check()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('The changes are saved.').waitFor()
    expect((await customers.byId(organizer.id, customer.id))?.notes).toBe('From the second')
  } finally {
    await context.close()
  }
})

test('a refused login puts the focus on the reason', async () => {
  await using open = await openPage(browser)
  const { page } = open
  await page.goto(`${world.demo.shop}account/login`)
  await page.getByLabel('Email address').fill('ann@demo.example')
  await page.getByLabel('Password').fill('not her password')
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await page.locator('[role=alert]:focus').waitFor()
  expect(await page.getByLabel('Password').inputValue()).toBe('')
  expect(await axe(page)).toEqual([])
})

test('the login page with its style sheets and the scripts for passkeys is below 30 KB on the wire', async () => {
  const address = `${world.demo.shop}account/login`
  const html = await download(address)
  const page = parse(html.text)
  const files = [...html.text.matchAll(/<(?:link rel="stylesheet" href|script type="module" src)="([^"]+)"/g)]
  const names = files.map(([, href]) => href ?? '')
  expect(page.all('script')).toHaveLength(2)
  expect(names.length).toBeGreaterThan(2)
  const sizes = await Promise.all(names.map(async (href) => (await download(new URL(href, address).href)).bytes))
  const total = sizes.reduce((sum, size) => sum + size, html.bytes)
  expect(total).toBeLessThan(MOST_BYTES)
})

/** What a browser that knows brotli gets, in bytes as they are sent. */
function download(url: string): Promise<{ bytes: number; text: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        resolve({ bytes: body.length, text: body.toString() })
      })
    }).on('error', reject)
  })
}
