import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../../core/errors.ts'
import { looksLikeId, type SsoLoginId, type SsoProviderId } from '../../../core/ids.ts'
import { formatInstant } from '../../../platform/i18n/format.ts'
import { renderPage } from '../../../ui/render.ts'
import type { CustomerIdentities } from '../../customer-identities/index.ts'
import type { Customers } from '../../customers/index.ts'
import { allow, officePath, policies } from '../../office-access/index.ts'
import { entryPages } from '../../refused-requests/index.ts'
import { inLanguage, type SsoProviders } from '../../sso-providers/index.ts'
import type { SsoLogins } from '../types.ts'
import { DetailPage, titleOf } from './detail-page.tsx'
import { peopleKnownAs } from './known-people.tsx'
import { ListPage } from './list-page.tsx'
import { readListQuery } from './list-query.ts'

export interface SsoLoginLogRoutesDeps {
  readonly ssoLogins: SsoLogins
  readonly ssoProviders: Pick<SsoProviders, 'byId' | 'list'>
  readonly customers: Pick<Customers, 'byId'>
  readonly customerIdentities: Pick<CustomerIdentities, 'bySubject'>
}

const PAGE_SIZE = 50
const drawing = entryPages({
  active: 'ssoproviders',
  above: 'staff:nav.ssoproviders',
  title: 'ssoLogins:title',
  page: 'ssologins',
})
const oneParams = z.object({ login: z.string().max(200) })

/** Below `/control/organizer/:organizer`: logins through providers, for those who may see settings and customers. */
export function ssoLoginLogRoutes(app: FastifyInstance, deps: SsoLoginLogRoutesDeps): void {
  const { ssoLogins, ssoProviders, customers } = deps

  app.addHook('onRequest', async (request) => {
    allow(request, policies.ssoProviders.seeLogins)
  })
  app.addHook('onClose', () => ssoLogins.flush())

  async function namesFor({ organizer, locale }: FastifyRequest) {
    const providers = await ssoProviders.list(organizer.id)
    return new Map<SsoProviderId, string>(providers.map(({ id, name }) => [id, inLanguage(name, locale)]))
  }

  app.get('/ssologins', async (request, reply) => {
    const query = readListQuery(request.query)
    const { organizer } = request
    const found = query.reference === '' ? null : await ssoLogins.byReference(organizer.id, query.reference)
    if (found) return reply.redirect(officePath(organizer.slug, `ssologins/${found.reference}`), 303)
    const people = query.reference === '' ? [] : await peopleKnownAs(request, deps, query.reference)
    const [person] = people
    if (person && people.length === 1) return reply.redirect(person.href, 303)
    const page = await ssoLogins.list(organizer.id, { limit: PAGE_SIZE, ...query })
    const names = await namesFor(request)
    return reply.html(await renderPage(ListPage({ context: drawing(request, reply), query, page, people, names })))
  })

  app.get('/ssologins/:login', async (request, reply) => {
    const { login: named } = oneParams.parse(request.params)
    const { organizer } = request
    const login = looksLikeId(named)
      ? await ssoLogins.byId(organizer.id, named as SsoLoginId)
      : await ssoLogins.byReference(organizer.id, named)
    if (!login) throw new NotFound('login')
    const names = await namesFor(request)
    const customer = login.customerId && (await customers.byId(organizer.id, login.customerId))
    const instant = (ms: number) => formatInstant(ms, request.locale, request.organizer.timeZone)
    const drawn = DetailPage({
      context: drawing(request, reply, titleOf({ t: request.t, instant }, login)),
      login,
      provider: names.get(login.providerId) ?? null,
      customer: customer || null,
    })
    return reply.html(await renderPage(drawn))
  })
}
