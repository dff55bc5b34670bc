import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { type FormProblems, problemsOf, readFields } from '../../platform/http/form-fields.ts'
import { isLocale } from '../../platform/i18n/i18n.ts'
import { renderPage } from '../../ui/render.ts'
import { allow, officeFrame, officePath, policies, requireStaff } from '../office-access/index.ts'
import type { Organizers } from '../organizers/index.ts'
import { AddOrganizerPage } from './pages/add-organizer.tsx'
import { OrganizersPage } from './pages/organizers.tsx'

const PAGE_SIZE = 50
const FIELDS = ['slug', 'name', 'locale', 'time_zone'] as const

/** The list of organizers that a user works for, and a new one. */
export function organizerRoutes(app: FastifyInstance, deps: { organizers: Organizers; config: Config }): void {
  const { organizers, config } = deps

  app.get('/', async (request, reply) => {
    const { user } = requireStaff(request)
    const { search, after } = readFields(request.query, ['search', 'after'])
    const found = await organizers.list({
      limit: PAGE_SIZE + 1,
      search: search.trim() || undefined,
      after: after || undefined,
      memberId: user.isAdmin ? undefined : user.id,
    })
    const shown = found.slice(0, PAGE_SIZE)
    const last = found.length > PAGE_SIZE ? shown.at(-1)?.slug : undefined
    return reply.html(
      await renderPage(
        OrganizersPage({
          office: officeFrame(request, reply, { active: 'organizers' }),
          t: request.t,
          organizers: shown,
          search,
          isAdmin: user.isAdmin,
          first: after === '' ? undefined : listAddress({ search }),
          next: last && listAddress({ search, after: last }),
        }),
      ),
    )
  })

  async function addPage(
    request: FastifyRequest,
    reply: FastifyReply,
    values: Readonly<Record<string, string>>,
    problems: FormProblems,
  ): Promise<FastifyReply> {
    const { t } = request
    const crumbs = [{ text: t('office:organizers.title'), href: '/control/' }, { text: t('office:add.title') }]
    const office = officeFrame(request, reply, { active: 'organizers', crumbs })
    const page = AddOrganizerPage({ office, t, csrf: reply.csrfToken(), url: config.url, values, problems })
    return reply.html(await renderPage(page))
  }

  app.get('/organizers/add', async (request, reply) => {
    allow(request, policies.organizers.create)
    const values = { locale: config.defaultLocale, time_zone: config.defaultTimezone }
    return addPage(request, reply, values, {})
  })

  app.post('/organizers/add', async (request, reply) => {
    allow(request, policies.organizers.create)
    const values = readFields(request.body, FIELDS)
    const { slug, name, locale, time_zone: timeZone } = values
    const input = { slug: slug.trim(), name, timeZone, ...(isLocale(locale) && { locale }) }
    const problems = await problemsOf(() => organizers.create(input, requireStaff(request).actor))
    if (problems) return addPage(request, reply.code(422), values, problems)
    reply.flash('ok', { key: 'office:add.done', params: { name: name.trim() } })
    return reply.redirect(officePath(input.slug, 'settings'), 303)
  })
}

function listAddress(values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''))
  return query.size === 0 ? '/control/' : `/control/?${query}`
}
