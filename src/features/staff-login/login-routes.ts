import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { DAY } from '../../core/clock.ts'
import { renderPage } from '../../ui/render.ts'
import { requestFrame } from '../../ui/request-frame.ts'
import { LONG_SESSION_LIFETIME_MS } from '../staff/index.ts'
import { NativeBackend } from '../staff-backends/index.ts'
import { singleValues } from './backend-request.ts'
import type { CallbackDeps } from './callback.ts'
import { foreignOriginRoute, foreignOrigins } from './foreign-origin.ts'
import { createLogin, type FailedLogin, type LoginOutcome } from './login.ts'
import { loginOffer } from './login-view.ts'
import { leadOn } from './onward-page.tsx'
import { outwardAddress } from './outward-address.ts'
import { LoginPage, type PageLink } from './pages.tsx'

export interface LoginRoutesDeps extends CallbackDeps {
  /** More ways to log in, below the form of native accounts. */
  readonly extras?: (request: FastifyRequest, reply: FastifyReply) => Promise<Child>
}

const OPEN = { config: { office: 'open' } } as const
const NOTHING: LoginOutcome = { done: false, failed: null }

/** The login page and its form. */
export function loginRoutes(app: FastifyInstance, deps: LoginRoutesDeps): void {
  const { platform, doors } = deps
  const { config, log } = platform
  const login = createLogin(deps)
  const origins = foreignOrigins(platform)

  async function page(request: FastifyRequest, reply: FastifyReply, failed: FailedLogin | null): Promise<FastifyReply> {
    const { t } = request
    const hasNoCookies = comesBackWithoutCookies(request)
    const offer = await loginOffer(doors, request, reply)
    const frame = requestFrame(request, reply, app.assets, { name: config.instanceName })
    const keepDays = config.longSessions ? LONG_SESSION_LIFETIME_MS / DAY : null
    const { host } = new URL(config.url)
    const isNative = offer.selected?.backend.identifier === NativeBackend.IDENTIFIER
    const links = isNative ? nativeLinks(request) : []
    const extras = isNative ? await deps.extras?.(request, reply) : undefined
    const csrf = reply.csrfToken()
    const origin = origins.told
    const shown = { frame, t, host, origin, csrf, offer, failed, keepDays, links, extras, hasNoCookies }
    return reply.code(failed?.status ?? 200).html(await renderPage(LoginPage(shown)))
  }

  function nativeLinks({ t }: FastifyRequest): PageLink[] {
    return [
      ...(config.passwordReset ? [{ href: '/control/forgot', text: t('doors:forgot') }] : []),
      ...(config.registration ? [{ href: '/control/register', text: t('doors:register') }] : []),
    ]
  }

  const answer = (request: FastifyRequest, reply: FastifyReply, outcome: LoginOutcome) =>
    outcome.done ? reply : page(request, reply, outcome.failed)

  /** Whoever has just logged out, or failed elsewhere, is not logged in again at once by an external session. */
  const byRequest = async (request: FastifyRequest, reply: FastifyReply) =>
    request.staff || isStaying(request) ? NOTHING : login.byRequest(request, reply)

  /** Where the installation wants logins to begin; null for whoever is to see the page. */
  async function straightTo(request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    const backend = doors.backends.get(config.loginRedirect)
    const hasChosen = singleValues(request.query).backend !== undefined || isStaying(request)
    if (!backend || hasChosen || app.browser.cookies.read(request, 'flash') !== null) return null
    const { url, isDown } = await doors.offer(backend, request, reply)
    return isDown ? null : outwardAddress(url)
  }

  app.get('/login', OPEN, async (request, reply) => {
    if (request.staff)
      return reply.redirect(await doors.nextAddress(request, reply, request.staff.session.authBackend), 303)
    const found = await byRequest(request, reply)
    const address = found.done || found.failed !== null ? null : await straightTo(request, reply)
    if (address === null) return answer(request, reply, found)
    return leadOn(request, reply, address)
  })

  const afterwards = async (request: FastifyRequest): Promise<void> => {
    await login.noteFailure(request).catch((err: unknown) => log.error({ err }, 'a failed login was not recorded'))
  }
  app.post('/login', { ...OPEN, onResponse: afterwards }, async (request, reply) => {
    const byHeader = await byRequest(request, reply)
    const found = byHeader.done ? byHeader : await login.byForm(request, reply)
    origins.noteLogin(request, found.done)
    return answer(request, reply, found)
  })

  foreignOriginRoute(app, origins, deps.staff)
}

function isStaying(request: FastifyRequest): boolean {
  return singleValues(request.query).stay !== undefined
}

/** Sent here by an answer that set cookies, and none of them is there: the browser keeps none. */
function comesBackWithoutCookies(request: FastifyRequest): boolean {
  if (Object.keys(request.cookies).length > 0) return false
  const from = URL.parse(request.headers.referer ?? '')
  return isStaying(request) || from?.pathname === new URL(request.originalUrl, 'http://x').pathname
}
