import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, officePath } from '../../office-access/index.ts'

/** What every page of this feature is drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly instant: (ms: number) => string
}

/** @param crumb the page's own name below the list; none for the list itself */
export function drawing(request: FastifyRequest, reply: FastifyReply, crumb?: string): PageContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const providers = { text: t('staff:nav.ssoproviders'), href: path('ssoproviders') }
  const list = { text: t('ssoLogins:title'), ...(crumb !== undefined && { href: path('ssologins') }) }
  return {
    ...officeFrame(request, reply, {
      active: 'ssoproviders',
      crumbs: crumb === undefined ? [providers, list] : [providers, list, { text: crumb }],
    }),
    t,
    path,
    instant: (ms) => formatInstant(ms, locale, organizer.timeZone),
  }
}
