import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatDay, formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import type { Customer } from '../../customers/index.ts'
import { officeFrame, officePath } from '../../office-access/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { localized } from '../rules/localized.ts'
import type { MembershipType } from '../types.ts'

/** How values are told to the person who looks. */
export interface Telling {
  readonly t: Translate
  readonly locale: Locale
  readonly organizer: Organizer
  readonly day: (instant: number) => string
  readonly number: (value: number) => string
  readonly typeName: (type: Pick<MembershipType, 'name'>) => string
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
}

/** What every page of this feature in the back office is drawn with. */
export interface OfficeContext extends Telling {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly csrf: string
}

export function tellingOf({ organizer, t, locale }: FastifyRequest): Telling {
  return {
    t,
    locale,
    organizer,
    day: (instant) => formatDay(instant, locale, organizer.timeZone),
    number: (value) => formatNumber(value, locale),
    typeName: ({ name }) => localized(name, locale),
    path: (page) => officePath(organizer.slug, page),
  }
}

/** @param crumbs the way to this page, the page itself last */
export function officeContext(
  request: FastifyRequest,
  reply: FastifyReply,
  active: 'customers' | 'membershiptypes',
  crumbs: readonly Crumb[],
): OfficeContext {
  return { ...tellingOf(request), ...officeFrame(request, reply, { active, crumbs }), csrf: reply.csrfToken() }
}

/** Address of a customer's page, below `officePath`. */
export function customerPath({ identifier }: Pick<Customer, 'identifier'>, page = ''): string {
  return `customer/${encodeURIComponent(identifier)}/${page}`
}

/** How a customer is called on pages. */
export function customerName({ name, email, identifier }: Pick<Customer, 'name' | 'email' | 'identifier'>): string {
  return name || email || identifier
}
