import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound, TooManyRequests } from '../../../core/errors.ts'
import { fittingNext, safeRedirect } from '../../../core/redirects.ts'
import { readTypedCode } from '../../../platform/factors/recovery-code.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { renderPage } from '../../../ui/render.ts'
import { requestFrame } from '../../../ui/request-frame.ts'
import { LOGIN_PATH } from '../../staff/index.ts'
import { readNext, readProof } from '../forms.ts'
import { LoginStepPage } from '../pages/login-step.tsx'
import { requireRelyingParty, type StaffFactorDeps } from '../scope.ts'
import type { StepOutcome } from '../second-step.ts'

export const STEP_PATH = '/control/login/2fa'
const HOME = '/control/'

type Waiting = NonNullable<Awaited<ReturnType<StaffFactorDeps['staff']['completion']['waiting']>>>

/** Asks for the second factor of the login that waits in this browser. */
export function loginStep(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const waiting = await waitingIn(request, deps)
    return waiting ? show(request, reply, deps, waiting) : toLogin(request, reply, readNext(request.query).next, 'gone')
  }
}

export function submitLoginStep(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { token, credential, next } = readProof(request.body)
    const waiting = await waitingIn(request, deps)
    if (!waiting) return toLogin(request, reply, next, 'gone')
    const answer = credential !== '' || token.trim().startsWith('{') ? credential || token : null
    try {
      return answer === null
        ? await submitCode(request, reply, deps, waiting, token)
        : await submitPasskey(request, reply, deps, waiting, answer)
    } catch (error) {
      if (!(error instanceof TooManyRequests) || !error.text) throw error
      reply.headers(error.headers)
      return show(request, reply, deps, waiting, { status: 429, problem: say(request.t, error.text) })
    }
  }
}

type Submit = (
  request: FastifyRequest,
  reply: FastifyReply,
  deps: StaffFactorDeps,
  waiting: Waiting,
  sent: string,
) => Promise<FastifyReply>

const submitCode: Submit = async (request, reply, deps, waiting, token) => {
  const { t } = request
  const again = (tokenError: string) => show(request, reply, deps, waiting, { status: 422, tokenError })
  const typed = readTypedCode(token)
  if (typed === null) return again(t(token.trim() === '' ? 'staffFactors:login.empty' : 'staffFactors:login.form'))
  const outcome = await deps.staffSecondFactors.secondStep.withCode(request, reply, waiting, typed)
  return ended(request, reply, waiting, outcome) ?? again(t('staffFactors:login.wrong', { count: triesLeft(outcome) }))
}

const submitPasskey: Submit = async (request, reply, deps, waiting, answer) => {
  const outcome = await deps.staffSecondFactors.secondStep.withPasskey(request, reply, waiting, answer)
  const problem = request.t('staffFactors:login.wrongPasskey', { count: triesLeft(outcome) })
  return ended(request, reply, waiting, outcome) ?? show(request, reply, deps, waiting, { status: 422, problem })
}

const triesLeft = (outcome: StepOutcome) => (outcome.kind === 'wrong' ? outcome.triesLeft : 0)

/** Where an attempt leads that was the last one of its login; null when there are tries left. */
function ended(request: FastifyRequest, reply: FastifyReply, { next }: Waiting, outcome: StepOutcome) {
  if (outcome.kind === 'passed') return outcome.reply
  if (outcome.kind === 'gone') return toLogin(request, reply, next, 'gone')
  return triesLeft(outcome) === 0 ? toLogin(request, reply, next, 'tooMany') : null
}

/** What a passkey of this account has to answer. */
export function loginStepOptions(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { passkeys, throttles } = deps.staffSecondFactors
    const rp = requireRelyingParty(deps)
    await throttles.passkey(clientAddress(request))
    const waiting = await waitingIn(request, deps)
    if (!waiting) throw new NotFound('login')
    const asked = { purpose: 'second_step', userId: waiting.user.id } as const
    return reply.header('cache-control', 'no-store').send(await passkeys.askFor(request, reply, rp, asked))
  }
}

/** The login that waits and has a try left. */
async function waitingIn(request: FastifyRequest, { staff }: StaffFactorDeps): Promise<Waiting | null> {
  const waiting = await staff.completion.waiting(request)
  return waiting && waiting.triesLeft > 0 ? waiting : null
}

/** To the login page, because nothing waits. Who came in meanwhile, in another tab perhaps, goes on. */
function toLogin(request: FastifyRequest, reply: FastifyReply, next: string, key: 'gone' | 'tooMany'): FastifyReply {
  reply.header('cache-control', 'no-store')
  const safe = safeRedirect(next, HOME)
  if (request.staff) return reply.redirect(safe, 303)
  reply.flash('warn', { key: `staffFactors:login.${key}` })
  return reply.redirect(loginAddress(safe), 303)
}

/** The login page, on the way to `next`. */
export function loginAddress(next: string): string {
  const fits = fittingNext(next, HOME)
  return fits === HOME ? LOGIN_PATH : `${LOGIN_PATH}?next=${encodeURIComponent(fits)}`
}

interface Shown {
  readonly status?: number
  /** What is wrong with the code. */
  readonly tokenError?: string
  /** What else went wrong. */
  readonly problem?: string
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { platform, staffSecondFactors }: StaffFactorDeps,
  { user, next }: Waiting,
  { status = 200, tokenError, problem }: Shown = {},
) {
  const { t, server } = request
  const { instanceName } = platform.config
  const { devices } = await staffSecondFactors.of(user.id)
  const has = (type: 'totp' | 'webauthn') => devices.some((device) => device.type === type)
  const page = LoginStepPage({
    frame: requestFrame(request, reply, server.assets, { name: instanceName }),
    t,
    csrf: reply.csrfToken(),
    instance: instanceName,
    email: user.email,
    next,
    hasTotp: has('totp'),
    hasPasskey: has('webauthn') && staffSecondFactors.passkeys.rp !== null,
    again: loginAddress(next),
    tokenError,
    problem,
  })
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .html(await renderPage(page))
}
