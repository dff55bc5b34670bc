import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput } from '../../../../core/errors.ts'
import { looksLikeId, type SsoProviderId } from '../../../../core/ids.ts'
import { renderPage } from '../../../../ui/render.ts'
import { allow, policies, recentLogin } from '../../../office-access/index.ts'
import type { SsoProvider } from '../../types.ts'
import type { SsoProviderOfficeDeps } from '../deps.ts'
import { CustomersPage } from '../pages/customers.tsx'
import { actorOf, contextOf, providerOf, wrongOf } from './shared.ts'

const asked = z.object({
  act: z.enum(['move', 'release']).catch('move'),
  to: z.string().max(50).catch(''),
  sure: z.string().max(10).optional().catch(undefined),
})

/** Taking the customers of a provider to another one, or off it. */
export function customerRoutes(app: FastifyInstance, deps: SsoProviderOfficeDeps): void {
  const { ssoProviders } = deps

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    provider: SsoProvider,
    to = '',
    wrong?: InvalidInput,
  ) {
    const { id: organizerId } = request.organizer
    const usage = await ssoProviders.usage(organizerId, provider.id)
    const others = (await ssoProviders.list(organizerId)).filter((other) => knowsTheSame(provider, other))
    const named = contextOf(deps, request, reply)
    const context = contextOf(deps, request, reply, named.name(provider))
    const page = CustomersPage({ context, provider, usage, others, to, wrong })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  app.get('/ssoprovider/:id/customers', async (request, reply) => {
    allow(request, policies.ssoProviders.moveCustomers)
    return show(request, reply, await providerOf(deps, request))
  })

  app.post('/ssoprovider/:id/customers', async (request, reply) => {
    allow(request, policies.ssoProviders.moveCustomers)
    const provider = await providerOf(deps, request)
    const { act, to, sure } = asked.parse(request.body ?? {})
    if (!recentLogin(request, reply)) return reply
    const [organizerId, actor] = [request.organizer.id, actorOf(request)]
    try {
      if (act === 'release') {
        if (sure === undefined) throw new InvalidInput({ sure: { key: 'ssoProvidersOffice:errors.sure' } })
        const count = await ssoProviders.releaseCustomers(organizerId, provider.id, actor)
        reply.flash('ok', { key: 'ssoProvidersOffice:flash.released', params: { count } })
      } else {
        if (!looksLikeId(to)) throw new InvalidInput({ to: { key: 'ssoProvidersOffice:errors.to' } })
        const { moved, skipped } = await ssoProviders.moveCustomers(
          organizerId,
          provider.id,
          to as SsoProviderId,
          actor,
        )
        reply.flash('ok', { key: 'ssoProvidersOffice:flash.moved', params: { count: moved } })
        if (skipped > 0) reply.flash('warn', { key: 'ssoProvidersOffice:flash.skipped', params: { count: skipped } })
      }
      return reply.redirect(contextOf(deps, request, reply).own(provider, 'customers'), 303)
    } catch (error) {
      return show(request, reply, provider, to, wrongOf(error))
    }
  })
}

/** The same people have the same names at both. */
function knowsTheSame(one: SsoProvider, other: SsoProvider): boolean {
  const isOther = one.id !== other.id
  return isOther && one.issuer === other.issuer && one.settings.claims.subject === other.settings.claims.subject
}
