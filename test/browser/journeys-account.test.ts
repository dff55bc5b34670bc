import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { linkIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Journey, startJourney, WAYS } from '../support/journeys.ts'
import { newMembership, newType, useMembership } from '../support/memberships.ts'
import { importOrders, orderLine } from '../support/orders.ts'
import { loggedIn } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const NEW_PASSWORD = 'a walk among lanterns 7'
const EMAIL = 'erika@example.org'

let browser: Browser
let foyer: TestServer
const scenes = new Map<string, Scene>()

/** An organizer, and Ann, who has an account there. */
interface Scene {
  readonly organizer: Organizer
  readonly ann: Customer
}

async function sceneOf(organizer: Organizer): Promise<Scene> {
  return { organizer, ann: await makeCustomer(foyer, organizer) }
}

beforeAll(async () => {
  foyer = await startFoyer('sqlite')
  for (const { slug } of WAYS) {
    const settings = { customer_accounts_link_by_email: 'true', name_scheme: 'full' }
    scenes.set(slug, await sceneOf(await foyer.organizer(slug, settings)))
  }
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await foyer?.stop()
})

/** The link in the latest mail with this subject. */
async function mailed(email: string, subject: string): Promise<string> {
  await foyer.deliver()
  return foyer.url + linkIn(foyer.mails.to(email).findLast((mail) => mail.subject.includes(subject)))
}

async function logIn({ fill, press }: Journey, email: string, password: string): Promise<void> {
  await fill('Email address', email)
  await fill('Password', password)
  await press('Log in')
}

describe.each(WAYS)('$way', (way) => {
  const account = `/${way.slug}/account`
  function scene(): Scene {
    const made = scenes.get(way.slug)
    if (!made) throw new Error('no organizer')
    return made
  }

  test('somebody registers, opens the mail, chooses a password, adds the orders from before, and hides one', async () => {
    const { organizer } = scene()
    await importOrders(foyer, organizer, [
      orderLine({ code: 'MAYB3', email: EMAIL }),
      orderLine({ code: 'M1NE4', email: EMAIL }),
    ])
    await using journey = await startJourney(browser, way)
    const { page, follow, press, fill, arrive, read } = journey
    await page.goto(`${foyer.url}${account}/login`)
    await follow('Create an account')
    await arrive('Create an account')
    await fill('Name', 'Erika Example')
    await fill('Email address', EMAIL)
    await press('Create account')
    await arrive('Look into your mailbox')
    await page.goto(await mailed(EMAIL, 'Activate your account'))
    await fill('New password', PASSWORD)
    await fill('New password again', PASSWORD)
    await press('Activate account')
    await read('Your account is active.')
    await logIn(journey, EMAIL, PASSWORD)
    await read('We found 2 earlier orders')
    await journey.tick('MAYB3')
    await press('Add to my account')
    await read('1 order is in your account now.')
    await press('Take order M1NE4 out of my account')
    await read('The order is not in your account any more.')
    await press('Not mine, hide them')
    await read('2 orders are hidden.')
    await follow('Hidden orders')
    await arrive('Hidden orders')
    await press('Show order M1NE4 again')
    await read('The order is shown again.')
    expect(journey.complaints).toEqual([])
  })

  test('somebody who forgot the password sets a new one, and logs in with it', async () => {
    await using journey = await startJourney(browser, way)
    const { page, follow, press, fill, arrive, read } = journey
    await page.goto(`${foyer.url}${account}/login`)
    await follow('Forgot password?')
    await arrive('Set a new password')
    await fill('Email address', 'ann@example.org')
    await press('Send me the link')
    await arrive('Look into your mailbox')
    await page.goto(await mailed('ann@example.org', 'Set a new password'))
    await fill('New password', NEW_PASSWORD)
    await fill('New password again', 'something else entirely')
    await press('Save new password')
    await read('The two entries differ.')
    await fill('New password', NEW_PASSWORD)
    await fill('New password again', NEW_PASSWORD)
    await press('Save new password')
    await read('The new password is saved.')
    await logIn(journey, 'ann@example.org', PASSWORD)
    await read('do not match an account here')
    await logIn(journey, 'ann@example.org', NEW_PASSWORD)
    await arrive('Orders')
    await press('Log out')
    await read('You are logged out.')
    expect(journey.complaints).toEqual([])
  })

  /** Somebody who has an account, and is logged in. */
  async function resident(): Promise<Journey> {
    const { organizer, ann } = scene()
    const { cookies } = await loggedIn(foyer, organizer, ann)
    const journey = await startJourney(browser, way)
    const all = [...cookies].map(([name, value]) => ({ name, value, url: foyer.url }))
    await journey.page.context().addCookies(all)
    await journey.page.goto(`${foyer.url}${account}/`)
    return journey
  }

  test('somebody looks at a membership and at what it was used for', async () => {
    const { organizer, ann } = scene()
    const pass = await newMembership(foyer, organizer, ann, await newType(foyer, organizer))
    const code = await useMembership(foyer, organizer, ann, pass.id)
    await using journey = await resident()
    const { follow, arrive, read } = journey
    await follow('Memberships')
    await arrive('Memberships')
    await follow('Details Season pass')
    await arrive('Season pass')
    await read('1 of 10 used')
    await read(`${code}-1`)
    await follow('All memberships')
    await arrive('Memberships')
    expect(journey.complaints).toEqual([])
  })

  test('somebody saves a person, changes the name, and deletes the entry', async () => {
    await using journey = await resident()
    const { page, follow, press, fill, arrive, read } = journey
    await follow('Saved people')
    await arrive('Saved people')
    await follow('Add a person')
    await arrive('Add a person')
    await press('Save')
    await page.getByRole('alert').waitFor()
    await fill('Name', 'Ben Example')
    await fill('City', 'Leipzig')
    await press('Save')
    await read('The person is saved.')
    await follow('Edit Ben Example')
    await arrive('Edit Ben Example')
    await fill('Name', 'Benjamin Example')
    await press('Save')
    await read('The changes are saved.')
    await follow('Delete Benjamin Example')
    await arrive('Delete Benjamin Example?')
    await press('Delete this person')
    await read('The person is deleted.')
    expect(journey.complaints).toEqual([])
  })

  test('somebody downloads what is kept, wants the account deleted, and keeps it with the link from the mail', async () => {
    await using journey = await resident()
    const { page, follow, press, tick, arrive, read } = journey
    await follow('Privacy')
    await arrive('Privacy')
    for (const [button, end] of [
      ['Download to read', '.html'],
      ['Download as JSON', '.json'],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), press(button)])
      expect(download.suggestedFilename()).toContain(end)
    }
    await press('Delete my account')
    await read('Tick this box if you want to delete your account.')
    await tick('I want to delete my account')
    await press('Delete my account')
    await read('Your account will be deleted on')
    await page.goto(await mailed('ann@example.org', 'will be deleted'))
    await arrive('Keep your account?')
    await press('Keep my account')
    await arrive('Your account stays')
    await page.goto(`${foyer.url}${account}/privacy`)
    await arrive('Privacy')
    expect(await page.getByText('Your account will be deleted on').count()).toBe(0)
    expect(journey.complaints).toEqual([])
  })
})
