import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { looksLikeId, type OrganizerId } from '../../core/ids.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import { renderPage } from '../../ui/render.ts'
import { type Audit, type AuditEntry, describeEntry, historyPage } from '../audit/index.ts'
import { allow, officeFrame, officePath, policies } from '../office-access/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { HistoryPage } from './pages/history.tsx'

const PAGE_SIZE = 50

/** The history of an organizer, newest first. */
export function historyRoutes(app: FastifyInstance, { audit }: { audit: Audit }): void {
  app.get('/history', async (request, reply) => {
    const { organizer } = request
    return showHistory(request, reply, audit, {
      organizerId: organizer.id,
      words: 'history',
      address: officePath(organizer.slug, 'history'),
      timeZone: organizer.timeZone,
      hrefOf: (entry) => objectHref(organizer, entry),
    })
  })
}

/** What belongs to no organizer, newest first, for administrators of the installation. */
export function installationHistoryRoutes(
  app: FastifyInstance,
  { audit, config }: { audit: Audit; config: Config },
): void {
  app.get('/admin/history', async (request, reply) => {
    allow(request, policies.installation.seeHistory)
    return showHistory(request, reply, audit, {
      organizerId: null,
      words: 'installationHistory',
      address: '/control/admin/history',
      timeZone: config.defaultTimezone,
      hrefOf: userHref,
    })
  })
}

interface Shown {
  readonly organizerId: OrganizerId | null
  readonly words: 'history' | 'installationHistory'
  readonly address: string
  /** IANA name */
  readonly timeZone: string
  readonly hrefOf?: (entry: AuditEntry) => string | undefined
}

async function showHistory(
  request: FastifyRequest,
  reply: FastifyReply,
  audit: Audit,
  { organizerId, words, address, ...formats }: Shown,
): Promise<FastifyReply> {
  const { t, locale } = request
  const page = await historyPage((options) => audit.list(organizerId, options), request.query, PAGE_SIZE)
  const day = (entry: AuditEntry | undefined) => formatDay(entry?.at ?? 0, locale, formats.timeZone)
  const [from, to] = [day(page.entries.at(-1)), day(page.entries[0])]
  return reply.html(
    await renderPage(
      HistoryPage({
        office: officeFrame(request, reply, { active: 'history', crumbs: [{ text: t('office:history.title') }] }),
        t,
        words,
        entries: page.entries.map((entry) => describeEntry(t, entry, { ...formats, locale })),
        range: from === to ? to : t('office:history.range', { from, to }),
        newer: page.newer && `${address}?after=${page.newer}`,
        older: page.older && `${address}?before=${page.older}`,
      }),
    ),
  )
}

/** Where the object of an entry is shown in the back office; a customer is looked for by the name of that time. */
export function objectHref({ slug }: Organizer, entry: AuditEntry): string | undefined {
  const { action, objectType, objectId, objectName } = entry
  if (objectType === 'customer' && objectName !== '') {
    return officePath(slug, `customers?query=${encodeURIComponent(objectName)}`)
  }
  if (objectType === 'team' && action !== 'pretix.team.deleted') return officePath(slug, `team/${objectId}/`)
  const isForm = objectType === 'ssoclient' || objectType === 'ssoprovider'
  return isForm && action !== `pretix.${objectType}.deleted`
    ? officePath(slug, `${objectType}/${objectId}/edit`)
    : undefined
}

/** Where a staff account is shown to administrators of the installation. */
function userHref({ objectType, objectId }: AuditEntry): string | undefined {
  return objectType === 'user' && looksLikeId(objectId) ? `/control/admin/users/${objectId}/` : undefined
}
