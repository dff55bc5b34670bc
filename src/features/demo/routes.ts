import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderPage } from '../../ui/render.ts'
import { requestFrame } from '../../ui/request-frame.ts'
import { MailboxPage, MailPage } from './pages.tsx'
import { demoStore } from './store.ts'

const SHOWN = 200
const mailParams = z.object({ id: z.string().max(100).catch('') })

/** A mail has styles of its own and no scripts; it is shown in a frame that may do nothing but open links. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: http: https:; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"
const MAILBOX_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/** The mailbox of the demo: every mail that would have been sent. Registered in demo mode only. */
export function mailboxRoutes(app: FastifyInstance, platform: Platform): void {
  const store = demoStore(platform.db.q)

  async function mailOf(params: unknown) {
    const mail = await store.mail(mailParams.parse(params).id)
    if (!mail) throw new NotFound('mail')
    return mail
  }

  app.get('/mailbox', async (request, reply) => {
    const frame = requestFrame(request, reply, app.assets, { name: request.t('demo:mailbox') })
    const { t, locale } = request
    return reply.html(await renderPage(MailboxPage({ frame, t, locale, mails: await store.mails(SHOWN) })))
  })

  app.get('/mailbox/:id', async (request, reply) => {
    const mail = await mailOf(request.params)
    const frame = requestFrame(request, reply, app.assets, { name: request.t('demo:mailbox') })
    reply.header('content-security-policy', MAILBOX_POLICY)
    return reply.html(await renderPage(MailPage({ frame, t: request.t, locale: request.locale, mail })))
  })

  app.get('/mailbox/:id/html', async (request, reply) => {
    const mail = await mailOf(request.params)
    reply.header('content-security-policy', MAIL_POLICY).header('x-frame-options', 'SAMEORIGIN')
    return reply.html(mail.html.replace(/<head([^>]*)>/i, '<head$1><base target="_top">'))
  })
}
