import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../../config.ts'
import { absoluteUrl, type Site, siteAt } from '../../../platform/http/site.ts'
import { formatDay, formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { officeFrame, officePath } from '../../office-access/index.ts'
import { type Organizer, preferredSite } from '../../organizers/index.ts'
import { providerIconPath } from '../icon.ts'
import { inLanguage } from '../rules/names.ts'
import type { SsoProvider } from '../types.ts'

/** What every page of this feature is drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly locale: Locale
  readonly csrf: string
  readonly organizer: Organizer
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  /** Address of a page of a provider. */
  readonly own: (provider: Pick<SsoProvider, 'id'>, page?: string) => string
  readonly name: (provider: Pick<SsoProvider, 'name' | 'slug'>) => string
  readonly day: (instant: number) => string
  readonly instant: (instant: number) => string
  readonly number: (value: number) => string
  /** Everywhere customers reach the organizer, the preferred address first. */
  readonly sites: readonly [Site, ...Site[]]
  /** Address of a provider's icon. */
  readonly icon: (provider: SsoProvider) => string | undefined
}

/** @param crumb the page's own name below the list; none for the list itself */
export function drawing(request: FastifyRequest, reply: FastifyReply, config: Config, crumb?: string): PageContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const list = { text: t('ssoProvidersOffice:title'), ...(crumb !== undefined && { href: path('ssoproviders') }) }
  const preferred = preferredSite(organizer, config)
  const all = [...organizer.domains, null].map((domain) => siteAt(domain, organizer.slug, config.url))
  const isOther = (site: Site) => absoluteUrl(site, '') !== absoluteUrl(preferred, '')
  return {
    ...officeFrame(request, reply, {
      active: 'ssoproviders',
      crumbs: crumb === undefined ? [list] : [list, { text: crumb }],
    }),
    t,
    locale,
    csrf: reply.csrfToken(),
    organizer,
    path,
    own: ({ id }, page = 'edit') => path(`ssoprovider/${id}/${page}`),
    name: ({ name, slug }) => inLanguage(name, locale) || slug,
    day: (instant) => formatDay(instant, locale, organizer.timeZone),
    instant: (instant) => formatInstant(instant, locale, organizer.timeZone),
    number: (value) => formatNumber(value, locale),
    sites: [preferred, ...all.filter(isOther)],
    icon(provider) {
      const icon = providerIconPath(provider)
      return icon === null ? undefined : `/${organizer.slug}${icon}`
    },
  }
}
