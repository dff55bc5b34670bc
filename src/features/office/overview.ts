import type { FastifyInstance } from 'fastify'
import { DAY } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderPage } from '../../ui/render.ts'
import { type Audit, type AuditEntry, describeEntry } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import { may, officeFrame, policies } from '../office-access/index.ts'
import { preferredSite } from '../organizers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { objectHref } from './history.ts'
import { OverviewPage } from './pages/overview.tsx'

const LATEST = 8

export interface OverviewDeps {
  readonly platform: Pick<Platform, 'clock' | 'config'>
  readonly audit: Audit
  readonly customers: Pick<Customers, 'counts'>
  readonly ssoClients: Pick<SsoClients, 'count'>
}

/** An organizer at a glance: numbers and the latest changes. */
export function overviewRoutes(app: FastifyInstance, { platform, audit, customers, ssoClients }: OverviewDeps): void {
  app.get('/', async (request, reply) => {
    const { organizer, t, locale } = request
    const since = platform.clock.now() - 7 * DAY
    const [counts, clients, logins, failed, latest] = await Promise.all([
      customers.counts(organizer.id),
      ssoClients.count(organizer.id),
      audit.countSince(organizer.id, 'foyer.customer.login', since),
      audit.countSince(organizer.id, 'foyer.customer.login.failed', since),
      audit.list(organizer.id, { limit: LATEST }),
    ])
    const formats = {
      locale,
      timeZone: organizer.timeZone,
      hrefOf: (entry: AuditEntry) => objectHref(organizer, entry),
    }
    const shop = preferredSite(organizer, platform.config)
    return reply.html(
      await renderPage(
        OverviewPage({
          office: officeFrame(request, reply, { active: 'overview' }),
          t,
          locale,
          organizer,
          shopHref: `${shop.origin}${shop.base}/`,
          figures: { counts, clients, logins, failed },
          latest: latest.map((entry) => describeEntry(t, entry, formats)),
          maySet: may(request, policies.organizers.change),
        }),
      ),
    )
  })
}
