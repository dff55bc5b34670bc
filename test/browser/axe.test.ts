import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axe, openPage, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from '../support/demo.ts'
import { collectGetRoutes } from '../support/routes.ts'
import { NOT_PAGES, PAGES, type PageUnderTest, prepareWorld, type Reader, type World } from './pages.ts'

const SKIP = 'a.skip[href="#content"]'

let browser: Browser
let world: World
let routes: string[]
const contexts = new Map<Reader, BrowserContext>()

beforeAll(async () => {
  const started = await collectGetRoutes(startDemo)
  routes = started.routes
  world = await prepareWorld(started.result)
  browser = await launchChromium()
  for (const reader of ['nobody', 'customer', 'staff'] as const) contexts.set(reader, await contextOf(reader))
})
afterAll(async () => {
  await browser?.close()
  await world?.demo[Symbol.asyncDispose]()
})

/** A profile in which this person is logged in. */
async function contextOf(reader: Reader): Promise<BrowserContext> {
  const { page } = await openPage(browser)
  const { shop, office, access } = world.demo
  if (reader !== 'nobody') {
    const { email, password } = access[reader]
    await page.goto(reader === 'staff' ? `${office}login` : `${shop}account/login`)
    await page.locator('input[type=email], input[autocomplete=username]').first().fill(email)
    await page.locator('input[type=password]').fill(password)
    await page.getByRole('main').getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  }
  await page.close()
  return page.context()
}

async function visit<Result>(under: PageUnderTest, look: (page: Page) => Promise<Result>): Promise<Result> {
  const context = contexts.get(under.as)
  if (!context) throw new Error('the browser is not ready')
  const page = await context.newPage()
  try {
    const answer = await page.goto(under.path(world))
    expect(answer?.status()).toBe(under.status ?? 200)
    return await look(page)
  } finally {
    await page.close()
  }
}

test('every page of the server is among those tested here', () => {
  const known = new Set([...NOT_PAGES, ...PAGES.flatMap(({ route }) => route ?? [])])
  expect(routes.filter((route) => !known.has(route))).toEqual([])
  expect([...known].filter((route) => !routes.includes(route))).toEqual([])
})

describe.each(PAGES)('$name', (under) => {
  test('has nothing for axe to find, wide and narrow, light and dark, and moves sideways nowhere', () =>
    visit(under, async (page) => {
      for (const width of [1280, 320]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 900 })
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          expect({ width, colorScheme, found: await axe(page) }).toEqual({ width, colorScheme, found: [] })
          expect(await sidewaysScroll(page)).toBe(0)
          await shot(page, `page-${under.name.replaceAll(' ', '-')}-${width}-${colorScheme}`)
        }
      }
    }))

  test('has a language, a title, one main heading and a name for every field', () =>
    visit(under, async (page) => {
      expect(await page.locator('html').getAttribute('lang')).toMatch(/^(en|de)$/)
      expect(await page.title()).toMatch(/\S/)
      expect(await page.locator('h1').count()).toBe(1)
      for (const field of await page.locator('input:not([type=hidden]), select, textarea').all()) {
        expect(await field.evaluate('(field) => field.labels.length > 0 || field.ariaLabel !== null')).toBe(true)
      }
    }))

  test.skipIf(under.route?.endsWith('/html'))('leads to its content with the first press of Tab', () =>
    visit(under, async (page) => {
      const focusable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe'
      expect(await page.locator(focusable).first().evaluate(`(first) => first.matches('${SKIP}')`)).toBe(true)
      if ((await page.locator('[autofocus]').count()) > 0) return
      await page.keyboard.press('Tab')
      const skip = page.locator(`${SKIP}:focus`)
      expect(await skip.count()).toBe(1)
      expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
      await page.keyboard.press('Enter')
      expect(page.url()).toMatch(/#content$/)
    }),
  )
})
