import type { ApiToken } from '../../src/features/api-tokens/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { User } from '../../src/features/staff/index.ts'
import type { Team } from '../../src/features/teams/index.ts'
import type { BrowserClient } from './client.ts'
import { parse } from './html.ts'
import type { TestServer } from './server.ts'
import { makeTeam } from './teams.ts'

const SYSTEM = { type: 'system' } as const

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  /** Null for an empty answer. */
  readonly body: unknown
}

/** A program with a token. */
export interface Program {
  readonly team: Team
  readonly token: ApiToken
  readonly secret: string
  get(path: string): Promise<ApiAnswer>
  send(method: string, path: string, body?: unknown): Promise<ApiAnswer>
}

/** A call of `/api/v1`; `path` begins with a slash. */
export async function callApi(
  foyer: Pick<TestServer, 'url'>,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<ApiAnswer> {
  const { method = 'GET', headers = {}, body } = options
  const response = await fetch(`${foyer.url}/api/v1${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}

/** A token of a team. */
export async function tokenOf(
  foyer: TestServer,
  team: Team,
  options: { name?: string; expiresAt?: number | null; createdBy?: User } = {},
) {
  const { name = 'Statistics', expiresAt = null, createdBy } = options
  const editor = { user: null, actor: SYSTEM }
  return foyer.features.apiTokens.create(team, { name, expiresAt }, editor, createdBy?.id ?? null)
}

/** A program with the rights of a new team. */
export async function program(
  foyer: TestServer,
  organizer: Organizer,
  permissions: Team['permissions'] | 'all' = 'all',
  name = 'Programs',
): Promise<Program> {
  const team = await makeTeam(foyer, organizer, name, permissions)
  const { token, secret } = await tokenOf(foyer, team)
  const headers = { authorization: `Token ${secret}` }
  return {
    team,
    token,
    secret,
    get: (path) => callApi(foyer, path, { headers }),
    send: (method, path, body) => callApi(foyer, path, { method, headers, body }),
  }
}

/** The headers of a script on our own page. */
export async function scriptHeaders(browser: BrowserClient): Promise<Record<string, string>> {
  const page = await browser.get('/control/logout')
  const token = parse(page.text).form('/control/logout')?.values._csrf ?? ''
  return { ...cookieHeaders(browser), 'x-csrftoken': token, origin: browser.origin }
}

/** What the browser sends with each call. */
export function cookieHeaders(browser: BrowserClient): Record<string, string> {
  return { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'user-agent': 'test' }
}
