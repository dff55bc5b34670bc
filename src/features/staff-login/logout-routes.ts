import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isLocalPath } from '../../core/redirects.ts'
import { parseJson } from '../../platform/db/json.ts'
import { renderPage } from '../../ui/render.ts'
import { officeFrame, requireStaff } from '../office-access/index.ts'
import { STAFF_COOKIE, type StaffLogin } from '../staff/index.ts'
import { singleValues } from './backend-request.ts'
import type { CallbackDeps } from './callback.ts'
import { loginAddress } from './login-view.ts'
import { leadOn } from './onward-page.tsx'
import { outwardAddress } from './outward-address.ts'
import { LogoutPage } from './pages.tsx'
import { UPSTREAM_DATA } from './process-login.ts'

const FIRST = { config: { office: 'first', idle: true } } as const

/** The way out: here, and where the backend says that its session ends. */
export function logoutRoutes(app: FastifyInstance, deps: CallbackDeps): void {
  const { platform, staff, backends, doors } = deps

  app.get('/logout', FIRST, async (request, reply) => {
    return reply.html(await renderPage(LogoutPage({ office: officeFrame(request, reply), t: request.t })))
  })

  app.post('/logout', FIRST, async (request, reply) => {
    const { cookies, csrf } = app.browser
    const secret = cookies.read(request, STAFF_COOKIE)
    const login = requireStaff(request)
    const { actor } = login
    const user = login.impersonator ?? login.user
    await platform.db.transaction(async (trx) => {
      if (secret !== null) await staff.sessions.end(trx, secret)
      const object = { type: 'user', id: user.id, name: user.email } as const
      if (login.impersonator) {
        await deps.audit.record(trx, null, {
          action: 'pretix.control.auth.user.impersonate_stopped',
          actor,
          object: { type: 'user', id: login.user.id, name: login.user.email },
        })
      }
      await deps.audit.record(trx, null, { action: 'foyer.staff.logout', actor, object })
    })
    cookies.clear(reply, STAFF_COOKIE)
    csrf.rotate(request, reply)
    const elsewhere = await logoutElsewhere(login, request, reply)
    const address = elsewhere ?? loginAddress({ next: nextOf(request), stay: '1' })
    return leadOn(request, reply, address, { key: 'staff:logout.done' })
  })

  /** Where the session ends that the login began with; null when there is none, or nobody can say. */
  async function logoutElsewhere(
    { session }: StaffLogin,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | null> {
    const backend = backends.get(session.authBackend)
    if (!backend?.has.logout) return null
    const call = doors.calls(backend, request, reply)
    const kept = opened(session, request)
    const answer = await doors.ask(backend, 'logoutUrl', () => backend.logoutUrl(call.request, kept))
    return answer.ok ? outwardAddress(answer.value) : null
  }

  /** What the backend kept for this moment; nothing when the secret of the installation is another one by now. */
  function opened({ upstreamData }: StaffLogin['session'], { log }: FastifyRequest): Readonly<Record<string, unknown>> {
    try {
      if (upstreamData === null) return {}
      const text = platform.secrets.open(upstreamData, UPSTREAM_DATA)
      return parseJson(z.record(z.string(), z.unknown()), text, 'the end of a session')
    } catch (err) {
      log.warn({ err }, 'what a staff backend kept for the end of a session cannot be read')
      return {}
    }
  }
}

/** Where whoever logs in next goes on, if the form says so. */
function nextOf(request: FastifyRequest): string | undefined {
  const { next } = singleValues(request.body)
  return next !== undefined && isLocalPath(next) ? next : undefined
}
