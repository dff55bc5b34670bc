import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MembershipTypeId } from '../../../core/ids.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { OfficeFrame } from '../../../ui/office-layout.tsx'
import type { Crumb } from '../../../ui/page-head.tsx'
import { localized } from '../../memberships/index.ts'
import { may, officeFrame, officePath, policies } from '../../office-access/index.ts'
import { inLanguage, type SsoProvider } from '../../sso-providers/index.ts'
import type { OfficeRulesDeps } from './deps.ts'

/** How rules are told to the person who looks. */
export interface Telling {
  readonly t: Translate
  /** "" for a type that is gone. */
  readonly typeName: (id: MembershipTypeId) => string
  readonly types: readonly { readonly id: string; readonly name: string }[]
  /** Address of a page of the provider. */
  readonly path: (page: string) => string
  readonly providerName: string
  /** May see what a provider says about people. */
  readonly seesPeople: boolean
}

/** What every page of rules is drawn with. */
export interface OfficeContext extends Telling {
  readonly frame: OfficeFrame
  readonly crumbs: Crumb[] | undefined
  readonly csrf: string
}

export async function tellingOf(
  request: FastifyRequest,
  { memberships }: Pick<OfficeRulesDeps, 'memberships'>,
  { id, name, slug }: Pick<SsoProvider, 'id' | 'name' | 'slug'>,
): Promise<Telling> {
  const { organizer, t, locale } = request
  const all = await memberships.types(organizer.id)
  const types = all.map((type) => ({ id: type.id, name: localized(type.name, locale) }))
  return {
    t,
    types,
    typeName: (typeId) => types.find((type) => type.id === typeId)?.name ?? '',
    path: (page) => officePath(organizer.slug, `ssoprovider/${id}/${page}`),
    providerName: inLanguage(name, locale) || slug,
    seesPeople: may(request, policies.ssoProviders.seeLogins),
  }
}

/** @param crumb the page's own name, below the provider */
export function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  telling: Telling,
  crumb: string,
): OfficeContext {
  const list = {
    text: request.t('ssoProvidersOffice:title'),
    href: officePath(request.organizer.slug, 'ssoproviders'),
  }
  const provider = { text: telling.providerName, href: telling.path('edit') }
  const crumbs = [list, provider, { text: crumb }]
  return { ...telling, ...officeFrame(request, reply, { active: 'ssoproviders', crumbs }), csrf: reply.csrfToken() }
}
