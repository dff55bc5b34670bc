import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { otpauthUri } from '../../../platform/factors/totp-code.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { renderPage } from '../../../ui/render.ts'
import { ownChange, type SecondFactorDeps } from '../deps.ts'
import { readPasskeyForm, readSetUpForm } from '../forms.ts'
import { SetUpPage } from '../pages/second-step.tsx'
import { hasSecondFactor, usable } from '../rules/second-step.ts'
import { loginContext, passkeyHost, requirePasskeyHost } from '../scope.ts'
import type { Waiting } from '../second-step.ts'
import { keepNewCodes, SHOWN_CODES } from './new-codes.ts'
import { appBehind, finishWaiting, noLoginWaits, waitingIn } from './waiting.ts'

interface Shown {
  readonly sealed?: string
  readonly error?: string
  readonly passkeyError?: string
  readonly status?: number
}

/** The page on which somebody who needs a second factor and has none sets one up. */
export async function showSetUp(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SecondFactorDeps,
  waiting: Waiting,
  { sealed, error, passkeyError, status = 200 }: Shown = {},
) {
  const { organizer, site } = request
  const { customer, login } = waiting
  const { totp } = deps.secondFactors
  const draft = (sealed === undefined ? null : totp.openDraft(customer.id, sealed)) ?? totp.draft(customer.id)
  const page = SetUpPage({
    context: loginContext(request, reply),
    app: await appBehind(request, reply, deps, waiting),
    next: login.next === null ? null : site.base + login.next,
    draft,
    uri: otpauthUri(draft.secret, { issuer: organizer.name, account: customer.email ?? customer.identifier }),
    mayUsePasskeys: passkeyHost(request) !== null,
    error,
    passkeyError,
  })
  return reply.code(status).html(await renderPage(page))
}

/** Turns the authenticator app on and logs in. */
export function setUpTotp(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { t } = request
    const { next, code, sealed } = readSetUpForm(request.body)
    const waiting = await withoutFactor(request, deps)
    if (!waiting) return noLoginWaits(request, reply, next)
    const context = ownChange(request, waiting.customer, null)
    const done = await deps.secondFactors.totp.turnOn(context, { code, sealed, isFirstFactor: true })
    switch (done.kind) {
      case 'wrong':
        return showSetUp(request, reply, deps, waiting, {
          sealed,
          error: t(code.trim() === '' ? 'secondFactors:totp.codeEmpty' : 'secondFactors:totp.codeWrong'),
          status: 422,
        })
      case 'expired':
        return showSetUp(request, reply, deps, waiting, { error: t('secondFactors:totp.expired'), status: 422 })
      case 'already':
        return noLoginWaits(request, reply, next)
      case 'on':
        return logInWithCodes(request, reply, deps, waiting, done.codes, ['otp'])
    }
  }
}

/** What the new passkey has to answer. */
export function setUpOptions(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const rp = requirePasskeyHost(request)
    await deps.secondFactors.throttles.passkey(clientAddress(request))
    const waiting = await withoutFactor(request, deps)
    if (!waiting) throw new NotFound('login')
    return reply
      .header('cache-control', 'no-store')
      .send(await deps.secondFactors.passkeys.askForNew(request, reply, rp, waiting.customer))
  }
}

/** Keeps the new passkey and logs in. */
export function setUpPasskey(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { t } = request
    const { next, credential } = readPasskeyForm(request.body)
    const waiting = await withoutFactor(request, deps)
    if (!waiting) return noLoginWaits(request, reply, next)
    const context = ownChange(request, waiting.customer, null)
    const given = { credential, name: '', isFirstFactor: true }
    const added = await deps.secondFactors.passkeys.add(request, context, given)
    if (added.kind === 'added') return logInWithCodes(request, reply, deps, waiting, added.codes, ['pop', 'user'])
    if (added.kind === 'known' || added.kind === 'too_many') return noLoginWaits(request, reply, next)
    return showSetUp(request, reply, deps, waiting, {
      passkeyError: t(`secondFactors:passkey.${added.kind}`),
      status: 422,
    })
  }
}

/** Only a login to an account without any factor may set one up: the others have to prove theirs. */
async function withoutFactor(request: FastifyRequest, deps: SecondFactorDeps): Promise<Waiting | null> {
  const waiting = await waitingIn(request, deps)
  if (!waiting) return null
  const factors = usable(await deps.secondFactors.of(request.organizer.id, waiting.customer.id))
  return hasSecondFactor(request.organizer.settings, factors) ? null : waiting
}

/** The recovery codes come first; from there the person goes on. */
async function logInWithCodes(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SecondFactorDeps,
  waiting: Waiting,
  codes: readonly string[] | null,
  more: readonly string[],
) {
  const { organizer, site } = request
  const { customer, login, token } = waiting
  if (!(await deps.secondFactors.secondStep.take(organizer, token))) return noLoginWaits(request, reply, undefined)
  if (codes === null) return finishWaiting(request, reply, deps, waiting, { more })
  keepNewCodes(reply, deps, customer.id, codes)
  const query = login.next === null ? '' : `?${new URLSearchParams({ next: site.base + login.next })}`
  return finishWaiting(request, reply, deps, waiting, { more, goesTo: SHOWN_CODES + query })
}
