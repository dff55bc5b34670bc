import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, look, shot, sidewaysScroll } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { contextOf } from './world.ts'

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

test('the result of a connection test says what was done, has nothing for axe to find and can be loaded again', async () => {
  const context = await contextOf(browser, 'staff', demo)
  const page = await context.newPage()
  await page.goto(`${demo.office}organizer/${demo.access.organizer}/ssoclients`)
  await page.getByRole('link', { name: 'Festival forum' }).click()
  await page.getByRole('link', { name: 'Test the connection' }).click()
  await page.getByRole('button', { name: 'Run the test' }).click()
  await page.getByRole('heading', { level: 1, name: 'Festival forum can log people in' }).waitFor()
  expect(await page.getByText('Failed:').count()).toBe(0)
  const token = page.getByRole('listitem').filter({ hasText: 'Code exchanged for tokens' })
  await token.getByText('What was sent and answered').click()
  expect(await token.getByRole('region').first().innerText()).toContain('grant_type: authorization_code')
  for (const width of [1280, 320]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await look(page, width, colorScheme)
      expect({ width, colorScheme, found: await axe(page) }).toEqual({ width, colorScheme, found: [] })
      expect(await sidewaysScroll(page)).toBe(0)
      await shot(page, `connection-test-${width}-${colorScheme}`)
    }
  }
  await page.reload()
  expect(await page.getByText('Failed:').count()).toBe(0)
  await context.close()
})
