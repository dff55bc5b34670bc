import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Forbidden, NotFound } from '../../core/errors.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import { displayName, LOGIN_PATH, STAFF_COOKIE, type Staff, type StaffLogin, type User } from '../staff/index.ts'
import type { Permission } from './permissions.ts'

/**
 * Everything below `/control`: finds the session and sends strangers to the login page, except at routes that say
 * `config: { office: 'open' }`; sends whoever has something to do first there, except at routes that say `'first'`.
 */
export function staffSessionHook(app: FastifyInstance, staff: Staff): void {
  app.decorateRequest('staff', null)
  app.decorateRequest('officePermissions', null)
  app.addHook('onRequest', async (request, reply) => {
    const { cookies } = app.browser
    const secret = cookies.read(request, STAFF_COOKIE)
    const login = secret === null ? null : await staff.sessions.find(secret)
    if (login) {
      const name = displayName(login.user)
      request.staff = { ...login, actor: { type: 'staff', id: login.user.id, name }, impersonator: null }
      request.viewer = { name, locale: login.user.locale }
      const first = request.routeOptions.config.office ? null : await staff.gates.closed(request.staff, request)
      return first === null ? undefined : reply.header('cache-control', 'no-store').redirect(first, 303)
    }
    if (secret !== null) cookies.clear(reply, STAFF_COOKIE)
    if (request.routeOptions.config.office !== 'open') return sendToLogin(request, reply)
  })
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

/** @throws Forbidden unless this user administers the installation */
export function requireAdmin(request: FastifyRequest): StaffLogin {
  const login = requireStaff(request)
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
  }
}
