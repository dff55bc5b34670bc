import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound, TooManyRequests } from '../../../core/errors.ts'
import { readTypedCode } from '../../../platform/factors/recovery-code.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { say } from '../../../platform/i18n/i18n.ts'
import { renderPage } from '../../../ui/render.ts'
import type { SecondFactorDeps } from '../deps.ts'
import { readCodeForm, readNext, readPasskeyForm } from '../forms.ts'
import { SecondStepPage } from '../pages/second-step.tsx'
import { hasSecondFactor, usable } from '../rules/second-step.ts'
import { loginContext, passkeyHost, requirePasskeyHost } from '../scope.ts'
import type { Waiting } from '../second-step.ts'
import type { Factors } from '../types.ts'
import { showSetUp } from './set-up.ts'
import { appBehind, finishWaiting, noLoginWaits, waitingIn } from './waiting.ts'

/** Asks for the second step; for those who have no factor and need one, to set one up. */
export function secondStepPage(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const waiting = await waitingIn(request, deps)
    if (!waiting) return noLoginWaits(request, reply, readNext(request.query).next)
    const factors = await deps.secondFactors.of(request.organizer.id, waiting.customer.id)
    if (!hasSecondFactor(request.organizer.settings, usable(factors))) return showSetUp(request, reply, deps, waiting)
    return show(request, reply, deps, waiting, { factors })
  }
}

export function submitSecondStep(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t } = request
    const { next, code } = readCodeForm(request.body)
    const waiting = await waitingIn(request, deps)
    if (!waiting) return noLoginWaits(request, reply, next)
    const again = (error: string, status = 422) => show(request, reply, deps, waiting, { error, status })
    if (code.trim() === '') return again(t('secondFactors:step.codeEmpty'))
    const typed = readTypedCode(code)
    if (typed === null) return again(t('secondFactors:step.codeForm'))
    try {
      const from = { ip: clientAddress(request), site }
      const outcome = await deps.secondFactors.secondStep.passWithCode(organizer, waiting.token, typed, from)
      if (outcome.kind === 'passed') return await finishWaiting(request, reply, deps, waiting, { more: ['otp'] })
      if (outcome.kind === 'gone') return await noLoginWaits(request, reply, next)
      if (outcome.triesLeft === 0) return await noLoginWaits(request, reply, next, 'tooMany')
      return await again(t('secondFactors:step.wrong', { count: outcome.triesLeft }))
    } catch (error) {
      if (!(error instanceof TooManyRequests) || !error.text) throw error
      reply.headers(error.headers)
      return again(say(t, error.text), 429)
    }
  }
}

/** What a passkey of this account has to answer. */
export function secondStepOptions(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const rp = requirePasskeyHost(request)
    await deps.secondFactors.throttles.passkey(clientAddress(request))
    const waiting = await waitingIn(request, deps)
    if (!waiting) throw new NotFound('login')
    const asked = { purpose: 'second_step', customerId: waiting.customer.id } as const
    return reply
      .header('cache-control', 'no-store')
      .send(await deps.secondFactors.passkeys.askFor(request, reply, rp, asked))
  }
}

export function submitSecondStepPasskey(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t } = request
    const { secondFactors, signIn } = deps
    const { next, credential } = readPasskeyForm(request.body)
    const waiting = await waitingIn(request, deps)
    if (!waiting) return noLoginWaits(request, reply, next)
    const tried = await signIn.pending.useTry(organizer, waiting.token)
    if (!tried) return noLoginWaits(request, reply, next, 'tooMany')
    const proven = await secondFactors.passkeys.prove(request, 'second_step', credential)
    if (proven.kind === 'refused' || proven.customer.id !== waiting.customer.id) {
      if (tried.triesLeft === 0) return noLoginWaits(request, reply, next, 'tooMany')
      return show(request, reply, deps, waiting, { passkeyError: t('secondFactors:step.wrongPasskey'), status: 422 })
    }
    if (!(await secondFactors.secondStep.take(organizer, waiting.token))) return noLoginWaits(request, reply, next)
    const more = proven.isUserVerified ? ['pop', 'user'] : ['pop']
    return finishWaiting(request, reply, deps, waiting, { more })
  }
}

interface Shown {
  readonly factors?: Factors
  readonly error?: string
  readonly passkeyError?: string
  readonly status?: number
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SecondFactorDeps,
  waiting: Waiting,
  { factors, error, passkeyError, status = 200 }: Shown,
) {
  const { organizer, site } = request
  const { customer, login } = waiting
  const { passkeys, totpSince } = factors ?? (await deps.secondFactors.of(organizer.id, customer.id))
  const rp = passkeyHost(request)
  const hosts = organizer.settings.customer_accounts_passkeys ? passkeys.map(({ rpId }) => rpId) : []
  const page = SecondStepPage({
    context: loginContext(request, reply),
    app: await appBehind(request, reply, deps, waiting),
    next: login.next === null ? null : site.base + login.next,
    person: customer.name || (customer.email ?? ''),
    hasTotp: totpSince !== null,
    hasPasskey: rp !== null && hosts.includes(rp.id),
    elsewhere: [...new Set(hosts)].filter((host) => host !== rp?.id),
    otherAccount: otherAccount(request, login.next),
    error,
    passkeyError,
  })
  return reply.code(status).html(await renderPage(page))
}

function otherAccount({ site }: FastifyRequest, next: string | null): string {
  const query = new URLSearchParams(next === null ? {} : { next: site.base + next }).toString()
  return `${site.base}/account/login${query && `?${query}`}`
}
