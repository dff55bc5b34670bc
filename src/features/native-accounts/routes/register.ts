import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Forbidden } from '../../../core/errors.ts'
import { inEvenTime } from '../../../core/even-time.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { renderPage } from '../../../ui/render.ts'
import { requestFrame } from '../../../ui/request-frame.ts'
import { readActivation, readActivationQuery, readRegistration } from '../forms.ts'
import { ActivatePage, RegisterPage, SentPage } from '../pages/way-in.tsx'
import { NATIVE } from '../types.ts'
import { attempt, type Refused, refused, UNTOUCHED } from './attempt.ts'
import { EVEN_TIME_MS, type NativeRouteDeps, OPEN } from './deps.ts'

const HOME = '/control/'
const PATH = '/control/register'

/** Accounts that people make by themselves. */
export function registerRoutes(app: FastifyInstance, { platform, staff, nativeAccounts }: NativeRouteDeps): void {
  const { registration } = nativeAccounts
  const frame = (request: FastifyRequest, reply: FastifyReply) =>
    requestFrame(request, reply, app.assets, { name: platform.config.instanceName })

  function requireRegistration(): void {
    if (!nativeAccounts.isOn) throw new Forbidden('native backend is off', { key: 'nativeAccounts:closed.native' })
    if (nativeAccounts.hasRegistration) return
    throw new Forbidden('registration is off', { key: 'nativeAccounts:closed.registration' })
  }

  async function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    typed: { email?: string; fullname?: string },
    { status, problems, refusal }: Refused,
  ) {
    const { t } = request
    const page = RegisterPage({ frame: frame(request, reply), t, csrf: reply.csrfToken(), typed, problems, refusal })
    return reply.code(status).html(await renderPage(page))
  }

  app.get('/register', OPEN, async (request, reply) => {
    requireRegistration()
    return request.staff ? reply.redirect(HOME, 303) : showForm(request, reply, {}, UNTOUCHED)
  })

  app.post('/register', OPEN, async (request, reply) => {
    requireRegistration()
    const { typed, problems, input } = readRegistration(request.body)
    if (input === null) return showForm(request, reply, typed, refused(problems))
    const newcomer = { ...input, locale: request.locale, ip: clientAddress(request) }
    const done = await attempt(reply, () => inEvenTime(EVEN_TIME_MS, () => registration.register(newcomer)))
    if (!done.ok) return showForm(request, reply, typed, done)
    reply.flash('ok', { key: 'nativeAccounts:sent.text', params: { email: input.email } })
    return reply.redirect(`${PATH}/sent`, 303)
  })

  app.get('/register/sent', OPEN, async (request, reply) => {
    requireRegistration()
    return reply.html(await renderPage(SentPage({ frame: frame(request, reply), t: request.t })))
  })

  function gone(reply: FastifyReply) {
    reply.flash('bad', { key: 'nativeAccounts:activate.gone' })
    return reply.redirect(PATH, 303)
  }

  async function showActivation(
    request: FastifyRequest,
    reply: FastifyReply,
    account: { email: string; token: string },
    { status, problems, refusal }: Refused,
  ) {
    const shared = { frame: frame(request, reply), t: request.t, csrf: reply.csrfToken() }
    const page = ActivatePage({ ...shared, ...account, problems, refusal })
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .html(await renderPage(page))
  }

  app.get('/register/activate', OPEN, async (request, reply) => {
    requireRegistration()
    const { token } = readActivationQuery(request.query)
    const waiting = await registration.waiting(token)
    return waiting ? showActivation(request, reply, { ...waiting, token }, UNTOUCHED) : gone(reply)
  })

  app.post('/register/activate', OPEN, async (request, reply) => {
    requireRegistration()
    const { token, password } = readActivation(request.body)
    const waiting = await registration.waiting(token)
    if (!waiting) return gone(reply)
    const again = (shown: Refused) => showActivation(request, reply, { ...waiting, token }, shown)
    if (password === '') return again(refused({ password: { key: 'nativeAccounts:bad.passwordEmpty' } }))
    const done = await attempt(reply, () => registration.activate(token, password, clientAddress(request)))
    if (!done.ok) return again(done)
    if (done.value.kind === 'gone') return gone(reply)
    if (done.value.kind === 'wrong_password') {
      return again(refused({ password: { key: 'nativeAccounts:bad.wrongPassword' } }))
    }
    reply.flash('ok', { key: 'nativeAccounts:activate.done' })
    const login = { user: done.value.user, backend: NATIVE, isLong: false, next: HOME }
    return staff.completion.complete(request, reply, { ...login, secondFactor: null, upstream: null })
  })
}
