import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoProvider } from '../../src/features/sso-providers/index.ts'
import { bumpConfigVersion } from '../../src/platform/db/version-watch.ts'
import { makeCustomer } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import type { RunningDemo } from '../support/demo.ts'
import { freePort } from '../support/free-port.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { newType } from '../support/memberships.ts'
import { universityInput } from '../support/sso.ts'
import { makeProvider } from '../support/sso-people.ts'
import type { Cookies } from './account-world.ts'
import { askQuestions, type SsoQuestionPaths } from './sso-questions.ts'

const SYSTEM = { type: 'system' } as const
const TODAY_MS = 24 * 3_600_000
const POPUP = {
  origin: 'https://shop.example',
  cart: 'c',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
}

/** An organizer with SSO providers, what staff see of them, and people who come from there. */
export interface SsoWorld extends AsyncDisposable {
  readonly slug: string
  /** Without passwords. */
  readonly onlySso: string
  readonly providers: { readonly works: string; readonly fails: string; readonly isUnused: string }
  readonly rule: string
  /** Reference of a login that was refused. */
  readonly refusal: string
  readonly customer: string
  readonly identity: string
  readonly questions: SsoQuestionPaths
  /** Paths of popups: open, and for a website that is not registered. */
  readonly popup: string
  readonly strangerPopup: string
  /** Tests of connections: one where nobody logged in yet with the path of the login, one that is done, one that failed. */
  readonly tests: { readonly waiting: string; readonly done: string; readonly failed: string; readonly login: string }
}

export interface SsoVisitors {
  /** Logged in through a provider. */
  readonly student: Cookies
  /** Was asked something on the way in; used a provider in this browser before. */
  readonly arriving: Cookies
}

/** Makes all of it through services and HTTP. */
export async function prepareSso(demo: RunningDemo) {
  const { foyer } = demo
  const { organizers } = foyer.features
  const make = async (slug: string, name: string, values: Record<string, string>) =>
    organizers.set(
      await organizers.create({ slug, name }, SYSTEM),
      { customer_accounts: 'true', name_scheme: 'full', ...values },
      SYSTEM,
    )
  const campus = await make('campus', 'Campus Stage', {
    customer_accounts_login_code: 'true',
    customer_accounts_popup_origins: POPUP.origin,
  })
  const only = await make('only-sso', 'Faculty Concerts', { customer_accounts_native: 'false' })
  const { provider, university } = await connectUniversity(demo, campus)
  await giveByRules(demo, campus, provider)
  const [rule] = await foyer.features.claimRules.of(campus.id, provider.id)
  const fails = await failing(demo, campus)
  const isUnused = await makeProvider(foyer, campus, { slug: 'old', name: 'Alumni association', isActive: false })
  await makeProvider(foyer, only, { slug: 'uni', name: 'Universität Leipzig' })
  await makeProvider(foyer, only, { slug: 'club', name: 'Friends of the festival' })

  const student = foyer.client()
  student.cookies.set('foyer-locale', 'en')
  const mia = await logInThere(demo, campus, { student, university })
  const arriving = foyer.client()
  arriving.cookies.set('foyer-locale', 'en')
  arriving.cookies.set('foyer-way-campus', student.cookies.get('foyer-way-campus') ?? '')
  await makeCustomer(foyer, campus, { email: 'ben@company.example', name: 'Ben Sommer' })
  const questions = await askQuestions(foyer, campus, provider, { arriving, student, known: mia.email ?? '' })
  const popup = await student.get(popupPath(POPUP), { follow: true })
  await foyer.platform.db.q
    .updateTable('customer_sessions')
    .set({ auth_at: foyer.platform.clock.now() + TODAY_MS })
    .execute()
  const identity = (await foyer.features.customerIdentities.of(campus.id, mia.id))[0]?.id
  if (!identity || !rule) throw new Error('nobody came from the provider')
  const world: SsoWorld = {
    slug: campus.slug,
    onlySso: only.slug,
    providers: { works: provider.id, fails: fails.id, isUnused: isUnused.id },
    rule: rule.id,
    refusal: await refusedLogin(demo, campus),
    customer: mia.identifier,
    identity,
    questions,
    popup: new URL(popup.url).pathname,
    strangerPopup: popupPath({ ...POPUP, origin: 'https://other.example' }),
    tests: await runTests(demo, campus, { provider, fails, university }),
    [Symbol.asyncDispose]: () => university[Symbol.asyncDispose](),
  }
  const visitors: SsoVisitors = { student: student.cookies, arriving: arriving.cookies }
  return { world, visitors }
}

function popupPath(query: Record<string, string>): string {
  return `/campus/account/popup?${new URLSearchParams(query)}`
}

async function connectUniversity({ foyer }: RunningDemo, campus: Organizer) {
  const base = `${foyer.url}/${campus.slug}/account`
  const university = await startIdentityProvider(foyer.url, 'oidc', {
    redirect_uris: [`${base}/login/uni/return`],
    post_logout_redirect_uris: [`${base}/logout/return`],
    backchannel_logout_uri: `${base}/login/uni/backchannel`,
  })
  const sync = { email: 'always', name: 'always', phone: 'first', locale: 'first' }
  const input = universityInput(university.issuer, {
    name: { en: 'University of Leipzig', de: 'Universität Leipzig' },
    buttonLabel: { en: 'Log in with your university account', de: 'Mit Ihrem Uni-Konto anmelden' },
    settings: {
      scope: 'openid profile email groups',
      emailPolicy: 'verify',
      sync,
      accountPage: 'https://account.uni.example/',
    },
  })
  const provider = await foyer.features.ssoProviders.create(campus.id, input, SYSTEM)
  return { provider, university }
}

async function giveByRules({ foyer }: RunningDemo, campus: Organizer, { id }: SsoProvider): Promise<void> {
  const { claimRules } = foyer.features
  const type = await newType(foyer, campus, { name: { en: 'Student pass', de: 'Studierendenpass' } })
  const rule = { isActive: true, claim: 'groups', operator: 'contains' } as const
  const pass = { kind: 'membership', typeId: type.id, validDays: 180 } as const
  await claimRules.create(campus, id, { ...rule, value: 'students', effect: pass }, SYSTEM)
  await claimRules.create(campus, id, { ...rule, value: 'choir', effect: { kind: 'tag', tag: 'choir' } }, SYSTEM)
}

/** A provider that cannot be reached, as the last look at it says. */
async function failing({ foyer }: RunningDemo, { id, slug }: Organizer): Promise<SsoProvider> {
  const organizer = await foyer.features.organizers.bySlug(slug)
  if (!organizer) throw new Error('no such organizer')
  const settings = { authMethod: 'none' } as const
  const made = await makeProvider(foyer, organizer, { slug: 'library', name: 'City library', settings })
  const { q } = foyer.platform.db
  const issuer = `http://127.0.0.1:${await freePort()}`
  await q.updateTable('sso_providers').set({ issuer }).where('id', '=', made.id).execute()
  await bumpConfigVersion(q)
  await foyer.platform.configWatch.checkNow()
  return foyer.features.ssoProviders.refresh(id, made.id)
}

async function logInThere(
  { foyer }: RunningDemo,
  { id, slug }: Organizer,
  { student, university }: { student: BrowserClient; university: IdentityProvider },
): Promise<Customer> {
  university.people.set('mia', { name: 'Mia Lindner', groups: ['students', 'choir', 'sports'], locale: 'en' })
  await student.get(await wayBack(student, university.browser('mia'), `/${slug}/account/login/uni/`))
  const mia = await foyer.features.customers.byEmail(id, 'mia@company.example')
  if (!mia) throw new Error('nobody came from the provider')
  const organizer = await foyer.features.organizers.bySlug(slug)
  if (organizer) await foyer.features.customerTags.add(organizer, mia, 'volunteer', SYSTEM)
  return mia
}

/** Where the provider sends a browser back to. @throws when it does not */
async function wayBack(browser: BrowserClient, there: BrowserClient, start: string): Promise<string> {
  const sent = await browser.get(start)
  const done = await there.get(sent.location ?? '', { follow: true })
  if (done.location === null) throw new Error(`not sent back from ${sent.location}: ${done.status}`)
  return done.location
}

/** Somebody tries the provider that cannot be reached. */
async function refusedLogin({ foyer }: RunningDemo, { id, slug }: Organizer): Promise<string> {
  await foyer.client().get(`/${slug}/account/login/library/`)
  const { logins } = await foyer.features.ssoLogins.list(id, { limit: 1, refusalsOnly: true })
  const reference = logins[0]?.reference
  if (!reference) throw new Error('no login was refused')
  return reference
}

interface Tested {
  readonly provider: SsoProvider
  readonly fails: SsoProvider
  readonly university: IdentityProvider
}

async function runTests({ foyer }: RunningDemo, campus: Organizer, { provider, fails, university }: Tested) {
  const { providerTest, staff } = foyer.features
  const alex = await staff.users.byEmail('admin@demo.example')
  if (!alex) throw new Error('the demo has no staff')
  const actor = { type: 'staff', id: alex.id, name: alex.fullname } as const
  const failed = await providerTest.run(campus, fails, actor)
  const done = await providerTest.run(campus, provider, actor)
  const browser = foyer.client()
  const path = `/${campus.slug}/account/login/check/${done.report.ticket}`
  const sent = await browser.submit(path, {}, { form: 'check' })
  const back = await university.browser('mia').get(outwards(sent), { follow: true })
  await browser.get(back.location ?? '')
  const waiting = await providerTest.run(campus, provider, actor)
  return {
    failed: failed.id,
    done: done.id,
    waiting: waiting.id,
    login: `/${campus.slug}/account/login/check/${waiting.report.ticket}`,
  }
}

/** Where an answer leads, by redirect or by itself after a while. */
function outwards({ location, headers }: { readonly location: string | null; readonly headers: Headers }): string {
  return location ?? headers.get('refresh')?.replace(/^\d+;\s*url=/i, '') ?? ''
}
