import type { FastifyInstance } from 'fastify'
import { formatDay } from '../../platform/i18n/format.ts'
import { renderPage } from '../../ui/render.ts'
import { type Audit, type AuditEntry, describeEntry } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { officeFrame, officePath } from '../staff/index.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { HistoryPage } from './pages/history.tsx'

const PAGE_SIZE = 50

/** The history of an organizer, newest first. */
export function historyRoutes(app: FastifyInstance, { audit }: { audit: Audit }): void {
  app.get('/history', async (request, reply) => {
    const { organizer, t, locale } = request
    const query = request.query as Record<string, unknown>
    const here = officePath(organizer.slug, 'history')
    const page = await historyPage(audit, organizer, readCursor(query.before), readCursor(query.after))
    const formats = {
      locale,
      timeZone: organizer.timeZone,
      hrefOf: (entry: AuditEntry) => objectHref(organizer, entry),
    }
    const day = (entry: AuditEntry | undefined) => formatDay(entry?.at ?? 0, locale, organizer.timeZone)
    const [from, to] = [day(page.entries.at(-1)), day(page.entries[0])]
    return reply.html(
      await renderPage(
        HistoryPage({
          office: officeFrame(request, reply, { active: 'history', crumbs: [{ text: t('office:history.title') }] }),
          t,
          entries: page.entries.map((entry) => describeEntry(t, entry, formats)),
          range: from === to ? to : t('office:history.range', { from, to }),
          newer: page.newer && `${here}?after=${page.newer}`,
          older: page.older && `${here}?before=${page.older}`,
        }),
      ),
    )
  })
}

/** Where the object of an entry is shown in the back office; a customer is looked for by the name of that time. */
export function objectHref({ slug }: Organizer, entry: AuditEntry): string | undefined {
  const { action, objectType, objectId, objectName } = entry
  if (objectType === 'customer' && objectName !== '') {
    return officePath(slug, `customers?query=${encodeURIComponent(objectName)}`)
  }
  if (objectType !== 'ssoclient' || action === 'pretix.ssoclient.deleted') return undefined
  return officePath(slug, `ssoclient/${objectId}/edit`)
}

interface HistoryPart {
  readonly entries: readonly AuditEntry[]
  readonly newer: string | undefined
  readonly older: string | undefined
}

async function historyPage(
  audit: Audit,
  organizer: Organizer,
  before: ReturnType<typeof readCursor>,
  after: ReturnType<typeof readCursor>,
): Promise<HistoryPart> {
  const found = await audit.list(organizer.id, { limit: PAGE_SIZE + 1, before, after: before ? undefined : after })
  const isForward = after !== undefined && before === undefined
  const hasMore = found.length > PAGE_SIZE
  const entries = isForward ? found.slice(-PAGE_SIZE) : found.slice(0, PAGE_SIZE)
  const cursor = (entry: AuditEntry | undefined, isNeeded: boolean) =>
    entry && isNeeded ? writeCursor(entry) : undefined
  return {
    entries,
    newer: cursor(entries[0], isForward ? hasMore : before !== undefined),
    older: cursor(entries.at(-1), isForward || hasMore),
  }
}
