import type { FastifyRequest } from 'fastify'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import type { Customer } from '../../customers/index.ts'
import { may, officePath, policies } from '../../office-access/index.ts'
import { type Listing, listApps } from '../apps.ts'
import type { ConnectedAppsDeps } from '../deps.ts'
import { AppRow } from '../pages/app-row.tsx'

/** Where the back office shows an organizer's pictures: at the main address, whatever domains the organizer has. */
export function officeListing(
  { organizer, t, locale }: FastifyRequest,
  { config }: Pick<ConnectedAppsDeps, 'config'>,
  customer: Pick<Customer, 'id'>,
): Listing {
  return { organizer, customerId: customer.id, site: { origin: config.url, base: `/${organizer.slug}` }, t, locale }
}

/** Address of the page that asks before an app is withdrawn. */
export function withdrawPath({ organizer }: FastifyRequest, { identifier }: Pick<Customer, 'identifier'>, id: string) {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/apps/${id}/withdraw`)
}

/** The apps of a customer, for the customer's page in the back office. */
export function connectedAppsSection(deps: Pick<ConnectedAppsDeps, 'provider' | 'config'>) {
  return async (request: FastifyRequest, customer: Customer): Promise<JSX.Element> => {
    const { t } = request
    const apps = await listApps(deps.provider, officeListing(request, deps, customer))
    const mayWrite = may(request, policies.connectedApps.withdraw)
    return Section({
      title: t('connectedApps:office.title'),
      children:
        apps.length === 0 ? (
          <p class="text-muted">{t('connectedApps:office.none')}</p>
        ) : (
          <Rows>
            {apps.map((app) => (
              <AppRow app={app} t={t} withdraw={mayWrite ? withdrawPath(request, customer, app.id) : null} />
            ))}
          </Rows>
        ),
    })
  }
}
