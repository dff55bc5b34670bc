import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { formatDay, formatInstant, formatNumber } from '../../platform/i18n/format.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../ui/office-layout.tsx'
import type { Crumb } from '../../ui/page-head.tsx'
import { officeFrame, officePath } from '../office-access/index.ts'
import { preferredSite } from '../organizers/index.ts'
import { ssoClientLogoPath } from './logo.ts'
import type { SsoClient } from './types.ts'

/** What every page of this feature is drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly day: (instant: number) => string
  readonly instant: (instant: number) => string
  readonly number: (value: number) => string
  /** All addresses under which the organizer is an issuer, the one that it prefers first. */
  readonly issuers: readonly string[]
  readonly organizer: string
  /** Address of a client's logo. */
  readonly logo: (client: SsoClient) => string | undefined
}

/** @param crumb the page's own name below the list; none for the list itself */
export function drawing(request: FastifyRequest, reply: FastifyReply, config: Config, crumb?: string): PageContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const list = { text: t('ssoClients:title'), ...(crumb !== undefined && { href: path('ssoclients') }) }
  const issuer = absoluteUrl(preferredSite(organizer, config), '')
  const scheme = new URL(config.url).protocol
  const issuers = [...organizer.domains.map((domain) => `${scheme}//${domain}`), `${config.url}/${organizer.slug}`]
  return {
    ...officeFrame(request, reply, {
      active: 'ssoclients',
      crumbs: crumb === undefined ? [list] : [list, { text: crumb }],
    }),
    t,
    csrf: reply.csrfToken(),
    path,
    day: (instant) => formatDay(instant, locale, organizer.timeZone),
    instant: (instant) => formatInstant(instant, locale, organizer.timeZone),
    number: (value) => formatNumber(value, locale),
    issuers: [issuer, ...issuers.filter((other) => other !== issuer)],
    organizer: organizer.name,
    logo(client) {
      const logo = ssoClientLogoPath(client)
      return logo === null ? undefined : `/${organizer.slug}${logo}`
    },
  }
}
