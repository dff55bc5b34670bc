import { setTimeout as sleep } from 'node:timers/promises'
import type { FrameLocator, Page } from 'playwright-core'

const PATIENCE_MS = 60_000

/** Waits in the demo's mailbox for the newest mail with this subject, opens it, and answers what is inside. */
export async function openMail(page: Page, mailbox: string, subject: string): Promise<FrameLocator> {
  for (const deadline = performance.now() + PATIENCE_MS; ; await sleep(200)) {
    await page.goto(mailbox)
    const mail = page.getByRole('link', { name: subject }).first()
    if ((await mail.count()) > 0) {
      await mail.click()
      return page.frameLocator('iframe')
    }
    if (performance.now() > deadline) throw new Error(`no mail "${subject}"`)
  }
}
