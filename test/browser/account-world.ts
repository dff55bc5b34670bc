import { HOUR } from '../../src/core/clock.ts'
import { type CustomerId, newId, type PasskeyId } from '../../src/core/ids.ts'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { logIn, makeCustomer } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import type { RunningDemo } from '../support/demo.ts'
import { parse } from '../support/html.ts'
import { loggedIn } from '../support/provider.ts'
import { turnOnTotp } from '../support/second-step.ts'
import { mailAbout } from './mails.ts'

const TODAY_MS = 24 * HOUR

/** What is in the accounts of customers. */
export interface AccountWorld {
  readonly membership: string
  readonly person: string
  readonly address: string
  readonly passkey: string
  /** A further address that is confirmed. */
  readonly email: string
  /** Addresses in mails: to confirm a new address or a further one, to take a change back, to keep an account. */
  readonly links: {
    readonly change: string
    readonly email: string
    readonly undo: string
    readonly keep: string
  }
}

/** Cookies of people who are logged in, or before their second step. */
export type Cookies = ReadonlyMap<string, string>

export interface Visitors {
  readonly customer: Cookies
  /** Has bought nothing and wants to leave. */
  readonly newcomer: Cookies
  /** Gave the password, and is asked for the second step. */
  readonly halfway: Cookies
}

/** Fills the account of the demo's customer, as far as the demo has not done it. */
export async function prepareAccounts(demo: RunningDemo, organizer: Organizer, ann: Customer) {
  const { foyer, access } = demo
  const { memberships, savedPeople } = foyer.features
  const browser = await loggedIn(foyer, organizer, ann)
  const account = `/${organizer.slug}/account`

  const name = { given_name: 'Friederike-Charlotte', family_name: 'Prinzessin zu Hohenlohe-Waldenburg' }
  const texts = { company: 'Chor der Nikolaikirche', street: 'Am Alten Markt 7', zipcode: '04109', city: 'Leipzig' }
  const form = { name, texts: { ...texts, country: 'DE' }, isBusiness: false }
  await savedPeople.add(organizer, 'people', ann.id, { ...form, texts: {} })
  await savedPeople.add(organizer, 'addresses', ann.id, { ...form, isBusiness: true })
  const [person] = await savedPeople.list(organizer, 'people', ann.id)
  const [address] = await savedPeople.list(organizer, 'addresses', ann.id)
  const owned = await memberships.ofCustomer(organizer.id, ann.id, { limit: 10 })
  const membership = owned.items.find(({ used }) => used > 0)
  if (!person || !address || !membership) throw new Error('the account is empty')

  const addEmail = async (email: string) => {
    await browser.submit(`${account}/emails`, { email })
    await foyer.deliver()
    return (await mailAbout(demo, `Confirm ${email}`)).link
  }
  await browser.submit(await addEmail('ann.work@demo.example'), {}, { form: 'confirmemail' })
  const confirmEmail = await addEmail('ann.choir@demo.example')
  const emails = parse((await browser.get(`${account}/emails`)).text).links('Use for login')
  const email = emails[0]?.split('/').at(-2) ?? ''
  const next = { email: 'ann.next@demo.example', current: access.customer.password }
  await browser.submit(`${account}/change`, next, { form: 'account/change' })
  await foyer.deliver()
  const change = (await mailAbout(demo, 'Confirm your new email address')).link

  const passkey = await addPasskey(demo, organizer, ann.id)
  const newcomer = await prepareNewcomer(demo, organizer)
  const halfway = await prepareSecondStep(demo, organizer)
  await foyer.platform.db.q
    .updateTable('customer_sessions')
    .set({ auth_at: foyer.platform.clock.now() + TODAY_MS })
    .execute()
  const links = {
    change,
    email: confirmEmail,
    undo: newcomer.undo,
    keep: (await mailAbout(demo, 'will be deleted')).link,
  }
  const world: AccountWorld = {
    membership: membership.id,
    person: person.id,
    address: address.id,
    passkey,
    email,
    links,
  }
  const visitors: Visitors = { customer: browser.cookies, newcomer: newcomer.browser.cookies, halfway }
  return { world, visitors }
}

/** Somebody who changed the address just now, and wants to leave. */
async function prepareNewcomer(demo: RunningDemo, organizer: Organizer) {
  const { foyer } = demo
  const account = `/${organizer.slug}/account`
  const customer = await makeCustomer(foyer, organizer, { email: 'dora@demo.example', name: 'Dora', password: null })
  const browser: BrowserClient = await loggedIn(foyer, organizer, customer)
  await browser.submit(`${account}/change`, { email: 'dora.new@demo.example' }, { form: 'account/change' })
  await foyer.deliver()
  const { link } = await mailAbout(demo, 'Confirm your new email address')
  await browser.submit(link, {}, { form: 'confirmchange' })
  await foyer.deliver()
  const undo = (await mailAbout(demo, 'Your email address at')).link
  await browser.submit(`${account}/privacy`, { confirm: 'on' }, { form: 'privacy/delete' })
  await foyer.deliver()
  return { browser, undo }
}

async function prepareSecondStep({ foyer }: RunningDemo, organizer: Organizer): Promise<Cookies> {
  const { clock, db } = foyer.platform
  const { email } = await makeCustomer(foyer, organizer, { email: 'emil@demo.example', name: 'Emil Example' })
  const { slug } = organizer
  const browser = foyer.client()
  await logIn(browser, slug, email ?? '')
  await turnOnTotp({ browser, slug }, { now: () => clock.now(), pass: () => {} })
  const other = foyer.client()
  await logIn(other, slug, email ?? '')
  await db.q
    .updateTable('pending_logins')
    .set({ expires_at: clock.now() + TODAY_MS })
    .execute()
  return other.cookies
}

async function addPasskey({ foyer }: RunningDemo, organizer: Organizer, customerId: CustomerId): Promise<string> {
  const { db, clock, random } = foyer.platform
  const made = { id: newId<PasskeyId>(random), created_at: clock.now(), last_used_at: null, sign_count: 1 }
  const device = { credential_id: 'credential', public_key: new Uint8Array([1]), transports: 'internal', aaguid: '' }
  await db.q
    .insertInto('customer_passkeys')
    .values({
      ...made,
      ...device,
      organizer_id: organizer.id,
      customer_id: customerId,
      rp_id: 'localhost',
      name: 'Phone',
      is_backed_up: true,
    })
    .execute()
  return made.id
}
