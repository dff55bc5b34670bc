import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { renderPage } from '../../../ui/render.ts'
import type { StaffLogin } from '../../staff/index.ts'
import { checkName, type FieldErrors, readDeviceForm, readProof, readType } from '../forms.ts'
import { AddPage, PasskeyPage } from '../pages/device.tsx'
import { ownChange, ownLogin, requireRelyingParty, type StaffFactorDeps, settingsContext } from '../scope.ts'
import { SETTINGS_PATH } from '../staff-second-factors.ts'
import { MAX_DEVICES } from '../totp.ts'
import { afterAdding } from './codes.ts'

const NEW_PASSKEY = `${SETTINGS_PATH}webauthn/new/confirm`

interface Typed {
  readonly name: string
  readonly type: string
  readonly errors: FieldErrors
}

export function addForm(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    return login ? showAdd(request, reply, deps, login, { name: '', type: 'totp', errors: {} }) : reply
  }
}

/** Makes an unconfirmed authenticator app, or leads on to where the browser creates a passkey. */
export function addDevice(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const sent = readDeviceForm(request.body)
    const type = readType(sent.type)
    const { name, errors } = checkName(sent.name)
    const again = (more: FieldErrors) =>
      showAdd(request, reply, deps, login, { ...sent, errors: { ...errors, ...more } })
    if (type === null) return again({ type: { key: 'staffFactors:device.typeEmpty' } })
    const { passkeys, totp } = deps.staffSecondFactors
    if (type === 'webauthn' && passkeys.rp === null) return again({ type: { key: 'staffFactors:device.noPasskeys' } })
    if (Object.keys(errors).length > 0) return again({})
    if (type === 'webauthn') return reply.redirect(`${NEW_PASSKEY}?${new URLSearchParams({ name })}`, 303)
    const id = await totp.begin(login.user, name)
    if (id === null) reply.flash('bad', { key: 'staffFactors:device.tooMany', params: { max: MAX_DEVICES } })
    return reply.redirect(id === null ? SETTINGS_PATH : `${SETTINGS_PATH}totp/${id}/confirm`, 303)
  }
}

export function newPasskeyPage(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { name, errors } = checkName(readDeviceForm(request.query).name)
    if (Object.keys(errors).length > 0) return reply.redirect(`${SETTINGS_PATH}add`, 303)
    return showPasskey(request, reply, deps, login, name)
  }
}

/** What the new passkey has to answer. */
export function newPasskeyOptions(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { passkeys, throttles } = deps.staffSecondFactors
    const rp = requireRelyingParty(deps)
    await throttles.passkey(clientAddress(request))
    return reply.header('cache-control', 'no-store').send(await passkeys.askForNew(request, reply, rp, login.user))
  }
}

export function addPasskey(deps: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { t } = request
    const { name, errors } = checkName(readDeviceForm(request.body).name)
    if (Object.keys(errors).length > 0) {
      return showAdd(request, reply, deps, login, { name, type: 'webauthn', errors })
    }
    const { credential } = readProof(request.body)
    const added = await deps.staffSecondFactors.passkeys.add(request, ownChange(login), { credential, name })
    if (added.kind === 'added') return afterAdding(reply, deps, login, added)
    const error =
      added.kind === 'too_many'
        ? t('staffFactors:device.tooMany', { max: MAX_DEVICES })
        : t(`staffFactors:device.${added.kind}`)
    return showPasskey(request, reply, deps, login, name, error)
  }
}

async function showAdd(
  request: FastifyRequest,
  reply: FastifyReply,
  { platform, staffSecondFactors }: StaffFactorDeps,
  login: StaffLogin,
  typed: Typed,
) {
  const context = settingsContext(request, reply, login, platform.config.instanceName)
  const page = AddPage({ context, ...typed, hasPasskeys: staffSecondFactors.passkeys.rp !== null })
  return reply.code(Object.keys(typed.errors).length > 0 ? 422 : 200).html(await renderPage(page))
}

async function showPasskey(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: StaffFactorDeps,
  login: StaffLogin,
  name: string,
  error?: string,
) {
  const { id: host } = requireRelyingParty(deps)
  const context = settingsContext(request, reply, login, deps.platform.config.instanceName)
  const page = PasskeyPage({ context, name, host, error })
  return reply.code(error === undefined ? 200 : 422).html(await renderPage(page))
}
