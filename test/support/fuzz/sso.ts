import { randomSecret } from '../../../src/core/random.ts'
import type { BrowserClient } from '../client.ts'
import { parse } from '../html.ts'
import { staffBrowser } from '../office.ts'
import type { Route } from '../routes.ts'
import type { FakeSsoWorld } from '../sso.ts'
import { NASTY_TEXTS } from './nasty.ts'
import { type Dice, dice } from './random.ts'

const MARK = `'"<odd>`
const NAMES = (
  'state code iss error error_description posted next login_hint reauth reason stay question email password other sid ' +
  'logout_token origin cart code_challenge code_challenge_method provider value code_verifier answer user session_state ' +
  'preset slug act to sure then still reference show older newer do claim operator effect membership_type tag valid_days ' +
  'is_active name.en issuer client_id client_secret auth_method authorize_params claims.subject sync.email email_policy ' +
  'account_page scope icon remove_icon tags reason given_reason __proto__ constructor'
).split(' ')
/** Those about SSO providers, and the back office about them and their people. */
const OURS =
  /^\/:organizer\/account\/(login|logout|popup|security\/providers)|\/(ssoprovider|ssologin|identities|tags)|\/account\/link/

export const SSO_SENDERS = ['customer', 'stranger', 'staff'] as const
type Sender = (typeof SSO_SENDERS)[number]

/** A server with a provider, people, a test and a question, and the names of all that. */
export interface SsoFuzzWorld {
  readonly browsers: Readonly<Record<Sender, BrowserClient>>
  readonly ids: readonly string[]
  readonly identifier: string
  readonly dice: Dice
}

export function isOfSso({ method, url }: Route): boolean {
  return !['HEAD', 'OPTIONS'].includes(method) && OURS.test(url)
}

export async function ssoFuzzWorld(world: FakeSsoWorld, seed: number): Promise<SsoFuzzWorld> {
  const { foyer, organizer, provider } = world
  const { claimRules, providerTest } = foyer.features
  const staff = await staffBrowser(foyer)
  const customer = foyer.client()
  await world.logIn(customer)
  const { q } = foyer.platform.db
  const identity = await q.selectFrom('customer_identities').select(['id', 'customer_id']).executeTakeFirstOrThrow()
  const { identifier } = await q.selectFrom('customers').select('identifier').executeTakeFirstOrThrow()
  const effect = { kind: 'tag', tag: 'x' } as const
  const tag = { isActive: true, claim: 'groups', operator: 'contains', value: 'x', effect } as const
  const rule = await claimRules.create(organizer, provider.id, tag, { type: 'system' })
  const { id: actorId } = await q.selectFrom('users').select('id').executeTakeFirstOrThrow()
  const run = await providerTest.run(organizer, provider, { type: 'staff', id: actorId, name: 'Jonas' })
  const states = [await world.setOut(customer, '?reauth=1'), await world.setOut(foyer.client())].map(
    ({ searchParams }) => searchParams.get('state') ?? '',
  )
  const login = await q.selectFrom('sso_logins').select('id').executeTakeFirst()
  const secrets = [...states, run.report.ticket ?? '', randomSecret(foyer.platform.random)]
  const ids = [identity.id, identity.customer_id, login?.id ?? '', rule.id, run.id, ...secrets]
  return {
    browsers: { customer, stranger: foyer.client(), staff },
    ids: [provider.id, provider.id, ...ids],
    identifier,
    dice: dice(seed),
  }
}

/** Sends one odd request to a route. Answers the status, and what is wrong with the answer. */
export async function sendOddSso(world: SsoFuzzWorld, route: Route, sender: Sender) {
  const { dice, browsers } = world
  const browser = browsers[sender]
  const isOffice = route.url.startsWith('/control')
  const csrf = await tokenOf(browser, isOffice)
  const fields = new URLSearchParams()
  for (let count = dice.upTo(7); count > 0; count--) fields.append(dice.pick(NAMES), oddValue(world))
  const query = dice.chance(60) ? `?${fields}` : ''
  fields.set('_csrf', csrf)
  const path = pathOf(world, route) + query
  const hasBody = route.method !== 'GET'
  const answer = await browser.request(route.method, path, hasBody ? fields.toString() : undefined)
  const isBroken = answer.status >= 500 || answer.text.includes(MARK)
  const said = `${sender}: ${route.method} ${path.slice(0, 500)} ${hasBody ? String(fields).slice(0, 500) : ''}`
  return { status: answer.status, problem: isBroken ? `${said}: ${answer.status}` : null }
}

const oddValue = ({ dice, ids }: SsoFuzzWorld) =>
  dice.chance(45) ? dice.pick([...ids, 'acme', 'uni', '1', MARK]) : dice.pick(NASTY_TEXTS).slice(0, 3000)

const encoded = (text: string) => encodeURIComponent(text.toWellFormed().slice(0, 300))

function pathOf(world: SsoFuzzWorld, { url }: Route): string {
  const { dice, ids, identifier } = world
  const known: Readonly<Record<string, string>> = { organizer: 'acme', provider: 'uni', slug: 'uni', identifier }
  return url
    .replace(/:(\w+)/g, (_whole, name: string) => {
      const value = known[name]
      if (value !== undefined && dice.chance(85)) return value
      return dice.chance(70) ? dice.pick(ids) || 'x' : encoded(oddValue(world)) || 'x'
    })
    .replace('*', 'x')
}

async function tokenOf(browser: BrowserClient, isOffice: boolean): Promise<string> {
  const page = await browser.get(isOffice ? '/control/logout' : '/acme/account/login?reauth=1')
  return parse(page.text).form()?.values._csrf ?? ''
}
