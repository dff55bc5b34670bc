import type { Browser, BrowserContext } from 'playwright-core'
import type { OrganizerId, SsoClientId } from '../../src/core/ids.ts'
import { openPage } from '../support/browser.ts'
import type { RunningDemo } from '../support/demo.ts'
import { type AccountWorld, prepareAccounts, type Visitors } from './account-world.ts'
import { mailAbout } from './mails.ts'
import { type OfficeWorld, prepareOffice } from './office-world.ts'
import { prepareSso, type SsoVisitors, type SsoWorld } from './sso-world.ts'
import { logInSecured, prepareStaff, type StaffWorld } from './staff-world.ts'

/** `secured` are staff with a second factor, `pending` between the two. */
export type Reader = 'nobody' | 'staff' | 'secured' | 'pending' | keyof Visitors | keyof SsoVisitors

/** What the addresses of pages need to know of the running demo. */
export interface World {
  readonly demo: RunningDemo
  readonly customer: string
  readonly client: string
  /** Path and query of the page on which the forum asks what it may see. */
  readonly consent: string
  readonly registrationToken: string
  /** Reference of a refused request. */
  readonly refusal: string
  readonly mail: string
  /** An entry of the outbox that was given up. */
  readonly deadMail: string
  /** Addresses in two mails: of a new account, and for a forgotten password. */
  readonly links: { readonly activation: string; readonly reset: string }
  readonly account: AccountWorld
  readonly office: OfficeWorld
  readonly staff: StaffWorld
  readonly sso: SsoWorld
  readonly visitors: Visitors & SsoVisitors
}

const SYSTEM = { type: 'system' } as const

/** Registers somebody and asks for a new password, so that there are mails and links to look at. */
export async function prepareWorld(demo: RunningDemo): Promise<World> {
  const { foyer, access } = demo
  const { organizers, customers, ssoClients, openidProvider } = foyer.features
  const organizer = await organizers.bySlug(access.organizer)
  if (!organizer) throw new Error('the demo has no organizer')
  const customer = await customers.byEmail(organizer.id, access.customer.email)
  const client = await ssoClients.byClientId(organizer.id, access.forum.clientId)
  await openidProvider.keys.publicKeys(organizer.id)
  if (!customer || !client) throw new Error('the demo has no customer or no app')
  const seen = { scopes: ['openid', 'profile', 'email', 'offline_access'], claims: [] } as const
  await foyer.features.openidProvider.consents.allow(organizer.id, customer.id, client.id, seen)
  await organizers.set(organizer, { sso_registration: 'true' }, SYSTEM)
  const token = { name: 'Forum agency', uses: 3, days: 30 }
  const initial = await foyer.features.clientRegistration.tokens.create(organizer.id, token, SYSTEM)
  const side = await organizers.create({ slug: 'side', name: 'Side stage' }, SYSTEM)
  await organizers.addDomain(side, 'side.example', SYSTEM)
  const browser = foyer.client()
  const person = { given_name: 'Berta', family_name: 'Beispiel', email: 'berta@demo.example' }
  await browser.submit(`/${access.organizer}/account/register`, person)
  await browser.submit(`/${access.organizer}/account/pwreset`, { email: access.customer.email })
  await foyer.deliver()
  const activation = await mailAbout(demo, 'Activate')
  const reset = await mailAbout(demo, 'password')
  const { world: account, visitors } = await prepareAccounts(demo, organizer, customer)
  const inOffice = await prepareOffice(demo, organizer)
  const staff = await prepareStaff(demo, organizer)
  const { world: sso, visitors: ssoVisitors } = await prepareSso(demo)
  const deadMail = await giveUpOneMail(demo)
  await sendLogoutMessages(demo, organizer.id, client.id)
  return {
    demo,
    customer: customer.identifier,
    client: client.id,
    consent: consentPath(demo),
    registrationToken: initial.token.id,
    refusal: await refusedRequest(demo, organizer.id),
    mail: activation.id,
    deadMail,
    links: { activation: activation.link, reset: reset.link },
    account,
    office: inOffice,
    staff,
    sso,
    visitors: { ...visitors, ...ssoVisitors },
  }
}

/** A request of the forum with a redirect URI that is not registered. */
async function refusedRequest({ foyer, access, forum }: RunningDemo, organizerId: OrganizerId): Promise<string> {
  const { refusedRequests } = foyer.features
  const asked = { client_id: access.forum.clientId, response_type: 'code', redirect_uri: `${forum}callback/oidc` }
  await foyer.client().get(`/${access.organizer}/oauth2/v1/authorize?${new URLSearchParams(asked)}`)
  await refusedRequests.flush()
  const [refusal] = (await refusedRequests.list(organizerId, { limit: 1 })).refusals
  if (!refusal) throw new Error('no request was refused')
  return refusal.reference
}

function consentPath({ access, forum }: RunningDemo): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: access.forum.clientId,
    redirect_uri: `${forum}callback`,
    scope: 'openid profile email phone offline_access',
    prompt: 'consent',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  })
  const next = `/${access.organizer}/oauth2/v1/authorize?${query}`
  return `/${access.organizer}/account/consent?${new URLSearchParams({ next })}`
}

async function giveUpOneMail({ foyer }: RunningDemo): Promise<string> {
  const { q } = foyer.platform.db
  const { id } = await q.selectFrom('outbox').select('id').limit(1).executeTakeFirstOrThrow()
  await q.updateTable('outbox').set({ state: 'dead', last_error: 'Mailbox full' }).where('id', '=', id).execute()
  return id
}

/** Messages to the forum about logouts: one that arrived, and one for an address that does not exist. */
async function sendLogoutMessages({ foyer }: RunningDemo, organizerId: OrganizerId, client: SsoClientId) {
  const { db, outbox } = foyer.platform
  const backchannelLogoutUri = 'https://forum.invalid/backchannel-logout'
  await foyer.features.ssoClients.update(organizerId, client, { backchannelLogoutUri }, SYSTEM)
  const payload = { client, subject: 'QX7PL4D', sid: 'session', host: null }
  const entry = { kind: 'backchannel_logout', organizerId, recipient: backchannelLogoutUri, payload } as const
  const sent = await db.transaction((q) => outbox.add(q, { ...entry, topic: `logout:${client}` }))
  await db.q.updateTable('outbox').set({ state: 'sent', payload: '' }).where('id', '=', sent).execute()
  await db.transaction((q) => outbox.add(q, { ...entry, topic: `logout:${client}` }))
  await foyer.deliver()
}

/** A profile in which this person is logged in. */
export async function contextOf(
  browser: Browser,
  reader: 'nobody' | 'customer' | 'staff',
  demo: RunningDemo,
): Promise<BrowserContext> {
  const { page } = await openPage(browser)
  const { shop, office, access } = demo
  if (reader !== 'nobody') {
    const { email, password } = access[reader]
    await page.goto(reader === 'staff' ? `${office}login` : `${shop}account/login`)
    await page.locator('input[autocomplete=username], input[type=email]').first().fill(email)
    await page.locator('input[type=password]').fill(password)
    await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  }
  await page.close()
  return page.context()
}

/** The same, with those whom the world knows. */
export async function contextIn(browser: Browser, reader: Reader, world: World): Promise<BrowserContext> {
  if (reader === 'nobody' || reader === 'staff') return contextOf(browser, reader, world.demo)
  const context = await contextOf(browser, 'nobody', world.demo)
  if (reader === 'secured' || reader === 'pending') {
    const page = await context.newPage()
    await logInSecured(page, world.demo, world.staff, reader === 'pending')
    await page.close()
    return context
  }
  const { url } = world.demo.foyer
  await context.addCookies([...world.visitors[reader]].map(([name, value]) => ({ name, value, url })))
  return context
}
