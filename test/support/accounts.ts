import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { OutgoingMail } from '../../src/platform/mail/types.ts'
import type { BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'

export const PASSWORD = 'correct horse 1'

interface Account {
  readonly email?: string
  readonly name?: string
  readonly password?: string | null
  readonly isVerified?: boolean
  readonly isActive?: boolean
  readonly notes?: string
  readonly phone?: string
}

/** An account, made without its pages. */
export async function makeCustomer(foyer: TestServer, organizer: Organizer, account: Account = {}): Promise<Customer> {
  const { email = 'ann@example.org', name = 'Ann Example', password = PASSWORD, isVerified = true, ...more } = account
  const passwordHash = password === null ? null : await foyer.platform.passwords.hash(password)
  const nameParts = name === '' ? {} : { _scheme: 'full', full_name: name }
  return foyer.platform.db.transaction((trx) =>
    foyer.features.customers.create(
      trx,
      organizer,
      { email, nameParts, locale: 'en', isVerified, passwordHash, ...more },
      { type: 'system' },
    ),
  )
}

/** Logs a browser in through the form. @throws when the login is not granted */
export async function logIn(browser: BrowserClient, slug = 'acme', email = 'ann@example.org', password = PASSWORD) {
  const answer = await browser.submit(`/${slug}/account/login`, { email, password })
  if (answer.status !== 303) throw new Error(`no login: ${answer.status}`)
  return answer
}

/** The path of the one link to our pages that a mail asks to follow. */
export function linkIn(mail: OutgoingMail | undefined): string {
  const address = /https?:\/\/\S+\/account\/\S+/.exec(mail?.text ?? '')?.[0]
  if (!address) throw new Error(`no link in "${mail?.subject}"`)
  const { pathname, search } = new URL(address)
  return pathname + search
}

/** Whether the account page opens. */
export async function isLoggedIn(browser: BrowserClient, slug = 'acme'): Promise<boolean> {
  return (await browser.get(`/${slug}/account/`)).status === 200
}
