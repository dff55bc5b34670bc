import { inOffice, office, type PageUnderTest } from './page-under-test.ts'
import type { World } from './world.ts'

const settings = (name: string, route: string, more: Partial<PageUnderTest> = {}) =>
  office(name, `/settings${route}`, more)

const asMara = (name: string, route: string, path?: (world: World) => string): PageUnderTest =>
  settings(name, route, {
    as: 'secured',
    ...(path && { path: (world) => `${world.demo.foyer.url}/control${path(world)}` }),
  })

const ofUser = (name: string, route: string, whose: 'user' | 'own' | 'inactive' = 'user'): PageUnderTest =>
  office(name, `/admin/users/:user${route}`, {
    path: ({ demo, staff }) => `${demo.office}admin/users/${staff[whose]}${route}`,
  })

const ofTeam = (name: string, route: string, path: (world: World) => string = () => route): PageUnderTest =>
  inOffice(name, `/team/:team${route}`, (world) => `/team/${world.staff.team}${path(world)}`)

const linked = (
  name: string,
  route: string,
  link: 'invite' | 'recover' | 'activate',
  as: 'nobody' | 'staff' = 'nobody',
) => office(name, route, { as, path: ({ demo, staff }) => demo.foyer.url + staff.links[link] })

const stranger = { as: 'nobody' } as const

/** Pages about the people of the back office: their logins, accounts and teams. */
export const STAFF_PAGES: readonly PageUnderTest[] = [
  office('second factor of a login', '/login/2fa', { as: 'pending' }),
  office('staff registration', '/register', stranger),
  office('staff registration, mail sent', '/register/sent', stranger),
  linked('activation of a staff account', '/register/activate', 'activate'),
  office('activation with a dead link', '/register/activate', {
    ...stranger,
    path: ({ demo }) => `${demo.office}register/activate?token=used`,
  }),
  office('forgotten staff password', '/forgot', stranger),
  linked('new staff password', '/forgot/recover', 'recover'),
  linked('invitation', '/invite/:token', 'invite'),
  linked('invitation of somebody who is logged in', '/invite/:token', 'invite', 'staff'),
  office('reauthentication', '/reauth'),
  office('reauthentication with a passkey or password', '/reauth', { as: 'secured' }),
  settings('own settings', ''),
  settings('own sessions', '/sessions'),
  settings('own history', '/history'),
  settings('own password', '/password/change'),
  settings('own email address', '/email/change'),
  asMara('code for a new email address', '/email/confirm', () => '/settings/email/confirm?reason=email_change'),
  settings('own second factors: none', '/2fa'),
  asMara('own second factors', '/2fa'),
  settings('new second factor', '/2fa/add'),
  asMara('new authenticator app', '/2fa/totp/:id/confirm', ({ staff }) => staff.unconfirmed),
  asMara('new passkey', '/2fa/webauthn/new/confirm'),
  asMara('new recovery codes', '/2fa/regenemergency'),
  asMara('teams that want a second factor', '/2fa/leaveteams'),
  asMara('name of a device', '/2fa/:type/:id/rename', ({ staff }) => `${staff.device}rename`),
  asMara('removal of a device', '/2fa/:type/:id/delete', ({ staff }) => `${staff.device}delete`),

  office('users', '/admin/users'),
  office('new user', '/admin/users/add'),
  ofUser('user', ''),
  ofUser('history of a user', '/history'),
  ofUser('change of a user', '/edit'),
  ofUser('password link for a user', '/password'),
  ofUser('end of the sessions of a user', '/sessions'),
  ofUser('deactivation of a user', '/deactivate'),
  ofUser('user who is deactivated', '', 'inactive'),
  ofUser('activation of a user', '/activate', 'inactive'),
  ofUser('user with a second factor', '', 'own'),
  ofUser('removal of the second factors of a user', '/factors', 'own'),
  ofUser('recovery code for a user', '/recovery-code', 'own'),
  ofUser('anonymising a user', '/anonymize'),
  ofUser('another backend for a user', '/move'),
  ofUser('looking through the account of a user', '/impersonate'),

  inOffice('teams', '/teams'),
  inOffice('who can do what', '/teams/permissions'),
  inOffice('new team', '/team/add'),
  ofTeam('team', ''),
  ofTeam('change of a team', '/edit'),
  ofTeam('end of a team', '/delete'),
  ofTeam('removal of a member', '/members/:user/remove', ({ staff }) => `/members/${staff.member}/remove`),
  ofTeam('new API token', '/tokens/add'),
  ofTeam('API token', '/tokens/:token', ({ staff }) => `/tokens/${staff.token}`),
  ofTeam('end of an API token', '/tokens/:token/revoke', ({ staff }) => `/tokens/${staff.token}/revoke`),
]
