import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { listApps } from '../apps.ts'
import type { ConnectedAppsDeps } from '../deps.ts'
import { AppRow } from '../pages/app-row.tsx'

/** So many stand on the page; the others behind the link. */
const SHOWN = 3

type CustomerSession = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

/** The apps used last, as a part of the security page; nothing without any. */
export function appsInSecurity({ provider }: Pick<ConnectedAppsDeps, 'provider'>) {
  return async (request: FastifyRequest, { customer }: CustomerSession): Promise<Child | null> => {
    const { organizer, site, t, locale } = request
    const apps = await listApps(provider, { organizer, customerId: customer.id, site, t, locale })
    if (apps.length === 0) return null
    const list = `${site.base}/account/apps`
    return (
      <Section title={t('connectedApps:list.title')} text={t('connectedApps:list.text', { organizer: organizer.name })}>
        <Rows>
          {apps.slice(0, SHOWN).map((app) => (
            <AppRow app={app} t={t} withdraw={`${list}/${app.id}/withdraw`} />
          ))}
        </Rows>
        <ButtonLink small class="mt-3" href={list}>
          {t('connectedApps:list.all', { count: apps.length })}
        </ButtonLink>
      </Section>
    )
  }
}
