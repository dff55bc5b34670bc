import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, openPage, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { goOnAs, type JourneyWorld, setOut, startJourneyWorld, startWebsite, type Website } from './sso-journey.ts'

const GUIDE = new URL('../../docs/guides/popup-login.md', import.meta.url)
const ADDRESS = 'https://tickets.example/demo-festival'

let browser: Browser
let world: JourneyWorld
let shop: Website
let stranger: Website
beforeAll(async () => {
  world = await startJourneyWorld()
  shop = await startWebsite(() => checkout(`${world.foyer.url}/embedded`))
  stranger = await startWebsite(() => checkout(`${world.foyer.url}/embedded`))
  await world.connected('embedded', { customer_accounts_popup_origins: shop.origin })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  for (const it of [shop, stranger, world]) await it?.[Symbol.asyncDispose]()
})

/** A page with the script of the guide, word for word but for the address. */
function checkout(base: string): string {
  const [, script = ''] = /```js\n([\s\S]+?)```/.exec(readFileSync(GUIDE, 'utf8')) ?? []
  if (!script.includes(ADDRESS)) throw new Error('the guide has no script')
  return `<title>Checkout</title><h1>Checkout</h1><button>Log in</button>
<script type="module">${script.replace(ADDRESS, base)}
addEventListener('message', ({ origin }) => { document.body.dataset.heard = origin })
document.querySelector('button').onclick = async () => { window.answer = await logIn('cart 7') }
</script>`
}

/** Clicks the button of the checkout. */
async function openPopup(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Log in' }).click()
  return opened
}

interface Answer {
  readonly value: string
  readonly cart: string
  readonly verifier: string
}

/** What the script of the page was told; undefined as long as it was told nothing. */
const answerOf = (page: Page) => page.evaluate('window.answer') as Promise<Answer | null | undefined>

/** Redeems in the page, as the guide does on the command line. */
function redeem(page: Page, { value, cart, verifier }: Answer): Promise<{ status: number; body: unknown }> {
  const form = JSON.stringify({ value, cart, code_verifier: verifier })
  return page.evaluate(`fetch('${world.foyer.url}/embedded/account/popup/redeem', {
    method: 'POST',
    body: new URLSearchParams(${form}),
  }).then(async (answer) => ({ status: answer.status, body: await answer.json() }))`)
}

test('a checkout on another site learns who logged in through a provider in its popup, once', async () => {
  await using open = await openPage(browser)
  const { page, complaints } = open
  await page.goto(shop.origin)
  const popup = await openPopup(page)
  await popup.waitForURL(/\/embedded\/account\/login/)
  await setOut(popup)
  await goOnAs(popup, 'mia')
  await popup.getByRole('heading', { level: 1, name: 'Continue to your order' }).waitFor()
  expect([await axe(popup), await sidewaysScroll(popup)]).toEqual([[], 0])
  const closed = popup.waitForEvent('close')
  await popup.getByRole('button', { name: 'Continue as Mia Lindner' }).click()
  await closed
  await expect.poll(() => answerOf(page)).toMatchObject({ cart: 'cart 7' })
  const answer = await answerOf(page)
  if (!answer) throw new Error('the checkout was told nothing')
  const person = { name: 'Mia Lindner', email: 'mia@company.example', email_verified: true }
  expect(await redeem(page, answer)).toMatchObject({ status: 200, body: person })
  expect(await redeem(page, answer)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  expect(complaints).toEqual([])

  const again = await openPopup(page)
  const closedAgain = again.waitForEvent('close')
  await again.getByRole('button', { name: 'Cancel' }).click()
  await closedAgain
  expect(await answerOf(page)).toBeNull()
})

test('a page that hands a value over to a window that is gone can be read by everybody', async () => {
  await using open = await openPage(browser, { width: 320 })
  const { page } = open
  await page.goto(shop.origin)
  const popup = await openPopup(page)
  await popup.waitForURL(/\/embedded\/account\/login/)
  await popup.route('**/popup-login.js*', (route) => route.abort())
  await setOut(popup)
  await goOnAs(popup, 'mia')
  await popup.getByRole('button', { name: 'Continue as Mia Lindner' }).click()
  await popup.locator('#hand-over').waitFor({ state: 'attached' })
  expect([await axe(popup), await sidewaysScroll(popup)]).toEqual([[], 0])
})

test('a website that the organizer does not know is told nothing', async () => {
  await using open = await openPage(browser)
  const { page } = open
  await page.goto(stranger.origin)
  const popup = await openPopup(page)
  await popup.getByRole('heading', { level: 1, name: 'This page may not be opened from there' }).waitFor()
  expect(await popup.getByRole('main').innerText()).toContain(new URL(stranger.origin).host)
  expect(await answerOf(page)).toBeUndefined()
  expect(await page.locator('body').getAttribute('data-heard')).toBeNull()
})
