import type { User } from '../../../src/features/staff/index.ts'
import { program, scriptHeaders } from '../api.ts'
import type { BrowserClient } from '../client.ts'
import { parse } from '../html.ts'
import type { Route } from '../routes.ts'
import type { TestServer } from '../server.ts'
import { makeTeam, member, person } from '../teams.ts'
import { NASTY_TEXTS } from './nasty.ts'
import { type Dice, dice } from './random.ts'

const MARK = `'"<odd>`
const NAMES = (
  'next backend after before page page_size cursor query view ordering reason token id state code posted stay purpose ' +
  'locale name email fullname password password_repeat old_password credential type session expires date time_zone ' +
  'identifier confirmed codes SAMLResponse RelayState logout_token scope customers is_admin username __proto__ constructor'
).split(' ')
const JSONS: readonly unknown[] = [
  null,
  [],
  0,
  'x',
  { name: null },
  { name: {}, email: [] },
  { name: 'a\0b', email: 'a\0@example.org', expires: '+275760-09-13T00:00:00Z' },
  { name: '\ud800', limit_organizer_permissions: [{}] },
  { name: 'x', expires: '9999-99-99' },
]
const COOKIES = ['pending', 'attempt', 'known', 'passkey'].map((name) => `foyer-staff-${name}`)

/** Who sends odd requests. */
export const SENDERS = ['admin', 'member', 'stranger', 'program'] as const
type Sender = (typeof SENDERS)[number]

/** A server with somebody of each kind, and the ids of what there is. */
export interface OddWorld {
  readonly foyer: TestServer
  readonly users: Readonly<Record<'admin' | 'member', User>>
  readonly secret: string
  readonly ids: readonly string[]
  readonly dice: Dice
}

export async function oddWorld(foyer: TestServer, seed: number): Promise<OddWorld> {
  const acme = await foyer.organizer('acme')
  const root = await person(foyer, 'root@example.org', { isAdmin: true })
  const kim = await member(foyer, acme, 'kim@example.org', 'all')
  const { token, secret, ...app } = await program(foyer, acme)
  const team = await makeTeam(foyer, acme, 'Door')
  const ids = [root.user.id, kim.user.id, kim.team.id, app.team.id, team.id, token.id]
  return { foyer, users: { admin: root.user, member: kim.user }, secret, ids, dice: dice(seed) }
}

/** Sends one odd request to a route. Answers the status, and what is wrong with the answer. */
export async function sendOdd(world: OddWorld, route: Route, sender: Sender) {
  const { foyer, dice, secret } = world
  const isApi = route.url.startsWith('/api/')
  const browser = await browserOf(world, sender)
  const csrf = await formToken(browser, sender)
  if (dice.chance(30)) browser.cookies.set(dice.pick(COOKIES), dice.pick(['x', '%', 'A'.repeat(43)]))
  const fields = new URLSearchParams()
  for (let count = dice.upTo(6); count > 0; count--) fields.append(dice.pick(NAMES), value(world))
  const query = dice.chance(60) ? `?${fields}` : ''
  const url = foyer.url + oddPath(world, route) + query
  fields.set('_csrf', csrf)
  const isJson = isApi || dice.chance(15)
  const body = isJson ? JSON.stringify(dice.pick(JSONS)) : fields.toString()
  const headers: Record<string, string> = {
    'user-agent': 'test',
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    cookie: [...browser.cookies].map(([name, text]) => `${name}=${text}`).join('; '),
    ...(isApi && isPerson(sender) && (await scriptHeaders(browser))),
    ...(isApi && sender === 'program' && { authorization: `Token ${secret}` }),
  }
  const hasBody = route.method !== 'GET'
  const answer = await fetch(url, { method: route.method, redirect: 'manual', headers, ...(hasBody && { body }) })
  const text = await answer.text()
  const isBroken = answer.status >= 500 || text.includes(MARK)
  const said = `${sender}: ${route.method} ${url.slice(0, 400)} ${hasBody ? body.slice(0, 400) : ''}: ${answer.status}`
  return { status: answer.status, problem: isBroken ? said : null }
}

function isPerson(sender: Sender): sender is 'admin' | 'member' {
  return sender === 'admin' || sender === 'member'
}

const value = ({ dice, ids }: OddWorld) =>
  dice.chance(30) ? dice.pick([...ids, 'acme', MARK]) : dice.pick(NASTY_TEXTS).slice(0, 3000)

const encoded = (text: string) => encodeURIComponent(text.toWellFormed().slice(0, 300))

function oddPath(world: OddWorld, { url }: Route): string {
  const { dice, ids } = world
  return url
    .replace(/:organizer\b/, dice.chance(80) ? 'acme' : encoded(value(world)))
    .replace(/:backend\b/, dice.chance(70) ? dice.pick(['company', 'acme', 'native']) : encoded(value(world)))
    .replace(/:\w+/g, () => (dice.chance(60) ? dice.pick(ids) : encoded(value(world))))
    .replace('*', 'x')
}

async function browserOf({ foyer, users }: OddWorld, sender: Sender): Promise<BrowserClient> {
  const browser = foyer.client({ headers: { 'user-agent': 'test' } })
  if (!isPerson(sender)) return browser
  const user = users[sender]
  const { sessions } = foyer.features.staff
  const secret = await foyer.platform.db.transaction((q) =>
    sessions.start(q, { user, isLong: false, userAgent: 'test', ip: '127.0.0.1' }),
  )
  browser.cookies.set('foyer-staff', secret)
  return browser
}

async function formToken(browser: BrowserClient, sender: Sender): Promise<string> {
  const page = await browser.get(isPerson(sender) ? '/control/logout' : '/control/login')
  const form = parse(page.text).form(isPerson(sender) ? '/control/logout' : undefined)
  return form?.values._csrf ?? ''
}
