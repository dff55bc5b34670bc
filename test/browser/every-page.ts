import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axe, equipWithAxe, look, shot, sidewaysScroll } from '../support/browser.ts'
import type { PageUnderTest } from './page-under-test.ts'
import { keepStaffFresh } from './staff-world.ts'
import { contextIn, type Reader, type World } from './world.ts'

const SKIP = 'a.skip[href="#content"]'
const FIELDS = 'input:not([type=hidden]):not([hidden]), select, textarea'
const FOCUSABLE = `a[href], button, summary, iframe, ${FIELDS}`

const READERS: readonly Reader[] = [
  'nobody',
  'staff',
  'customer',
  'newcomer',
  'halfway',
  'secured',
  'pending',
  'student',
  'arriving',
]

/** Readers and what they see, in one browser. */
export interface Visits {
  /** Opens the page as its reader, and closes it after the check. */
  visit<Result>(under: PageUnderTest, check: (page: Page) => Promise<Result>): Promise<Result>
}

export async function startVisits(browser: Browser, world: World): Promise<Visits> {
  const contexts = new Map<Reader, BrowserContext>()
  for (const reader of READERS) {
    const context = await contextIn(browser, reader, world)
    await equipWithAxe(context)
    contexts.set(reader, context)
  }
  await keepStaffFresh(world.demo)
  return {
    async visit(under, check) {
      const context = contexts.get(under.as)
      if (!context) throw new Error('the browser is not ready')
      const page = await context.newPage()
      try {
        if (isInsideOfMail(under)) await allowScripts(page, under.path(world))
        const answer = await page.goto(under.path(world))
        expect(answer?.status()).toBe(under.status ?? 200)
        return await check(page)
      } finally {
        await page.close()
      }
    },
  }
}

const isInsideOfMail = ({ route = '' }: PageUnderTest) => /\/(html|preview)$/.test(route)

/** The mail is shown in a sandbox, in which axe could not run. */
async function allowScripts(page: Page, address: string): Promise<void> {
  await page.route(address, async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': _, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
}

/** A language, a title, one main heading, a name for every field, and its content with the first press of Tab. */
export async function checkShape(page: Page, under: PageUnderTest): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toMatch(/^(en|de)$/)
  expect(await page.title()).toMatch(/\S/)
  expect(await page.locator('h1').count()).toBe(1)
  const nameless = `[...document.querySelectorAll('${FIELDS}')]
    .filter((field) => field.labels.length === 0 && field.ariaLabel === null)
    .map((field) => field.outerHTML)`
  expect(await page.evaluate(nameless)).toEqual([])
  if (isInsideOfMail(under)) return
  expect(await page.evaluate(`document.querySelector('${FOCUSABLE}').matches('${SKIP}')`)).toBe(true)
  if ((await page.locator('[autofocus]').count()) > 0) return
  await page.keyboard.press('Tab')
  const skip = page.locator(`${SKIP}:focus`)
  await skip.waitFor({ state: 'attached' })
  await expect.poll(async () => (await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toMatch(/#content$/)
}

/** Nothing for axe to find, wide and narrow, light and dark, and nothing beyond the edge. */
export async function checkLooks(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await look(page, width, colorScheme)
      await page.reload()
      await showWhole(page)
      expect({ width, colorScheme, found: await axe(page) }).toEqual({ width, colorScheme, found: [] })
      expect({ width, colorScheme, beyond: await sidewaysScroll(page) }).toEqual({ width, colorScheme, beyond: 0 })
      const isPictured = (width === 1280) === (colorScheme === 'light')
      if (isPictured) await shot(page, `page-${name.replaceAll(' ', '-')}-${width}-${colorScheme}`)
    }
  }
}

/** Where a bar sticks to the edge of the window, it would lie over what is scrolled below it. */
async function showWhole(page: Page): Promise<void> {
  if ((await page.locator('.save-bar').count()) === 0) return
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
  const { width } = page.viewportSize() ?? { width: height }
  await page.setViewportSize({ width, height })
}
