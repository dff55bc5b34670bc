import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fittingNext } from '../../core/redirects.ts'
import { sendToReauth } from '../office-access/index.ts'
import {
  displayName,
  type FoundSession,
  LOGIN_PATH,
  STAFF_COOKIE,
  type Staff,
  type StaffLogin,
} from '../staff/index.ts'

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

function sendToLogin(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const back = request.method === 'GET' ? request.originalUrl : ''
  const fits = fittingNext(back, '')
  const next = fits === '' || back === '/control' || back === '/control/' ? '' : `?next=${encodeURIComponent(fits)}`
  return reply.header('cache-control', 'no-store').redirect(LOGIN_PATH + next, 303)
}
