import type { Page } from 'playwright-core'
import { hashSecret } from '../../src/core/random.ts'
import type { BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'

/** Gives a page the session of somebody in the back office; sessions belong to one kind of browser, so it becomes this one's. */
export async function withStaff(page: Page, foyer: TestServer, { cookies }: BrowserClient): Promise<void> {
  const userAgent = await userAgentOf(page)
  await foyer.platform.db.q
    .updateTable('staff_sessions')
    .set({ user_agent: userAgent })
    .where('id_hash', '=', hashSecret(cookies.get('foyer-staff') ?? ''))
    .execute()
  await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: foyer.url })))
}

/** Asked in a page of its own, since this one may have no scripts. */
async function userAgentOf(page: Page): Promise<string> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser')
  const other = await browser.newPage()
  try {
    return String(await other.evaluate('navigator.userAgent'))
  } finally {
    await other.close()
  }
}
