import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../../config.ts'
import { absoluteUrl } from '../../../platform/http/site.ts'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, officePath } from '../../office-access/index.ts'
import { preferredSite } from '../../organizers/index.ts'

/** What every page of this feature is drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly instant: (ms: number) => string
  readonly registrationUrl: string
  /** Whether apps may register themselves at all. */
  readonly isOffered: boolean
}

/** @param crumb the page's own name below the list; none for the list itself */
export function drawing(request: FastifyRequest, reply: FastifyReply, config: Config, crumb?: string): PageContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const clients = { text: t('ssoClients:title'), href: path('ssoclients') }
  const list = { text: t('clientRegistration:title'), ...(crumb !== undefined && { href: path('ssoregistration') }) }
  return {
    ...officeFrame(request, reply, {
      active: 'ssoclients',
      crumbs: crumb === undefined ? [clients, list] : [clients, list, { text: crumb }],
    }),
    t,
    csrf: reply.csrfToken(),
    path,
    instant: (ms) => formatInstant(ms, locale, organizer.timeZone),
    registrationUrl: absoluteUrl(preferredSite(organizer, config), ENDPOINTS.registration),
    isOffered: organizer.settings.sso_registration,
  }
}
