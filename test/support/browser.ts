import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface PageOptions {
  /** Default true. */
  readonly javaScript?: boolean
  readonly colorScheme?: 'light' | 'dark'
  /** CSS pixels; default 1280. */
  readonly width?: number
  readonly locale?: string
}

/** A page in a profile of its own, and what the browser complained about while it was open. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page
  /** Errors of the console, refusals of the content security policy among them. */
  readonly complaints: string[]
}

const SCREENS = fileURLToPath(new URL('../../test-results/screens/', import.meta.url))
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const CONTRAST_TRIES = 12
const CONTRAST_WAIT_MS = 300
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
const HEIGHT = 900
const PATIENCE_MS = 60_000
/** Pages without JavaScript have no frames to wait for, so they get this long. */
const LONGEST_CHANGE_MS = 500
const scriptless = new WeakSet<BrowserContext>()
/** Two frames later, and when every change of colour is through; what turns for ever is not waited for. */
const SETTLED = `new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)))
  .then(() => document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity))
  .then((motions) => Promise.allSettled(motions.map((motion) => motion.finished)))
  .then(() => document.fonts.ready)
  .then(() => undefined)`

/** `await using open = await openPage(browser)`: without cookies, with mails and clicks as a person has them. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScript ?? true,
    colorScheme: options.colorScheme ?? 'light',
    viewport: { width: options.width ?? 1280, height: HEIGHT },
    locale: options.locale ?? 'en-GB',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (options.javaScript === false) scriptless.add(context)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isAnswerStatus(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** Chromium writes a line for each page with status 400 and above, which the tests look at themselves. */
function isAnswerStatus(text: string): boolean {
  return /^Failed to load resource: the server responded with a status of (4\d\d)/.test(text)
}

/** Every page that is opened in it from now on has axe already, which is far quicker than to bring it to each. */
export async function equipWithAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: AXE })
}

/**
 * What axe finds against WCAG 2.0 to 2.2 A and AA and its best practices: a line for each rule, empty when all is well. After a
 * change between day and night Chromium may report a colour of before for a moment; contrast is too low when it stays so.
 */
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate('typeof window.axe?.run === "function"'))) await page.evaluate(AXE)
  for (let tries = 1; ; tries++) {
    const { violations } = (await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'], iframes: false })`,
    )) as AxeResults
    if (tries === CONTRAST_TRIES || violations.length === 0 || violations.some(({ id }) => id !== 'color-contrast')) {
      return violations.map(({ id, help, nodes }) => {
        const places = nodes.slice(0, 4).map(({ html, any }) => `    ${html.slice(0, 200)} ${any[0]?.message ?? ''}`)
        return [`${id}: ${help} (${nodes.length})`, ...places].join('\n')
      })
    }
    await page.waitForTimeout(CONTRAST_WAIT_MS)
  }
}

/** Shows the page in another size and by day or night, and waits until it is drawn. */
export async function look(page: Page, width: number, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  if (scriptless.has(page.context())) await page.waitForTimeout(LONGEST_CHANGE_MS)
  else await page.evaluate(SETTLED)
}

/** Keeps a picture of the whole page in test-results/screens/: in a window so high that nothing sticks over the content. */
export async function shot(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  if (size === null) throw new Error('a page without a window')
  mkdirSync(SCREENS, { recursive: true })
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
  await page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true })
  await page.setViewportSize(size)
}

/** How far the page can be moved sideways, in CSS pixels. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate('document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth')
}
