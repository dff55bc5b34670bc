import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { startDemo } from '../support/demo.ts'
import { checkLooks, checkShape, startVisits, type Visits } from './every-page.ts'
import { PAGES } from './pages.ts'
import { prepareWorld, type World } from './world.ts'

let browser: Browser
let world: World
let visits: Visits

beforeAll(async () => {
  world = await prepareWorld(await startDemo())
  browser = await launchChromium()
  visits = await startVisits(browser, world)
})
afterAll(async () => {
  await browser?.close()
  await world?.sso[Symbol.asyncDispose]()
  await world?.demo[Symbol.asyncDispose]()
})

test.each(PAGES.filter(({ as }) => as === 'staff'))('everybody can use: $name', (under) =>
  visits.visit(under, async (page) => {
    await checkShape(page, under)
    await checkLooks(page, under.name)
  }),
)
