import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAssetAddresses } from '../../src/platform/http/assets.ts'
import { renderPage } from '../../src/ui/render.ts'
import { organizerColoursCss } from '../../src/ui/style-guide/colours.tsx'
import { sampleOfficeFrame } from '../../src/ui/style-guide/samples.ts'
import { StyleGuide } from '../../src/ui/style-guide.tsx'
import { look, openPage, shot } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from '../support/demo.ts'
import { collectGetRoutes } from '../support/routes.ts'
import { checkLooks, checkShape, startVisits, type Visits } from './every-page.ts'
import { NOT_PAGES, PAGES } from './pages.ts'
import { prepareWorld, type World } from './world.ts'

let browser: Browser
let world: World
let visits: Visits
let routes: string[]

beforeAll(async () => {
  const started = await collectGetRoutes(startDemo)
  routes = started.routes
  world = await prepareWorld(started.result)
  browser = await launchChromium()
  visits = await startVisits(browser, world)
})
afterAll(async () => {
  await browser?.close()
  await world?.sso[Symbol.asyncDispose]()
  await world?.demo[Symbol.asyncDispose]()
})

test('every page of the server is among those tested', () => {
  const known = new Set([...NOT_PAGES, ...PAGES.flatMap(({ route }) => route ?? [])])
  expect(routes.filter((route) => !known.has(route))).toEqual([])
  expect([...known].filter((route) => !routes.includes(route))).toEqual([])
})

test('the style guide has nothing for axe to find', async () => {
  const { page } = await openPage(browser)
  const address = `${world.demo.foyer.url}/style-guide`
  const assets = { ...loadAssetAddresses(), brandCss: '/style-guide.css' }
  const body = await renderPage(StyleGuide({ frame: sampleOfficeFrame('', assets) }))
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await page.route(`${address}.css`, (route) => route.fulfill({ contentType: 'text/css', body: organizerColoursCss() }))
  await page.goto(address)
  await checkLooks(page, 'style-guide')
  await page.context().close()
})

test('the account shows the customer ID once, wide and narrow', async () => {
  const account = PAGES.find(({ name }) => name === 'account')
  if (!account) throw new Error('no such page')
  await visits.visit(account, async (page) => {
    for (const width of [1280, 375]) {
      await look(page, width, 'light')
      await shot(page, `account-id-${width}`)
      expect({ width, tags: await page.locator('.id-tag:visible').allInnerTexts() }).toEqual({
        width,
        tags: [world.customer],
      })
    }
  })
})

test.each(PAGES.filter(({ as }) => as !== 'staff'))('everybody can use: $name', (under) =>
  visits.visit(under, async (page) => {
    await checkShape(page, under)
    await checkLooks(page, under.name)
  }),
)
