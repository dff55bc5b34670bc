import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { formatDay } from '../../platform/i18n/format.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../ui/office-layout.tsx'
import type { Crumb } from '../../ui/page-head.tsx'
import { preferredSite } from '../organizers/index.ts'
import { officeFrame, officePath } from '../staff/index.ts'

/** What every page of this feature is drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly day: (instant: number) => string
  /** The organizer's issuer, and the others that are valid, too. */
  readonly issuer: string
  readonly otherIssuers: readonly string[]
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
    issuer,
    otherIssuers: issuers.filter((other) => other !== issuer),
  }
}
