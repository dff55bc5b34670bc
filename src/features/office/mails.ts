import type { FastifyInstance, FastifyRequest } from 'fastify'
import { MINUTE } from '../../core/clock.ts'
import { looksLikeId, type OutboxId } from '../../core/ids.ts'
import { readFields } from '../../platform/http/form-fields.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderPage } from '../../ui/render.ts'
import type { Audit } from '../audit/index.ts'
import { allow, officeFrame, policies, requireStaff } from '../office-access/index.ts'
import { DiscardMailPage, MAILS_PATH, MailsPage } from './pages/mails.tsx'

const PAGE_SIZE = 50
/** How far back an entry is looked for that is to be named in the history. */
const LOOK_BACK = 500

/** Mails that were given up, for administrators of the installation. */
export function mailRoutes(app: FastifyInstance, deps: { platform: Platform; audit: Audit }): void {
  const { outbox, db, config } = deps.platform

  app.addHook('preHandler', async (request) => {
    allow(request, policies.installation.manageMails)
  })

  app.get('/admin/mails', async (request, reply) => {
    const { before } = readFields(request.query, ['before'])
    const from = looksLikeId(before) ? (before as OutboxId) : undefined
    const [lag, found] = await Promise.all([outbox.lag(), outbox.listDead('installation', PAGE_SIZE + 1, from)])
    const entries = found.slice(0, PAGE_SIZE)
    const last = found.length > PAGE_SIZE ? entries.at(-1) : undefined
    return reply.html(
      await renderPage(
        MailsPage({
          office: officeFrame(request, reply, { active: 'mails' }),
          t: request.t,
          locale: request.locale,
          timeZone: config.defaultTimezone,
          csrf: reply.csrfToken(),
          lag: { ...lag, oldestMinutes: Math.ceil(lag.oldestDueMs / MINUTE) },
          entries,
          first: from && MAILS_PATH,
          next: last && `${MAILS_PATH}?before=${last.id}`,
        }),
      ),
    )
  })

  app.get('/admin/mails/discard', async (request, reply) => {
    const { t } = request
    const crumbs = [{ text: t('office:mails.title'), href: MAILS_PATH }, { text: t('office:mails.discard') }]
    const office = officeFrame(request, reply, { active: 'mails', crumbs })
    const { id } = readFields(request.query, ['id'])
    return reply.html(await renderPage(DiscardMailPage({ office, t, csrf: reply.csrfToken(), id })))
  })

  app.post('/admin/mails/retry', async (request, reply) => {
    const done = await act(request, 'foyer.mail.retried', (id) => outbox.retry('installation', id))
    reply.flash(done ? 'ok' : 'info', { key: done ? 'office:mails.retried' : 'office:mails.gone' })
    return reply.redirect(MAILS_PATH, 303)
  })

  app.post('/admin/mails/discard', async (request, reply) => {
    const done = await act(request, 'foyer.mail.discarded', (id) => outbox.discard('installation', id))
    reply.flash(done ? 'ok' : 'info', { key: done ? 'office:mails.discarded' : 'office:mails.gone' })
    return reply.redirect(MAILS_PATH, 303)
  })

  async function act(
    request: FastifyRequest,
    action: 'foyer.mail.retried' | 'foyer.mail.discarded',
    run: (id: OutboxId) => Promise<boolean>,
  ): Promise<boolean> {
    const { id } = readFields(request.body, ['id'])
    if (!looksLikeId(id)) return false
    const dead = await outbox.listDead('installation', LOOK_BACK)
    const entry = dead.find((candidate) => candidate.id === id)
    if (!(await run(id as OutboxId))) return false
    await deps.audit.record(db.q, entry?.organizerId ?? null, {
      action,
      actor: requireStaff(request).actor,
      object: { type: 'mail', id, name: entry?.topic ?? id },
    })
    return true
  }
}
