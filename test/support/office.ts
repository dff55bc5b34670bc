import type { Organizer } from '../../src/features/organizers/index.ts'
import type { BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'

const SYSTEM = { type: 'system' } as const

export interface StaffOptions {
  readonly email?: string
  /** Administers the installation; otherwise the user works for `organizer` in `role`. */
  readonly isAdmin?: boolean
  readonly organizer?: Organizer
  readonly role?: 'admin' | 'member'
}

/** A browser in which somebody is logged in to the back office. */
export async function staffBrowser(foyer: TestServer, options: StaffOptions = {}): Promise<BrowserClient> {
  const { staff, teams } = foyer.features
  const { email = 'jonas@example.org', isAdmin = options.organizer === undefined, organizer, role = 'admin' } = options
  const user = await staff.users.createUser({ email, fullname: 'Jonas Weber', isAdmin, locale: 'en' }, SYSTEM)
  if (organizer) await teams.putIntoRole(organizer, user, role, SYSTEM)
  const secret = await foyer.platform.db.transaction((q) =>
    staff.sessions.start(q, { user, isLong: false, userAgent: 'node', ip: '127.0.0.1' }),
  )
  const browser = foyer.client()
  browser.cookies.set('foyer-staff', secret)
  return browser
}
