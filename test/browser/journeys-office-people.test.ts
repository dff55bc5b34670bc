import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { User } from '../../src/features/staff/index.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Journey, startJourney, WAYS } from '../support/journeys.ts'
import { mailedLink, NEW_PASSWORD } from '../support/native-accounts.ts'
import { codeAt } from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { PASSWORD, staffUser } from '../support/staff.ts'
import { makeTeam } from '../support/teams.ts'

const [TOUCH, PLAIN, KEYS] = WAYS
const NEXT_STEP_MS = 30_000

let browser: Browser
let foyer: TestServer

beforeAll(async () => {
  foyer = await startFoyer('sqlite')
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await foyer?.stop()
})

async function logIn({ fill, press }: Journey, email: string, password = PASSWORD): Promise<void> {
  await fill('Email', email)
  await fill('Password', password)
  await press('Log in')
}

async function logOut({ page, press, read }: Journey): Promise<void> {
  await page.goto(`${foyer.url}/control/logout`)
  await press('Log out')
  await read('You are logged out.')
}

/** A journey of somebody who was asked to log in on the way to this page. */
async function startAt(path: string, way: (typeof WAYS)[number], email: string): Promise<Journey> {
  const journey = await startJourney(browser, way)
  await journey.page.goto(foyer.url + path)
  await journey.arrive('Back office')
  await logIn(journey, email)
  return journey
}

/** Somebody in a team with these permissions. */
async function inTeam(organizer: Organizer, email: string, permissions: Parameters<typeof makeTeam>[3]): Promise<User> {
  const user = await staffUser(foyer, email)
  const team = await makeTeam(foyer, organizer, `Team of ${email}`, permissions)
  await foyer.features.teams.putIntoTeam(team, user, { type: 'system' })
  return user
}

/** The status with which an address answers when it is typed in. */
async function statusOf({ page }: Journey, path: string): Promise<number | undefined> {
  return (await page.goto(foyer.url + path))?.status()
}

test('without JavaScript, somebody is invited, creates an account, joins, and sees what the team may', async () => {
  const organizer = await foyer.organizer('plain')
  await foyer.organizer('elsewhere')
  await makeTeam(foyer, organizer, 'Box office', ['organizer.customers:read'])
  await inTeam(organizer, 'lead@staff.example', 'all')
  {
    await using journey = await startAt('/control/organizer/plain/teams', PLAIN, 'lead@staff.example')
    const { follow, press, fill, arrive, read } = journey
    await follow('Box office')
    await arrive('Box office')
    await fill('Email address', 'ines@staff.example')
    await press('Add or invite')
    await read('An invitation was sent to ines@staff.example.')
    expect(journey.complaints).toEqual([])
  }

  await using journey = await startJourney(browser, PLAIN)
  const { page, press, fill, arrive, read } = journey
  await page.goto(foyer.url + (await mailedLink(foyer, 'ines@staff.example', '/control/invite/')))
  await arrive('Join Box office')
  await fill('Name', 'Ines Example')
  await fill('Email address', 'ines@staff.example')
  await fill('Password', PASSWORD)
  await fill('Password again', 'something else 12')
  await press('Create account and join')
  await read('The two entries differ.')
  expect(await page.getByLabel('Name').inputValue()).toBe('Ines Example')
  await fill('Password', PASSWORD)
  await fill('Password again', PASSWORD)
  await press('Create account and join')
  await read('You are in the team Box office of plain festival now.')

  expect(await statusOf(journey, '/control/organizer/plain/customers')).toBe(200)
  await arrive('Customers')
  expect(await page.getByRole('link', { name: 'Add customer' }).count()).toBe(0)
  for (const [path, status] of [
    ['organizer/plain/settings', 403],
    ['organizer/plain/teams', 403],
    ['organizer/plain/customer/add', 403],
    ['organizer/elsewhere/customers', 404],
    ['admin/users', 403],
  ] as const) {
    expect({ path, status: await statusOf(journey, `/control/${path}`) }).toEqual({ path, status })
  }
  expect(journey.complaints).toEqual([])
})

test('by keyboard alone, somebody sets an authenticator app up and comes back with it to where they wanted to go', async () => {
  await staffUser(foyer, 'kim@staff.example')
  await using journey = await startAt('/control/settings/2fa/', KEYS, 'kim@staff.example')
  const { page, follow, press, fill, tick, arrive, read } = journey
  await arrive('Second factor')
  await follow('Add a second factor')
  await arrive('Add a second factor')
  await fill('Name', 'My phone')
  await tick('Authenticator app')
  await press('Continue')
  await arrive('Set up “My phone”')
  const key = (await page.locator('main form code').first().innerText()).replaceAll(/\s/g, '')
  await fill('Code from the app', codeAt(key, Date.now()))
  await press('Confirm the code')
  await arrive('Your new recovery codes')
  expect(await page.locator('main ol code').count()).toBe(10)
  await follow('I have kept them, go on')
  await read('10 left')

  await logOut(journey)
  await page.goto(`${foyer.url}/control/settings/sessions/`)
  await logIn(journey, 'kim@staff.example')
  await arrive('Second factor')
  await fill('Code', '12')
  await press('Log in')
  await page.getByRole('alert').waitFor()
  await fill('Code', codeAt(key, Date.now() + NEXT_STEP_MS))
  await press('Log in')
  await page.waitForURL(`${foyer.url}/control/settings/sessions/`)
  expect(journey.complaints).toEqual([])
})

/** An authenticator that answers everything would also answer what the field for the address offers, before the button is pressed. */
const NO_OFFER =
  'if (globalThis.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = async () => false'

test('a passkey of an account with a password is the only step of a login', async () => {
  await staffUser(foyer, 'pia@staff.example')
  await using journey = await startJourney(browser, TOUCH)
  const { page, follow, press, fill, tick, arrive, read } = journey
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  })
  const touch = (enabled: boolean) => cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
  await page.addInitScript(NO_OFFER)

  await page.goto(`${foyer.url}/control/settings/2fa/add`)
  await logIn(journey, 'pia@staff.example')
  await arrive('Add a second factor')
  await fill('Name', 'Pia’s phone')
  await tick('Passkey or security key')
  await press('Continue')
  await arrive('Create “Pia’s phone”')
  await touch(true)
  await press('Create it now')
  await arrive('Your new recovery codes')
  await touch(false)
  await follow('I have kept them, go on')
  await read('Pia’s phone')

  await logOut(journey)
  await page.goto(`${foyer.url}/control/settings/sessions/`)
  await page.getByRole('button', { name: 'Log in with a passkey' }).waitFor()
  await touch(true)
  await press('Log in with a passkey')
  await page.waitForURL(`${foyer.url}/control/settings/sessions/`)
  await touch(false)
  expect(journey.complaints).toEqual([])
})

test('without JavaScript, somebody who forgot the password sets a new one, and logs in with it', async () => {
  await staffUser(foyer, 'fritz@staff.example')
  await using journey = await startJourney(browser, PLAIN)
  const { page, follow, press, fill, arrive, read } = journey
  await page.goto(`${foyer.url}/control/login`)
  await follow('Forgot password?')
  await arrive('Forgot your password?')
  await fill('Email address', 'fritz@staff.example')
  await press('Send link')
  await read('an email with a link is on its way')
  await page.goto(foyer.url + (await mailedLink(foyer, 'fritz@staff.example', '/control/forgot/recover')))
  await arrive('Set a new password')
  await fill('New password', NEW_PASSWORD)
  await fill('New password again', PASSWORD)
  await press('Set password')
  await read('The two entries differ.')
  await fill('New password', NEW_PASSWORD)
  await fill('New password again', NEW_PASSWORD)
  await press('Set password')
  await read('Your new password is set.')
  await logIn(journey, 'fritz@staff.example')
  await read('What you typed does not match an account.')
  await logIn(journey, 'fritz@staff.example', NEW_PASSWORD)
  await page.waitForURL(`${foyer.url}/control/`)
  expect(journey.complaints).toEqual([])
})

test('an administrator sees the back office as somebody else, and stops', async () => {
  const organizer = await foyer.organizer('touch')
  await staffUser(foyer, 'ada@staff.example', { isAdmin: true })
  const { id } = await inTeam(organizer, 'ben@staff.example', ['organizer.customers:read'])
  await using journey = await startAt(`/control/admin/users/${id}`, TOUCH, 'ada@staff.example')
  const { page, follow, press, arrive, read } = journey
  const banner = page.getByText('You see the back office as ben@staff.example')
  await follow('See as this user')
  await arrive('See the back office as ben@staff.example?')
  await press('See as ben@staff.example')
  await banner.waitFor()
  expect(await statusOf(journey, '/control/organizer/touch/customers')).toBe(200)
  await banner.waitFor()
  for (const path of ['/control/admin/users', '/control/organizer/touch/settings']) {
    expect({ path, status: await statusOf(journey, path) }).toEqual({ path, status: 403 })
  }
  await page.goto(`${foyer.url}/control/`)
  await press('Stop')
  await read('You are yourself again.')
  expect(await statusOf(journey, '/control/admin/users')).toBe(200)
  await arrive('Users')
  expect(await banner.count()).toBe(0)
  expect(journey.complaints).toEqual([])
})
