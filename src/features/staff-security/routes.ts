import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, type Message } from '../../core/errors.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import { renderPage } from '../../ui/render.ts'
import { type Audit, type AuditEntry, describeEntry, historyPage } from '../audit/index.ts'
import { requireOneself, requireStaff } from '../office-access/index.ts'
import type { Staff, User } from '../staff/index.ts'
import type { BackendRegistry } from '../staff-backends/index.ts'
import { backendName } from '../staff-login/index.ts'
import { ownPage } from './context.ts'
import { OwnHistoryPage } from './pages/history.tsx'
import { OTHERS, SESSIONS_PATH, SessionsPage } from './pages/sessions.tsx'
import { SettingsPage } from './pages/settings.tsx'
import type { ProfileForm } from './rules.ts'
import type { StaffSecurity } from './staff-security.ts'

interface StaffSecurityRoutesDeps {
  readonly staff: Staff
  readonly audit: Audit
  readonly backends: BackendRegistry
  readonly staffSecurity: StaffSecurity
}

const PAGE_SIZE = 20

/** The pages that staff members have about themselves: settings, sessions, history. */
export function staffSecurityRoutes(app: FastifyInstance, deps: StaffSecurityRoutesDeps): void {
  const { staff, audit, backends, staffSecurity } = deps

  const nameOf = (identifier: string, locale: string) => {
    const backend = backends.get(identifier)
    return backend ? backendName(backend, locale) : identifier
  }

  async function settings(
    request: FastifyRequest,
    reply: FastifyReply,
    form: ProfileForm,
    problems: Readonly<Record<string, Message>> = {},
  ): Promise<FastifyReply> {
    const page = ownPage(request, reply, 'settings')
    const backend = nameOf(page.user.authBackend, request.locale)
    const status = Object.keys(problems).length > 0 ? 422 : 200
    return reply.code(status).html(await renderPage(SettingsPage({ page, form, problems, backend })))
  }

  app.get('/settings', async (request, reply) => settings(request, reply, formOf(requireStaff(request).user)))

  app.post('/settings', async (request, reply) => {
    const login = requireOneself(request)
    const form = readForm(request.body)
    try {
      await staffSecurity.changeProfile(login, form)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return settings(request, reply, form, error.fields)
    }
    reply.flash('ok', { key: 'staffSecurity:settings.saved' })
    return reply.redirect('/control/settings/', 303)
  })

  app.get('/settings/sessions', async (request, reply) => {
    const { user, session } = requireOneself(request)
    const page = ownPage(request, reply, 'sessions')
    const view = SessionsPage({
      page,
      sessions: await staff.sessions.ofUser(user.id),
      current: session.idHash,
      backendName: (identifier) => nameOf(identifier, request.locale),
    })
    return reply.html(await renderPage(view))
  })

  app.post('/settings/sessions', async (request, reply) => {
    const login = requireOneself(request)
    const { session } = (request.body ?? {}) as Record<string, unknown>
    if (session === login.session.idHash) return reply.redirect('/control/logout', 303)
    if (session === OTHERS) {
      const count = await staffSecurity.endOtherSessions(login)
      reply.flash('ok', { key: 'staffSecurity:sessions.othersEnded', params: { count } })
    } else {
      const isEnded = typeof session === 'string' && (await staffSecurity.endSession(login, session))
      if (isEnded) reply.flash('ok', { key: 'staffSecurity:sessions.ended' })
      else reply.flash('info', { key: 'staffSecurity:sessions.gone' })
    }
    return reply.redirect(SESSIONS_PATH, 303)
  })

  app.get('/settings/history', async (request, reply) => {
    const { t, locale } = request
    const page = ownPage(request, reply, 'history')
    const { id, timeZone } = page.user
    const part = await historyPage((options) => audit.listOfStaff(id, options), request.query, PAGE_SIZE)
    const day = (entry: AuditEntry | undefined) => formatDay(entry?.at ?? 0, locale, timeZone)
    const [from, to] = [day(part.entries.at(-1)), day(part.entries[0])]
    const view = OwnHistoryPage({
      page,
      entries: part.entries.map((entry) => describeEntry(t, entry, { locale, timeZone })),
      range: from === to ? to : t('staffSecurity:history.range', { from, to }),
      newer: part.newer && `/control/settings/history/?after=${part.newer}`,
      older: part.older && `/control/settings/history/?before=${part.older}`,
    })
    return reply.html(await renderPage(view))
  })
}

function formOf({ fullname, locale, timeZone }: User): ProfileForm {
  return { fullname, locale, time_zone: timeZone }
}

/** Texts, empty when missing or given twice. */
function readForm(body: unknown): ProfileForm {
  const sent = (body ?? {}) as Record<string, unknown>
  const text = (name: keyof ProfileForm) => {
    const value = sent[name]
    return typeof value === 'string' ? value.slice(0, 4096) : ''
  }
  return { fullname: text('fullname'), locale: text('locale'), time_zone: text('time_zone') }
}
