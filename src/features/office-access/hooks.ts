import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Forbidden, NotFound } from '../../core/errors.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import {
  displayName,
  type FoundSession,
  LOGIN_PATH,
  STAFF_COOKIE,
  type Staff,
  type StaffLogin,
  type User,
} from '../staff/index.ts'
import type { Permission } from './permissions.ts'
import { sendToReauth } from './reauth-address.ts'

/**
 * Everything below `/control`: finds the session and sends strangers to the login page, except at routes that say
 * `config: { office: 'open' }`; sends whoever has something to do first there, except at routes that say `'first'`. A session
 * that was not used for long leads to the proof of who the person is, except at routes that say `idle: true`; at other open
 * routes it counts for nothing.
 */
export function staffSessionHook(app: FastifyInstance, staff: Staff): void {
  app.decorateRequest('staff', null)
  app.decorateRequest('officePermissions', null)
  app.addHook('onRequest', async (request, reply) => {
    const { office, idle } = request.routeOptions.config
    const found = await sessionOf(request, reply, staff)
    if (!found || (found.isIdle && !idle)) {
      if (office === 'open') return
      return found ? sendToReauth(request, reply) : sendToLogin(request, reply)
    }
    const login = staffLogin(found)
    request.staff = login
    request.viewer = { name: displayName(login.user), locale: (login.impersonator ?? login.user).locale }
    if (office || login.impersonator) return
    const first = await staff.gates.closed(login, request)
    if (first !== null) return reply.header('cache-control', 'no-store').redirect(first, 303)
  })
}

async function sessionOf(request: FastifyRequest, reply: FastifyReply, staff: Staff): Promise<FoundSession | null> {
  const { cookies } = request.server.browser
  const secret = cookies.read(request, STAFF_COOKIE)
  if (secret === null) return null
  const found = await staff.sessions.find(secret, request.headers['user-agent'] ?? '')
  if (!found) cookies.clear(reply, STAFF_COOKIE)
  return found
}

/** For the history an administrator who looks through another account remains who they are. */
function staffLogin(found: FoundSession): StaffLogin {
  const { user, impersonator } = found
  const { id } = impersonator ?? user
  const name = displayName(impersonator ?? user)
  return { ...found, actor: { type: 'staff', id, name, ...(impersonator && { actingAs: user.email }) } }
}

/** Below `/control/organizer/:organizer`: the organizer, if this user works for it. Otherwise it does not exist. */
export function officeOrganizerScope(
  app: FastifyInstance,
  deps: {
    organizers: Organizers
    permissions: (organizer: Organizer, user: User) => Promise<ReadonlySet<Permission> | null>
  },
): void {
  app.addHook('onRequest', async (request) => {
    const { user } = requireStaff(request)
    const { organizer: slug } = request.params as { organizer: string }
    const organizer = await deps.organizers.bySlug(slug)
    const permissions = organizer && (await deps.permissions(organizer, user))
    if (!organizer || !permissions) throw new NotFound('organizer')
    request.organizer = organizer
    request.officePermissions = permissions
  })
}

/** Who is logged in. @throws Forbidden for strangers */
export function requireStaff(request: FastifyRequest): StaffLogin {
  if (!request.staff) throw new Forbidden('not logged in to the back office')
  return request.staff
}

/** For what only people themselves may do. @throws Forbidden to an administrator who looks through another account */
export function requireOneself(request: FastifyRequest): StaffLogin {
  const login = requireStaff(request)
  if (login.impersonator) throw new Forbidden('only for the owner of the account')
  return login
}

/** @throws Forbidden unless this user administers the installation and is not looking through another account */
export function requireAdmin(request: FastifyRequest): StaffLogin {
  const login = requireOneself(request)
  if (!login.user.isAdmin) throw new Forbidden('only for administrators of the installation')
  return login
}

/** @throws Forbidden unless this user may do it at the organizer of the address */
export function requirePermission(request: FastifyRequest, permission: Permission): StaffLogin {
  const login = requireStaff(request)
  if (!request.officePermissions?.has(permission)) throw new Forbidden(`permission ${permission} is missing`)
  return login
}

function sendToLogin(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const back = request.method === 'GET' ? request.originalUrl : ''
  const next = back === '' || back === '/control' || back === '/control/' ? '' : `?next=${encodeURIComponent(back)}`
  return reply.header('cache-control', 'no-store').redirect(LOGIN_PATH + next, 303)
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is logged in to the back office; set below `/control`. */
    staff: StaffLogin | null
    /** What this user may do at `request.organizer`; set below `/control/organizer/:organizer`. */
    officePermissions: ReadonlySet<Permission> | null
  }
  interface FastifyContextConfig {
    /** `open`: strangers may come here, too. `first`: whoever has something to do before all else may. */
    office?: 'open' | 'first'
    /** Sessions count here although they were not used for long: where people prove who they are, and where they leave. */
    idle?: true
  }
}
