import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Forbidden, NotFound } from '../../core/errors.ts'
import type { Permission } from '../../core/permissions.ts'
import type { Organizer, Organizers } from '../organizers/index.ts'
import type { StaffLogin, User } from '../staff/index.ts'

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
