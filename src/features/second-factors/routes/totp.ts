import type { FastifyReply, FastifyRequest } from 'fastify'
import { otpauthUri } from '../../../platform/factors/totp-code.ts'
import { renderPage } from '../../../ui/render.ts'
import { ownChange, type SecondFactorDeps } from '../deps.ts'
import { readSetUpForm, readTotpForm } from '../forms.ts'
import { QuestionPage, TotpPage } from '../pages/account.tsx'
import { isLastRequired, usable } from '../rules/second-step.ts'
import { accountContext, type Person, recentPerson, SECURITY } from '../scope.ts'
import { keepNewCodes, SHOWN_CODES } from './new-codes.ts'

const PAGE = `${SECURITY}/totp`

/** To set the authenticator app up, or to turn it off. */
export function totpPage(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const { totpSince } = await deps.secondFactors.of(request.organizer.id, person.customer.id)
    return totpSince === null ? showSetUp(request, reply, deps, person) : showOff(request, reply, deps, person)
  }
}

export function submitTotp(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const { action } = readTotpForm(request.body)
    return action === 'off' ? turnOff(request, reply, deps, person) : turnOn(request, reply, deps, person)
  }
}

async function turnOn(request: FastifyRequest, reply: FastifyReply, deps: SecondFactorDeps, person: Person) {
  const { site, t } = request
  const { customer, session } = person
  const { sealed, code } = readSetUpForm(request.body)
  const done = await deps.secondFactors.totp.turnOn(ownChange(request, customer, session), { sealed, code })
  switch (done.kind) {
    case 'wrong': {
      const error = t(code.trim() === '' ? 'secondFactors:totp.codeEmpty' : 'secondFactors:totp.codeWrong')
      return showSetUp(request, reply, deps, person, { sealed, error })
    }
    case 'expired':
      return showSetUp(request, reply, deps, person, { error: t('secondFactors:totp.expired') })
    case 'already':
      reply.flash('warn', { key: 'secondFactors:totp.already' })
      return reply.redirect(site.base + SECURITY, 303)
    case 'on':
      reply.flash('ok', { key: 'secondFactors:totp.isOn' })
      if (done.codes === null) return reply.redirect(site.base + SECURITY, 303)
      keepNewCodes(reply, deps, customer.id, done.codes)
      return reply.redirect(site.base + SHOWN_CODES, 303)
  }
}

async function turnOff(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SecondFactorDeps,
  { customer, session }: Person,
) {
  const { organizer, site } = request
  const outcome = await deps.secondFactors.totp.turnOff(ownChange(request, customer, session))
  if (outcome === 'off') reply.flash('ok', { key: 'secondFactors:totp.isOff' })
  else if (outcome === 'gone') reply.flash('warn', { key: 'secondFactors:totp.wasOff' })
  else reply.flash('bad', { key: 'secondFactors:required', params: { organizer: organizer.name } })
  return reply.redirect(site.base + SECURITY, 303)
}

async function showSetUp(
  request: FastifyRequest,
  reply: FastifyReply,
  { secondFactors }: SecondFactorDeps,
  { customer, session }: Person,
  { sealed, error }: { sealed?: string; error?: string } = {},
) {
  const { organizer, site } = request
  const { totp } = secondFactors
  const draft = (sealed === undefined ? null : totp.openDraft(customer.id, sealed)) ?? totp.draft(customer.id)
  const page = TotpPage({
    context: accountContext(request, reply, session),
    action: site.base + PAGE,
    draft,
    uri: otpauthUri(draft.secret, { issuer: organizer.name, account: customer.email ?? customer.identifier }),
    error,
  })
  return reply.code(error === undefined ? 200 : 422).html(await renderPage(page))
}

/** Says what ends before it ends. */
async function showOff(
  request: FastifyRequest,
  reply: FastifyReply,
  { secondFactors }: SecondFactorDeps,
  { customer, session }: Person,
) {
  const { organizer, site, t } = request
  const left = usable({ ...(await secondFactors.of(organizer.id, customer.id)), totpSince: null })
  const isRefused = isLastRequired(organizer.settings, left)
  const page = QuestionPage({
    context: accountContext(request, reply, session),
    title: t('secondFactors:totp.offTitle'),
    consequences: [
      t('secondFactors:totp.offEnds'),
      ...(left.passkeys ? [] : [t('secondFactors:totp.offLast')]),
      t('secondFactors:totp.offSessions'),
    ],
    action: site.base + PAGE,
    fields: { action: 'off' },
    submit: t('secondFactors:totp.offSubmit'),
    refusal: isRefused ? t('secondFactors:required', { organizer: organizer.name }) : undefined,
  })
  return reply.html(await renderPage(page))
}
