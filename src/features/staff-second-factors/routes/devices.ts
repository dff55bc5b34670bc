import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import type { TotpDeviceId } from '../../../core/ids.ts'
import { otpauthUri } from '../../../platform/factors/totp-code.ts'
import { renderPage } from '../../../ui/render.ts'
import type { StaffLogin } from '../../staff/index.ts'
import { checkName, type FieldErrors, readCodeForm, readDevice, readDeviceForm } from '../forms.ts'
import { RenamePage, TotpPage } from '../pages/device.tsx'
import { QuestionPage } from '../pages/layout.tsx'
import { isForced } from '../rules/forced.ts'
import { ownChange, ownLogin, type StaffFactorDeps, settingsContext } from '../scope.ts'
import { SETTINGS_PATH } from '../staff-second-factors.ts'
import type { TotpDraft } from '../totp.ts'
import type { Device } from '../types.ts'
import { afterAdding } from './codes.ts'

export function confirmTotpPage(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const draft = await deps.staffSecondFactors.totp.draft(login.user.id, totpIdOf(request))
    return draft ? showTotp(request, reply, deps, login, draft) : waitsNoMore(reply)
  }
}

/** The first code of an authenticator app: from now on it counts. */
export function confirmTotp(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { totp } = deps.staffSecondFactors
    const id = totpIdOf(request)
    const { code } = readCodeForm(request.body)
    const done = await totp.confirm(ownChange(login), id, code)
    if (done.kind === 'on') return afterAdding(reply, deps, login, done)
    const draft = done.kind === 'wrong' ? await totp.draft(login.user.id, id) : null
    if (!draft) return waitsNoMore(reply)
    const key = code.trim() === '' ? 'staffFactors:device.codeEmpty' : 'staffFactors:device.codeWrong'
    return showTotp(request, reply, deps, login, draft, { code: { key } })
  }
}

export function renameForm(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const device = await deviceOf(request, deps, login)
    return showRename(request, reply, deps, login, device, { name: device.name, errors: {} })
  }
}

export function renameDevice(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const device = await deviceOf(request, deps, login)
    const { name: typed } = readDeviceForm(request.body)
    const { name, errors } = checkName(typed)
    if (Object.keys(errors).length > 0) {
      return showRename(request, reply, deps, login, device, { name: typed, errors })
    }
    const isRenamed = await deps.staffSecondFactors.devices.rename(ownChange(login), device, name)
    if (isRenamed) reply.flash('ok', { key: 'staffFactors:device.renamed', params: { name } })
    else reply.flash('warn', { key: 'staffFactors:device.wasGone' })
    return reply.redirect(SETTINGS_PATH, 303)
  }
}

/** Says what ends before it ends. */
export function deletePage(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { t } = request
    const { type, id, name } = await deviceOf(request, deps, login)
    const { devices } = await deps.staffSecondFactors.of(login.user.id)
    const isLast = devices.length === 1
    const isFree = login.session.secondFactor === 'upstream'
    if (isLast && !isFree && isForced(await deps.staffSecondFactors.whyForced(login.user))) {
      reply.flash('warn', { key: 'staffFactors:device.lastRequired' })
      return reply.redirect(SETTINGS_PATH, 303)
    }
    const page = QuestionPage({
      context: settingsContext(request, reply, login, deps.platform.config.instanceName),
      title: t('staffFactors:device.removeTitle', { name }),
      consequences: [
        t(type === 'totp' ? 'staffFactors:device.removeTotp' : 'staffFactors:device.removeWebauthn'),
        ...(isLast ? [t('staffFactors:device.removeLast')] : []),
        t('staffFactors:device.sessions'),
      ],
      action: `${SETTINGS_PATH}${type}/${id}/delete`,
      submit: t('staffFactors:device.removeSubmit'),
    })
    return reply.html(await renderPage(page))
  }
}

export function deleteDevice(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const device = await deviceOf(request, deps, login)
    const outcome = await deps.staffSecondFactors.devices.remove(ownChange(login), device)
    if (outcome === 'removed') reply.flash('ok', { key: 'staffFactors:device.removed', params: { name: device.name } })
    else if (outcome === 'gone') reply.flash('warn', { key: 'staffFactors:device.wasGone' })
    else reply.flash('bad', { key: 'staffFactors:device.lastRequired' })
    return reply.redirect(SETTINGS_PATH, 303)
  }
}

async function showTotp(
  request: FastifyRequest,
  reply: FastifyReply,
  { platform }: StaffFactorDeps,
  login: StaffLogin,
  draft: TotpDraft,
  errors: FieldErrors = {},
) {
  const { instanceName } = platform.config
  const context = settingsContext(request, reply, login, instanceName)
  const uri = otpauthUri(draft.secret, { issuer: instanceName, account: login.user.email })
  const page = TotpPage({ context, draft, uri, errors })
  return reply
    .code(errors.code ? 422 : 200)
    .header('cache-control', 'no-store')
    .html(await renderPage(page))
}

async function showRename(
  request: FastifyRequest,
  reply: FastifyReply,
  { platform }: StaffFactorDeps,
  login: StaffLogin,
  device: Device,
  { name, errors }: { name: string; errors: FieldErrors },
) {
  const page = RenamePage({
    context: settingsContext(request, reply, login, platform.config.instanceName),
    action: `${SETTINGS_PATH}${device.type}/${device.id}/rename`,
    formerName: device.name,
    name,
    errors,
  })
  return reply.code(errors.name ? 422 : 200).html(await renderPage(page))
}

function waitsNoMore(reply: FastifyReply): FastifyReply {
  reply.flash('warn', { key: 'staffFactors:device.gone' })
  return reply.redirect(SETTINGS_PATH, 303)
}

/** @throws NotFound */
function totpIdOf(request: FastifyRequest): TotpDeviceId {
  const address = readDevice({ ...(request.params as object), type: 'totp' })
  if (!address) throw new NotFound('device')
  return address.id as TotpDeviceId
}

/** A device of one's own. @throws NotFound */
async function deviceOf(request: FastifyRequest, { staffSecondFactors }: StaffFactorDeps, { user }: StaffLogin) {
  const address = readDevice(request.params)
  const device = address && (await staffSecondFactors.devices.find(user.id, address))
  if (!device) throw new NotFound('device')
  return device
}
