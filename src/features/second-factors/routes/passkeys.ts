import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import type { PasskeyId } from '../../../core/ids.ts'
import { cleanName } from '../../../platform/factors/factor-name.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { renderPage } from '../../../ui/render.ts'
import { ownChange, type SecondFactorDeps } from '../deps.ts'
import { readNameForm, readPasskeyForm, readPasskeyId } from '../forms.ts'
import { AddPasskeyPage, QuestionPage, RenamePage } from '../pages/account.tsx'
import { isLastRequired, usable } from '../rules/second-step.ts'
import { accountContext, type Person, recentPerson, requirePasskeyHost, SECURITY } from '../scope.ts'
import { keepNewCodes, SHOWN_CODES } from './new-codes.ts'

export function addPasskeyForm(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await recentPerson(request, reply, deps)
    return person ? showAdd(request, reply, deps, person) : reply
  }
}

/** What the new passkey has to answer. */
export function addOptions(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const rp = requirePasskeyHost(request)
    await deps.secondFactors.throttles.passkey(clientAddress(request))
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    return reply
      .header('cache-control', 'no-store')
      .send(await deps.secondFactors.passkeys.askForNew(request, reply, rp, person.customer))
  }
}

export function addPasskey(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site, t } = request
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const { customer, session } = person
    const { credential, name } = readPasskeyForm(request.body)
    const context = ownChange(request, customer, session)
    const added = await deps.secondFactors.passkeys.add(request, context, { credential, name })
    if (added.kind !== 'added') {
      const key =
        added.kind === 'too_many' ? 'secondFactors:passkey.tooMany' : (`secondFactors:passkey.${added.kind}` as const)
      return showAdd(request, reply, deps, person, t(key))
    }
    reply.flash('ok', { key: 'secondFactors:passkey.isAdded', params: { name: added.name } })
    if (added.codes === null) return reply.redirect(site.base + SECURITY, 303)
    keepNewCodes(reply, deps, customer.id, added.codes)
    return reply.redirect(site.base + SHOWN_CODES, 303)
  }
}

export function renameForm(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const { id, name } = await passkeyOf(request, deps, person)
    return showRename(request, reply, person, { id, name })
  }
}

export function renamePasskey(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const passkey = await passkeyOf(request, deps, person)
    const { name: typed } = readNameForm(request.body)
    const name = cleanName(typed)
    if (name === '') return showRename(request, reply, person, { id: passkey.id, name: typed, isEmpty: true })
    const context = ownChange(request, person.customer, person.session)
    if (await deps.secondFactors.passkeys.rename(context, passkey, name)) {
      reply.flash('ok', { key: 'secondFactors:passkey.renamed', params: { name } })
    } else {
      reply.flash('warn', { key: 'secondFactors:passkey.wasGone' })
    }
    return reply.redirect(request.site.base + SECURITY, 303)
  }
}

/** Says what ends before it ends. */
export function confirmRemove(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t } = request
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const { id, name } = await passkeyOf(request, deps, person)
    const { passkeys, ...others } = await deps.secondFactors.of(organizer.id, person.customer.id)
    const left = usable({ ...others, passkeys: passkeys.filter((passkey) => passkey.id !== id) })
    const isRefused = isLastRequired(organizer.settings, left)
    const page = QuestionPage({
      context: accountContext(request, reply, person.session),
      title: t('secondFactors:passkey.removeTitle', { name }),
      consequences: [
        t('secondFactors:passkey.removeEnds'),
        t('secondFactors:passkey.removeDevice'),
        ...(left.passkeys || left.totp ? [] : [t('secondFactors:passkey.removeLast')]),
        t('secondFactors:passkey.addSessions'),
      ],
      action: `${request.site.base}${SECURITY}/passkeys/${id}/remove`,
      submit: t('secondFactors:passkey.removeSubmit'),
      refusal: isRefused ? t('secondFactors:required', { organizer: organizer.name }) : undefined,
    })
    return reply.html(await renderPage(page))
  }
}

export function removePasskey(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const passkey = await passkeyOf(request, deps, person)
    const context = ownChange(request, person.customer, person.session)
    const outcome = await deps.secondFactors.passkeys.remove(context, passkey)
    const params = { name: passkey.name, organizer: organizer.name }
    if (outcome === 'removed') reply.flash('ok', { key: 'secondFactors:passkey.removed', params })
    else if (outcome === 'gone') reply.flash('warn', { key: 'secondFactors:passkey.wasGone' })
    else reply.flash('bad', { key: 'secondFactors:required', params })
    return reply.redirect(site.base + SECURITY, 303)
  }
}

async function showAdd(
  request: FastifyRequest,
  reply: FastifyReply,
  { secondFactors }: SecondFactorDeps,
  { session, customer }: Person,
  error?: string,
) {
  const { organizer, site } = request
  const factors = usable(await secondFactors.of(organizer.id, customer.id))
  const page = AddPasskeyPage({
    context: accountContext(request, reply, session),
    action: `${site.base}${SECURITY}/passkeys/add`,
    host: requirePasskeyHost(request).id,
    addsStep: organizer.settings.customer_accounts_second_step !== 'off' && !factors.passkeys && !factors.totp,
    error,
  })
  return reply.code(error === undefined ? 200 : 422).html(await renderPage(page))
}

async function showRename(
  request: FastifyRequest,
  reply: FastifyReply,
  { session }: Person,
  { id, name, isEmpty = false }: { id: PasskeyId; name: string; isEmpty?: boolean },
) {
  const page = RenamePage({
    context: accountContext(request, reply, session),
    action: `${request.site.base}${SECURITY}/passkeys/${id}`,
    name,
    error: isEmpty ? request.t('secondFactors:passkey.nameEmpty') : undefined,
  })
  return reply.code(isEmpty ? 422 : 200).html(await renderPage(page))
}

/** @throws NotFound */
async function passkeyOf(request: FastifyRequest, { secondFactors }: SecondFactorDeps, { customer }: Person) {
  const id = readPasskeyId(request.params)
  const passkey = id && (await secondFactors.passkeys.byId(request.organizer.id, customer.id, id))
  if (!passkey) throw new NotFound('passkey')
  return passkey
}
