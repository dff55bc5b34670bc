import type { Organizer } from '../../src/features/organizers/index.ts'
import type { User } from '../../src/features/staff/index.ts'
import type { Team } from '../../src/features/teams/index.ts'
import type { BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'

const SYSTEM = { type: 'system' } as const
type Permissions = Team['permissions']

/** A staff account in a browser, where it is logged in. */
export interface LoggedIn {
  readonly user: User
  readonly browser: BrowserClient
}

/** Somebody who is in no team. */
export async function person(
  foyer: TestServer,
  email: string,
  options: { isAdmin?: boolean; isVerified?: boolean } = {},
): Promise<LoggedIn> {
  const { staff } = foyer.features
  const user = await staff.users.createUser({ email, locale: 'en', ...options }, SYSTEM)
  const secret = await foyer.platform.db.transaction((q) =>
    staff.sessions.start(q, { user, isLong: false, userAgent: 'test', ip: '127.0.0.1' }),
  )
  const browser = foyer.client({ headers: { 'user-agent': 'test' } })
  browser.cookies.set('foyer-staff', secret)
  return { user, browser }
}

/** Somebody in a new team with these permissions. */
export async function member(
  foyer: TestServer,
  organizer: Organizer,
  email: string,
  permissions: Permissions | 'all',
): Promise<LoggedIn & { team: Team }> {
  const somebody = await person(foyer, email)
  const team = await makeTeam(foyer, organizer, `Team of ${email}`, permissions)
  await foyer.features.teams.putIntoTeam(team, somebody.user, SYSTEM)
  return { ...somebody, team }
}

/** A team without members. */
export function makeTeam(
  foyer: TestServer,
  organizer: Organizer,
  name: string,
  permissions: Permissions | 'all' = [],
  requiresSecondFactor = false,
): Promise<Team> {
  const rights =
    permissions === 'all' ? { allPermissions: true, permissions: [] } : { allPermissions: false, permissions }
  const editor = { user: null, actor: SYSTEM }
  return foyer.features.teams.manage.create(organizer, { name, requiresSecondFactor, ...rights }, editor)
}

/** Emails of the members of a team. */
export async function membersOf(foyer: TestServer, team: Team): Promise<string[]> {
  return (await foyer.features.teams.people.members(team, { limit: 100 })).map(({ email }) => email)
}

/** The token in the newest mail with an invitation to this address. */
export async function invitationIn(foyer: TestServer, email: string): Promise<string> {
  await foyer.deliver()
  const mail = foyer.mails.to(email).findLast(({ text }) => text.includes('/control/invite/'))
  const [, token] = /\/control\/invite\/([\w-]+)/.exec(mail?.text ?? '') ?? []
  if (token === undefined) throw new Error(`no invitation for ${email}`)
  return token
}
