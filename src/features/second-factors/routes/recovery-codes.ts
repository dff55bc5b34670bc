import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { CODES, isShownCode } from '../../../platform/factors/recovery-code.ts'
import { formatDay } from '../../../platform/i18n/format.ts'
import { renderPage } from '../../../ui/render.ts'
import { ownChange, type SecondFactorDeps } from '../deps.ts'
import { readCodesForm, readNext } from '../forms.ts'
import { NewCodesPage, QuestionPage } from '../pages/account.tsx'
import { accountContext, nextOf, recentPerson, SECURITY } from '../scope.ts'
import { codesHint } from '../sections.tsx'
import { keepNewCodes, SHOWN_CODES } from './new-codes.ts'

/** New codes, if there are any to show; otherwise the question whether to make some. */
export function codesPage(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t, locale } = request
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const { customer, session } = person
    const codes = deps.secondFactors.newCodes.take(request, reply, customer.id)
    const context = accountContext(request, reply, session)
    if (codes !== null) {
      const next = nextOf(request, readNext(request.query).next)
      const page = NewCodesPage({
        context,
        codes: codes.split('\n'),
        download: `${site.base}${SHOWN_CODES}/download`,
        goOn: site.base + (next ?? SECURITY),
      })
      return reply.html(await renderPage(page))
    }
    const { passkeys, totpSince, codes: left } = await deps.secondFactors.of(organizer.id, customer.id)
    const made = left.madeAt === null ? '' : formatDay(left.madeAt, locale, organizer.timeZone)
    const page = QuestionPage({
      context,
      title: t('secondFactors:codes.makeTitle'),
      text: t('secondFactors:codes.text'),
      consequences:
        left.madeAt === null
          ? []
          : [
              `${codesHint(left, t)} ${t('secondFactors:codes.madeOn', { day: made })}`,
              t('secondFactors:codes.makeEnds'),
            ],
      action: site.base + SHOWN_CODES,
      submit: t('secondFactors:codes.makeSubmit'),
      tone: 'primary',
      refusal: passkeys.length === 0 && totpSince === null ? t('secondFactors:codes.noFactor') : undefined,
    })
    return reply.html(await renderPage(page))
  }
}

export function makeCodes(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const { customer, session } = person
    const codes = await deps.secondFactors.recoveryCodes.makeNew(ownChange(request, customer, session))
    if (codes === null) reply.flash('warn', { key: 'secondFactors:codes.noFactor' })
    else keepNewCodes(reply, deps, customer.id, codes)
    return reply.redirect(request.site.base + (codes === null ? SECURITY : SHOWN_CODES), 303)
  }
}

/** The codes that a page just showed, as a file: they are known to that page only. */
export function downloadCodes(deps: SecondFactorDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, t } = request
    const person = await recentPerson(request, reply, deps)
    if (!person) return reply
    const codes = readCodesForm(request.body).codes.split(/\r?\n/)
    if (codes.length > CODES || !codes.every(isShownCode)) throw new NotFound('codes')
    const account = person.customer.email ?? person.customer.identifier
    const title = t('secondFactors:codes.fileTitle', { account, organizer: organizer.name })
    const lines = [title, t('secondFactors:codes.fileText'), '', ...codes, '']
    const file = t('secondFactors:codes.fileName', { slug: organizer.slug })
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${file}"`)
      .type('text/plain; charset=utf-8')
      .send(lines.join('\r\n'))
  }
}
