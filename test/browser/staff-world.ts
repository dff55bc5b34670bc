import type { Page } from 'playwright-core'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { RunningDemo } from '../support/demo.ts'
import { mailedCode, mailedLink, register, resetLink } from '../support/native-accounts.ts'
import { codeAt } from '../support/second-step.ts'
import { PASSWORD, staffClient } from '../support/staff.ts'
import { addTotp } from '../support/staff-factors.ts'

const SYSTEM = { type: 'system' } as const
const OPERATOR = { user: null, actor: SYSTEM } as const
const TODAY_MS = 24 * 3_600_000

/** What the back office shows of its own people. */
export interface StaffWorld {
  /** Logs in with a password and an authenticator app. */
  readonly email: string
  readonly key: string
  readonly own: string
  /** Somebody who is logged in, and somebody who is deactivated. */
  readonly user: string
  readonly inactive: string
  /** Path of the confirmed device, and of one that is not confirmed. */
  readonly device: string
  readonly unconfirmed: string
  readonly team: string
  readonly member: string
  readonly token: string
  readonly links: { readonly invite: string; readonly recover: string; readonly activate: string }
}

/** People with a second factor, teams, invitations and links in mails. */
export async function prepareStaff(demo: RunningDemo, organizer: Organizer): Promise<StaffWorld> {
  const { foyer } = demo
  const { staff, teams, apiTokens } = foyer.features
  const email = 'mara@demo.example'
  const user = await staff.users.createUser(
    { email, password: PASSWORD, fullname: 'Mara Lindqvist', isAdmin: true },
    SYSTEM,
  )
  const press = await teams.manage.byName(organizer, 'Press')
  const boxOffice = await teams.manage.byName(organizer, 'Box office')
  const bo = await staff.users.byEmail('bo@demo.example')
  if (!press || !boxOffice || !bo) throw new Error('the demo has no teams')

  const left = { email: 'left@demo.example', password: PASSWORD, fullname: 'Jo Former' }
  const inactive = await staff.users.createUser(left, SYSTEM)
  await foyer.features.staffAdmin.deactivate(inactive, SYSTEM)
  await foyer.client().submit('/control/login', { email: bo.email, password: demo.access.staff.password })
  const browser = await staffClient(foyer, email)
  const { key, path: device } = await addTotp(browser, { now: Date.now, advance: () => {} })
  await foyer.platform.db.q.updateTable('staff_totp_devices').set({ last_step: 0 }).execute()
  const half = await browser.submit('/control/settings/2fa/add', { name: 'Old phone', type: 'totp' }, { follow: true })
  await browser.submit('/control/settings/email/change', { email: 'mara.new@demo.example' })
  await mailedCode(foyer, 'mara.new@demo.example')
  await teams.putIntoTeam(press, user, SYSTEM)
  const token = { name: 'Check-in list on the website', expiresAt: null }
  const made = await apiTokens.create(boxOffice, token, OPERATOR, null)

  await teams.people.addByEmail(organizer, press, 'ines@press.example', OPERATOR)
  await register(foyer.client(), { email: 'new@demo.example' })
  return {
    email,
    key,
    own: user.id,
    user: bo.id,
    inactive: inactive.id,
    device: device.replace('/control', ''),
    unconfirmed: new URL(half.url).pathname.replace('/control', ''),
    team: boxOffice.id,
    member: bo.id,
    token: made.token.id,
    links: {
      invite: await mailedLink(foyer, 'ines@press.example', '/control/invite/'),
      recover: await resetLink(foyer, 'bo@demo.example'),
      activate: await mailedLink(foyer, 'new@demo.example', '/control/register/activate'),
    },
  }
}

/** Logs in as somebody with a second factor; `half` stays between the two. */
export async function logInSecured(page: Page, { office }: RunningDemo, { email, key }: StaffWorld, half: boolean) {
  await page.goto(`${office}login`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
  await page.waitForURL(/login\/2fa/)
  if (half) return
  await page.locator('input[name=token]').fill(codeAt(key, Date.now()))
  await page.getByRole('main').locator('button:not([type=button])').first().click()
  await page.waitForURL((url) => !url.pathname.includes('/login'))
}

/** Nothing that staff began runs out while the pages are looked at. */
export async function keepStaffFresh({ foyer }: RunningDemo): Promise<void> {
  const { db, clock } = foyer.platform
  const later = clock.now() + TODAY_MS
  await db.q.updateTable('staff_sessions').set({ auth_at: later }).execute()
  await db.q.updateTable('staff_pending_logins').set({ expires_at: later }).execute()
}
