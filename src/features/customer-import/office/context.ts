import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, officePath } from '../../office-access/index.ts'
import type { CustomerImport } from '../types.ts'

/** What every page of this feature is drawn with. */
export interface ImportContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  readonly path: (page: string) => string
  readonly number: (value: number) => string
  readonly instant: (value: number) => string
}

/** @param job the import that the page is about; none for the list */
export function importContext(request: FastifyRequest, reply: FastifyReply, job?: CustomerImport): ImportContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const list = { text: t('customers:list.title'), href: path('customers') }
  const own = { text: t('customerImport:title'), ...(job && { href: path('customers/import') }) }
  const { frame, crumbs } = officeFrame(request, reply, {
    active: 'customers',
    crumbs: [list, own, ...(job ? [{ text: job.fileName }] : [])],
  })
  return {
    frame,
    crumbs,
    t,
    csrf: reply.csrfToken(),
    path,
    number: (value) => formatNumber(value, locale),
    instant: (value) => formatInstant(value, locale, organizer.timeZone),
  }
}
