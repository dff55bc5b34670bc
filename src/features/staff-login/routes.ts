import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DAY } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderPage } from '../../ui/render.ts'
import { requestFrame } from '../../ui/request-frame.ts'
import type { Audit } from '../audit/index.ts'
import { officeFrame, requireStaff, staffSessionHook } from '../office-access/index.ts'
import type { Staff } from '../staff/index.ts'
import { LOGIN_PATH, LONG_SESSION_LIFETIME_MS, STAFF_COOKIE } from '../staff/index.ts'
import type { BackendRegistry } from '../staff-backends/index.ts'
import { backendCalls } from './backend-request.ts'
import { createLogin, type FailedLogin, type LoginOutcome } from './login.ts'
import { loginOffer } from './login-view.ts'
import { nextAddresses } from './next-address.ts'
import { LoginPage, LogoutPage } from './pages.tsx'
import { createProcessLogin } from './process-login.ts'

interface StaffRoutesDeps {
  readonly platform: Platform
  readonly staff: Staff
  readonly backends: BackendRegistry
  readonly audit: Audit
}

const OPEN = { config: { office: 'open' } } as const

/** Everything below `/control` is for staff: who is logged in, and the way in and out. After `pageHooks`. */
export function staffRoutes(app: FastifyInstance, deps: StaffRoutesDeps): void {
  const { platform, staff } = deps
  const { config, log, db } = platform
  if (!app.hasDecorator('clock')) app.decorate('clock', platform.clock)
  staffSessionHook(app, staff)
  const calls = backendCalls({ staff, platform })
  const nextAddress = nextAddresses({ backends: deps.backends, calls, log })
  const login = createLogin({ ...deps, calls, processLogin: createProcessLogin({ ...deps, nextAddress }) })

  async function page(request: FastifyRequest, reply: FastifyReply, failed: FailedLogin | null): Promise<FastifyReply> {
    const { t } = request
    const offer = await loginOffer({ backends: deps.backends, calls, log }, request, reply)
    const frame = requestFrame(request, reply, app.assets, { name: config.instanceName })
    const keepDays = config.longSessions ? LONG_SESSION_LIFETIME_MS / DAY : null
    const { host } = new URL(config.url)
    return reply
      .code(failed?.status ?? 200)
      .html(await renderPage(LoginPage({ frame, t, host, csrf: reply.csrfToken(), offer, failed, keepDays })))
  }

  const answer = (request: FastifyRequest, reply: FastifyReply, outcome: LoginOutcome) =>
    outcome.done ? reply : page(request, reply, outcome.failed)

  app.get('/login', OPEN, async (request, reply) => {
    if (request.staff) return reply.redirect(await nextAddress(request, reply, request.staff.session.authBackend), 303)
    return answer(request, reply, await login.byRequest(request, reply))
  })

  const afterwards = async (request: FastifyRequest): Promise<void> => {
    await login.noteFailure(request).catch((err: unknown) => log.error({ err }, 'a failed login was not recorded'))
  }
  app.post('/login', { ...OPEN, onResponse: afterwards }, async (request, reply) => {
    const byRequest = await login.byRequest(request, reply)
    return answer(request, reply, byRequest.done ? byRequest : await login.byForm(request, reply))
  })

  app.get('/logout', { config: { office: 'first' } }, async (request, reply) => {
    return reply.html(await renderPage(LogoutPage({ office: officeFrame(request, reply), t: request.t })))
  })

  app.post('/logout', { config: { office: 'first' } }, async (request, reply) => {
    const { cookies, csrf } = app.browser
    const secret = cookies.read(request, STAFF_COOKIE)
    const { user, actor } = requireStaff(request)
    await db.transaction(async (trx) => {
      if (secret !== null) await staff.sessions.end(trx, secret)
      const object = { type: 'user', id: user.id, name: user.email } as const
      await deps.audit.record(trx, null, { action: 'foyer.staff.logout', actor, object })
    })
    cookies.clear(reply, STAFF_COOKIE)
    csrf.rotate(request, reply)
    reply.flash('ok', { key: 'staff:logout.done' })
    return reply.redirect(LOGIN_PATH, 303)
  })
}
