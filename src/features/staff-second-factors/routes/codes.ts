import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { CODES, isShownCode } from '../../../platform/factors/recovery-code.ts'
import { renderPage } from '../../../ui/render.ts'
import type { StaffLogin } from '../../staff/index.ts'
import { readCodesForm } from '../forms.ts'
import { NewCodesPage } from '../pages/codes.tsx'
import { QuestionPage } from '../pages/layout.tsx'
import { ownChange, ownLogin, type StaffFactorDeps, settingsContext } from '../scope.ts'
import { SETTINGS_PATH } from '../staff-second-factors.ts'

const CODES_PATH = `${SETTINGS_PATH}regenemergency`

/** New codes, if there are any to show; otherwise the question whether to make some. */
export function codesPage({ staffSecondFactors, platform }: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { t } = request
    const codes = staffSecondFactors.newCodes.take(request, reply, login.user.id)
    const context = settingsContext(request, reply, login, platform.config.instanceName)
    reply.header('cache-control', 'no-store')
    if (codes !== null) {
      const page = NewCodesPage({ context, codes: codes.split('\n'), download: `${CODES_PATH}/download` })
      return reply.html(await renderPage(page))
    }
    const { devices } = await staffSecondFactors.of(login.user.id)
    if (devices.length === 0) return noDevice(reply)
    const page = QuestionPage({
      context,
      title: t('staffFactors:codes.makeTitle'),
      text: t('staffFactors:codes.makeText'),
      consequences: [t('staffFactors:codes.makeEnds'), t('staffFactors:device.sessions')],
      action: CODES_PATH,
      submit: t('staffFactors:codes.makeSubmit'),
      tone: 'primary',
    })
    return reply.html(await renderPage(page))
  }
}

export function makeCodes({ staffSecondFactors }: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const codes = await staffSecondFactors.recoveryCodes.makeNew(ownChange(login))
    if (codes === null) return noDevice(reply)
    staffSecondFactors.newCodes.put(reply, login.user.id, codes.join('\n'))
    return reply.redirect(CODES_PATH, 303)
  }
}

/** The codes that a page just showed, as a file: they are known to that page only. */
export function downloadCodes({ platform }: StaffFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const login = ownLogin(request, reply)
    if (!login) return reply
    const { t } = request
    const codes = readCodesForm(request.body).codes.split(/\r?\n/)
    if (codes.length > CODES || !codes.every(isShownCode)) throw new NotFound('codes')
    const names = { account: login.user.email, instance: platform.config.instanceName }
    const lines = [t('staffFactors:codes.fileTitle', names), t('staffFactors:codes.fileText'), '', ...codes, '']
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${t('staffFactors:codes.fileName')}"`)
      .type('text/plain; charset=utf-8')
      .send(lines.join('\r\n'))
  }
}

/** With the first device come recovery codes, which are shown at once. */
export function afterAdding(
  reply: FastifyReply,
  { staffSecondFactors }: StaffFactorDeps,
  { user }: StaffLogin,
  { name, codes }: { readonly name: string; readonly codes: readonly string[] | null },
): FastifyReply {
  reply.flash('ok', { key: 'staffFactors:device.isAdded', params: { name } })
  if (codes === null) return reply.redirect(SETTINGS_PATH, 303)
  staffSecondFactors.newCodes.put(reply, user.id, codes.join('\n'))
  return reply.redirect(CODES_PATH, 303)
}

function noDevice(reply: FastifyReply): FastifyReply {
  reply.flash('warn', { key: 'staffFactors:codes.noDevice' })
  return reply.redirect(SETTINGS_PATH, 303)
}
