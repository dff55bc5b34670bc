import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../../core/clock.ts'
import { Forbidden, NotFound } from '../../../core/errors.ts'
import { safeRedirect } from '../../../core/redirects.ts'
import { renderPage } from '../../../ui/render.ts'
import { officeFrame, recentLogin, requireOneself } from '../../office-access/index.ts'
import { LOGIN_PATH, LONG_SESSION_LIFETIME_MS, STAFF_COOKIE, type StaffLogin } from '../../staff/index.ts'
import { newPasswordProblems, readCode, readEmailChange, readNext, readPasswordChange, readReason } from '../forms.ts'
import {
  ConfirmPage,
  confirmPath,
  EmailPage,
  type OwnPageProps,
  PasswordPage,
  SETTINGS_PATH,
} from '../pages/settings.tsx'
import type { Changed } from '../password-change.ts'
import { readTypedCode } from '../rules/email-code.ts'
import { type CodePurpose, NATIVE } from '../types.ts'
import { attempt, type Refused, refused, UNTOUCHED } from './attempt.ts'
import { FIRST, type NativeRouteDeps } from './deps.ts'

function requireNativeAccount(login: StaffLogin): void {
  if (login.user.authBackend === NATIVE) return
  throw new Forbidden('another backend keeps password and email', { key: 'nativeAccounts:closed.foreign' })
}

function props(request: FastifyRequest, reply: FastifyReply, { problems, refusal }: Refused): OwnPageProps {
  return { office: officeFrame(request, reply), t: request.t, csrf: reply.csrfToken(), problems, refusal }
}

/** The browser learns the new secret of its session, or that it is logged out. Answers whether it is still logged in. */
function handOver(request: FastifyRequest, reply: FastifyReply, login: StaffLogin, { secret }: Changed): boolean {
  const { cookies, csrf } = request.server.browser
  if (secret === null) cookies.clear(reply, STAFF_COOKIE)
  else cookies.set(reply, STAFF_COOKIE, secret, login.session.isLong ? LONG_SESSION_LIFETIME_MS / SECOND : undefined)
  csrf.rotate(request, reply)
  return secret !== null
}

export function passwordRoutes(app: FastifyInstance, { nativeAccounts }: NativeRouteDeps): void {
  async function show(request: FastifyRequest, reply: FastifyReply, next: string, shown: Refused) {
    const { user } = requireOneself(request)
    const page = PasswordPage({
      ...props(request, reply, shown),
      email: user.email,
      next,
      isForced: user.needsPasswordChange,
    })
    return reply.code(shown.status).html(await renderPage(page))
  }

  app.get('/settings/password/change', FIRST, async (request, reply) => {
    requireNativeAccount(requireOneself(request))
    return show(request, reply, readNext(request.query).next, UNTOUCHED)
  })

  app.post('/settings/password/change', FIRST, async (request, reply) => {
    const login = requireOneself(request)
    requireNativeAccount(login)
    const { old_password: oldPassword, password, password_repeat, next } = readPasswordChange(request.body)
    const again = (shown: Refused) => show(request, reply, next, shown)
    const problems = {
      ...(oldPassword === '' && { old_password: { key: 'nativeAccounts:bad.oldEmpty' } }),
      ...newPasswordProblems(password, password_repeat),
    }
    if (Object.keys(problems).length > 0) return again(refused(problems))
    const done = await attempt(reply, () => nativeAccounts.changePassword(login, { oldPassword, password }))
    if (!done.ok) return again(done)
    if (done.value === null || !handOver(request, reply, login, done.value)) {
      reply.flash('warn', { key: 'nativeAccounts:password.lost' })
      return reply.redirect(LOGIN_PATH, 303)
    }
    reply.flash('ok', { key: 'nativeAccounts:password.done' })
    return reply.redirect(safeRedirect(next, SETTINGS_PATH), 303)
  })
}

export function emailRoutes(app: FastifyInstance, { nativeAccounts }: NativeRouteDeps): void {
  const { emailChange, emailCodes } = nativeAccounts

  async function showChange(
    request: FastifyRequest,
    reply: FastifyReply,
    login: StaffLogin,
    typed: string | undefined,
    shown: Refused,
  ) {
    const page = EmailPage({ ...props(request, reply, shown), current: login.user.email, typed })
    return reply.code(shown.status).html(await renderPage(page))
  }

  app.get('/settings/email/change', async (request, reply) => {
    requireNativeAccount(requireOneself(request))
    const login = recentLogin(request, reply, 'very recent')
    return login === null ? reply : showChange(request, reply, login, undefined, UNTOUCHED)
  })

  app.post('/settings/email/change', async (request, reply) => {
    requireNativeAccount(requireOneself(request))
    const login = recentLogin(request, reply, 'very recent')
    if (login === null) return reply
    const { email } = readEmailChange(request.body)
    const sent = await attempt(reply, () => emailChange.request(login.user, email))
    if (!sent.ok) return showChange(request, reply, login, email, sent)
    return reply.redirect(confirmPath('change'), 303)
  })

  app.post('/settings/email/verify', async (request, reply) => {
    const { user } = requireOneself(request)
    if (user.isVerified) {
      reply.flash('info', { key: 'nativeAccounts:confirm.already' })
      return reply.redirect(SETTINGS_PATH, 303)
    }
    await emailChange.requestProof(user)
    return reply.redirect(confirmPath('verify'), 303)
  })

  function purposeOf(request: FastifyRequest): CodePurpose {
    const { reason } = readReason(request.query)
    if (reason === null) throw new NotFound()
    return reason === 'email_change' ? 'change' : 'verify'
  }

  async function showConfirm(
    request: FastifyRequest,
    reply: FastifyReply,
    purpose: CodePurpose,
    shown: Refused,
    isGone = false,
  ) {
    const { user } = requireOneself(request)
    const email = isGone ? null : await emailCodes.waitingFor(user, purpose)
    const hasPassword = user.authBackend === NATIVE
    const page = ConfirmPage({ ...props(request, reply, shown), purpose, email, hasPassword })
    return reply.code(shown.status).html(await renderPage(page))
  }

  app.get('/settings/email/confirm', async (request, reply) =>
    showConfirm(request, reply, purposeOf(request), UNTOUCHED),
  )

  app.post('/settings/email/confirm', async (request, reply) => {
    const login = requireOneself(request)
    const purpose = purposeOf(request)
    const code = readTypedCode(readCode(request.body).code)
    if (code === null) {
      return showConfirm(request, reply, purpose, refused({ code: { key: 'nativeAccounts:bad.codeEmpty' } }))
    }
    const outcome =
      purpose === 'change' ? await emailChange.confirm(login, code) : await emailChange.confirmOwn(login, code)
    if (outcome.kind !== 'done') {
      const isGone = outcome.kind === 'gone'
      const problems = isGone ? {} : { code: { key: 'nativeAccounts:bad.code' } }
      return showConfirm(request, reply, purpose, refused(problems), isGone)
    }
    if (outcome.result === null) {
      reply.flash('ok', { key: 'nativeAccounts:confirm.verified' })
      return reply.redirect(SETTINGS_PATH, 303)
    }
    const isIn = handOver(request, reply, login, outcome.result)
    reply.flash('ok', { key: 'nativeAccounts:confirm.changed', params: { email: outcome.result.email } })
    return reply.redirect(isIn ? SETTINGS_PATH : LOGIN_PATH, 303)
  })
}
