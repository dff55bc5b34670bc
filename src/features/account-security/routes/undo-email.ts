import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../../../platform/i18n/format.ts'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import type { Undoable } from '../email-undo.ts'
import { readToken } from '../forms.ts'
import { UndoEndPage, UndoPage } from '../pages/undo.tsx'

const PATH = '/account/undochange'

/** Where the link in the notice to the address before leads; needs no login. Looking at it changes nothing. */
export function undoForm({ security }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t, locale } = request
    const token = readToken(request.query)
    const found = await security.emailUndo.find(organizer, token)
    if (!found) return showEnd(request, reply, 'gone')
    if (found.isTaken) return showEnd(request, reply, 'taken', found)
    const page = UndoPage({
      frame: shopFrame(request, reply),
      t,
      csrf: reply.csrfToken(),
      identifier: found.customer.identifier,
      email: found.email,
      to: found.to,
      when: formatInstant(found.at, locale, organizer.timeZone),
      hasPasswords: organizer.settings.customer_accounts_native,
      token,
      action: `${site.base}${PATH}?token=${token}`,
      cancel: `${site.base}/`,
    })
    return reply.header('cache-control', 'no-store').html(await renderPage(page))
  }
}

export function undo({ security }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const token = readToken(request.body)
    const found = await security.emailUndo.find(organizer, token)
    return showEnd(request, reply, await security.emailUndo.undo(organizer, site, token), found)
  }
}

const STATUS = { done: 200, gone: 410, taken: 409 } as const

async function showEnd(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: keyof typeof STATUS,
  found: Undoable | null = null,
) {
  const { organizer, site, t } = request
  const email = found?.email ?? ''
  const texts = {
    done: {
      title: t('accountSecurity:email.undoneTitle'),
      text: organizer.settings.customer_accounts_native
        ? t('accountSecurity:email.undoneText', { email })
        : t('accountSecurity:email.undoneTextNoPassword', { email }),
    },
    gone: { title: t('accountSecurity:email.goneTitle'), text: t('accountSecurity:email.undoGoneText') },
    taken: {
      title: t('accountSecurity:email.undoTakenTitle'),
      text: t('accountSecurity:email.undoTakenText', { email, organizer: organizer.name }),
    },
  }
  const page = UndoEndPage({
    frame: shopFrame(request, reply),
    ...texts[kind],
    more: kind === 'done' ? t('accountSecurity:email.undoneCheck') : null,
    link: { href: `${site.base}/account/login`, text: t('accountSecurity:email.toLogin') },
  })
  return reply
    .code(STATUS[kind])
    .header('cache-control', 'no-store')
    .html(await renderPage(page))
}
