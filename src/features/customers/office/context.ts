import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatDay, formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { may, officeFrame, officePath, policies } from '../../office-access/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { Customer } from '../types.ts'

/** What every page of this feature is drawn with. */
export interface OfficeContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly organizer: Organizer
  readonly t: Translate
  readonly locale: Locale
  readonly csrf: string
  /** Whether this person may change customers. */
  readonly mayWrite: boolean
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly day: (instant: number) => string
  readonly instant: (instant: number) => string
  readonly number: (value: number) => string
}

/** @param crumbs the way from the list to this page, the page itself last; none for the list */
export function officeContext(
  request: FastifyRequest,
  reply: FastifyReply,
  crumbs: readonly Crumb[] = [],
): OfficeContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const list = { text: t('customers:list.title'), ...(crumbs.length > 0 && { href: path('customers') }) }
  return {
    ...officeFrame(request, reply, { active: 'customers', crumbs: [list, ...crumbs] }),
    organizer,
    t,
    locale,
    csrf: reply.csrfToken(),
    mayWrite: may(request, policies.customers.change),
    path,
    day: (instant) => formatDay(instant, locale, organizer.timeZone),
    instant: (instant) => formatInstant(instant, locale, organizer.timeZone),
    number: (value) => formatNumber(value, locale),
  }
}

/** Address of a customer's page, below `officePath`. */
export function customerPath({ identifier }: Pick<Customer, 'identifier'>, page = ''): string {
  return `customer/${encodeURIComponent(identifier)}/${page}`
}

/** How a customer is called on pages. */
export function customerName({ name, email, identifier }: Pick<Customer, 'name' | 'email' | 'identifier'>): string {
  return name || email || identifier
}
