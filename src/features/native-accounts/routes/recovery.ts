import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Forbidden } from '../../../core/errors.ts'
import { inEvenTime } from '../../../core/even-time.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { renderPage } from '../../../ui/render.ts'
import { requestFrame } from '../../../ui/request-frame.ts'
import { LOGIN_PATH } from '../../staff/index.ts'
import { newPasswordProblems, readForgotten, readRecovery, readRecoveryQuery } from '../forms.ts'
import { ForgotPage, RecoverPage } from '../pages/way-in.tsx'
import { attempt, type Refused, refused, UNTOUCHED } from './attempt.ts'
import { EVEN_TIME_MS, type NativeRouteDeps, OPEN } from './deps.ts'

const FORGOT_PATH = '/control/forgot'

/** A new password through a link in a mail. Links that administrators send work although nobody can ask for one. */
export function recoveryRoutes(app: FastifyInstance, { platform, nativeAccounts }: NativeRouteDeps): void {
  const { recovery } = nativeAccounts

  function requireNative(): void {
    if (!nativeAccounts.isOn) throw new Forbidden('native backend is off', { key: 'nativeAccounts:closed.native' })
  }

  function requireForgot(): void {
    requireNative()
    if (nativeAccounts.hasRecovery) return
    throw new Forbidden('password reset is off', { key: 'nativeAccounts:closed.reset' })
  }

  const shared = (request: FastifyRequest, reply: FastifyReply) => ({
    frame: requestFrame(request, reply, app.assets, { name: platform.config.instanceName }),
    t: request.t,
    csrf: reply.csrfToken(),
  })

  async function showForgot(request: FastifyRequest, reply: FastifyReply, email: string | undefined, refused: Refused) {
    const page = ForgotPage({ ...shared(request, reply), ...refused, email })
    return reply.code(refused.status).html(await renderPage(page))
  }

  app.get('/forgot', OPEN, async (request, reply) => {
    requireForgot()
    return showForgot(request, reply, undefined, UNTOUCHED)
  })

  app.post('/forgot', OPEN, async (request, reply) => {
    requireForgot()
    const email = readForgotten(request.body).email.trim()
    if (email === '') {
      return showForgot(request, reply, email, refused({ email: { key: 'nativeAccounts:bad.email' } }))
    }
    const asked = await attempt(reply, () =>
      inEvenTime(EVEN_TIME_MS, () => recovery.request(email, clientAddress(request))),
    )
    if (!asked.ok) return showForgot(request, reply, email, asked)
    reply.flash('info', { key: 'nativeAccounts:forgot.done', params: { email } })
    return reply.redirect(FORGOT_PATH, 303)
  })

  function gone(reply: FastifyReply) {
    reply.flash('bad', { key: 'nativeAccounts:recover.gone' })
    return reply.redirect(nativeAccounts.hasRecovery ? FORGOT_PATH : LOGIN_PATH, 303)
  }

  async function showRecover(
    request: FastifyRequest,
    reply: FastifyReply,
    link: { email: string; id: string; token: string },
    refused: Refused,
  ) {
    const page = RecoverPage({ ...shared(request, reply), ...refused, ...link })
    return reply
      .code(refused.status)
      .header('cache-control', 'no-store')
      .html(await renderPage(page))
  }

  app.get('/forgot/recover', OPEN, async (request, reply) => {
    requireNative()
    const { id, token } = readRecoveryQuery(request.query)
    const user = await recovery.accountOf(id, token)
    return user ? showRecover(request, reply, { email: user.email, id, token }, UNTOUCHED) : gone(reply)
  })

  app.post('/forgot/recover', OPEN, async (request, reply) => {
    requireNative()
    const { id, token, password, password_repeat } = readRecovery(request.body)
    const user = await recovery.accountOf(id, token)
    if (!user) return gone(reply)
    const again = (shown: Refused) => showRecover(request, reply, { email: user.email, id, token }, shown)
    const problems = newPasswordProblems(password, password_repeat)
    if (Object.keys(problems).length > 0) return again(refused(problems))
    const done = await attempt(reply, () => recovery.recover(id, token, password, clientAddress(request)))
    if (!done.ok) return again(done)
    if (!done.value) return gone(reply)
    reply.flash('ok', { key: 'nativeAccounts:recover.done' })
    return reply.redirect(LOGIN_PATH, 303)
  })
}
