import type { BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'

/** Asks for a code through the form, and answers the page on which it is typed. */
export async function askForCode(browser: BrowserClient, email = 'ann@example.org', path = '/acme/account/login/code') {
  const sent = await browser.submit(path, { email }, { form: 'login/code' })
  if (sent.status !== 303) throw new Error(`no code: ${sent.status}`)
  return browser.get(sent.location ?? '')
}

/** The digits of the latest mail with a code. */
export async function codeFor(foyer: TestServer, email = 'ann@example.org'): Promise<string> {
  await foyer.deliver()
  const subjects = foyer.mails.to(email).map(({ subject }) => /^\d{6}/.exec(subject)?.[0])
  const digits = subjects.filter((found) => found !== undefined).at(-1)
  if (digits === undefined) throw new Error(`no code for ${email}`)
  return digits
}

/** Six digits that are not these. */
export function otherDigits(digits: string): string {
  return String((Number(digits) + 1) % 1_000_000).padStart(6, '0')
}
