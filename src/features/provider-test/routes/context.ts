import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MembershipTypeId } from '../../../core/ids.ts'
import { NAME_SCHEMES } from '../../../core/person-names.ts'
import { formatInstant, formatNumber } from '../../../platform/i18n/format.ts'
import type { Locale, Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { may, officeFrame, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { inLanguage, type SsoProvider } from '../../sso-providers/index.ts'
import type { TestRun } from '../types.ts'

/** What the pages of tests are drawn with. */
export interface PageContext {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly t: Translate
  readonly locale: Locale
  readonly csrf: string
  /** Of the provider. */
  readonly name: string
  /** Address of a page of this organizer in the back office. */
  readonly path: (page: string) => string
  readonly instant: (ms: number) => string
  readonly number: (value: number) => string
  /** With one digit after the point. */
  readonly seconds: (ms: number) => string
  /** "" for a type that is gone. */
  readonly typeName: (id: MembershipTypeId) => string
  /** Parts of a name that the organizer asks for. */
  readonly nameParts: readonly string[]
  /** May read what providers say of people, and may open their accounts. */
  readonly seesPeople: boolean
}

export function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: SsoProvider,
  run: TestRun | null,
  typeName: PageContext['typeName'] = () => '',
): PageContext {
  const { organizer, t, locale } = request
  const path = (page: string) => officePath(organizer.slug, page)
  const instant = (ms: number) => formatInstant(ms, locale, organizer.timeZone)
  const name = inLanguage(provider.name, locale) || provider.slug
  const crumbs = [
    { text: t('ssoProvidersOffice:title'), href: path('ssoproviders') },
    { text: name, href: path(`ssoprovider/${provider.id}/edit`) },
    { text: run ? t('providerTest:crumb', { when: instant(run.createdAt) }) : t('providerTest:title') },
  ]
  return {
    ...officeFrame(request, reply, { active: 'ssoproviders', crumbs }),
    t,
    locale,
    csrf: reply.csrfToken(),
    name,
    path,
    instant,
    number: (value) => formatNumber(value, locale),
    seconds: (ms) => formatNumber(Math.round(ms / 100) / 10, locale),
    typeName,
    nameParts: NAME_SCHEMES[organizer.settings.name_scheme].parts,
    seesPeople: may(request, policies.ssoProviders.seeLogins),
  }
}

/** What the provider said of whoever logged in: for those who may see such things of everybody, and for whoever ran the test. */
export function seesPerson(request: FastifyRequest, { report }: TestRun): boolean {
  return may(request, policies.ssoProviders.seeLogins) || requireStaff(request).user.id === report.actorId
}
