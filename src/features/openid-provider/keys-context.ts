import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { formatDay, formatInstant, formatMonth } from '../../platform/i18n/format.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../ui/office-layout.tsx'
import type { Crumb } from '../../ui/page-head.tsx'
import { may, officeFrame, officePath, policies } from '../office-access/index.ts'
import { preferredSite } from '../organizers/index.ts'

/** What the pages about signing keys are drawn with. */
export interface KeysContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly csrf: string
  readonly now: number
  /** May change something. */
  readonly mayChange: boolean
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly day: (instant: number) => string
  readonly time: (instant: number) => string
  readonly month: (instant: number) => string
  /** The organizer's issuers, the preferred one first. */
  readonly issuers: readonly string[]
}

/** @param crumb the page's own name below the list of keys; none for the list itself */
export function keysContext(
  request: FastifyRequest,
  reply: FastifyReply,
  { config, now }: { config: Config; now: number },
  crumb?: string,
): KeysContext {
  const { organizer, t, locale } = request
  const { timeZone } = organizer
  const path = (page: string) => officePath(organizer.slug, page)
  const mayChange = may(request, policies.signingKeys.manage)
  const clients = { text: t('ssoClients:title'), ...(mayChange && { href: path('ssoclients') }) }
  const keys = { text: t('signingKeys:title'), ...(crumb !== undefined && { href: path('ssokeys') }) }
  const scheme = new URL(config.url).protocol
  const domains = organizer.domains.map((domain) => `${scheme}//${domain}`)
  const preferred = absoluteUrl(preferredSite(organizer, config), '')
  return {
    ...officeFrame(request, reply, {
      active: 'ssoclients',
      crumbs: [...(mayChange ? [clients] : []), keys, ...(crumb === undefined ? [] : [{ text: crumb }])],
    }),
    t,
    csrf: reply.csrfToken(),
    now,
    mayChange,
    path,
    day: (instant) => formatDay(instant, locale, timeZone),
    time: (instant) => formatInstant(instant, locale, timeZone),
    month: (instant) => formatMonth(instant, locale, 'UTC'),
    issuers: [...new Set([preferred, ...domains, `${config.url}/${organizer.slug}`])],
  }
}

/** The first letters of a `kid`, by which people tell keys apart. */
export function shortKid(kid: string): string {
  return kid.slice(0, 8)
}
