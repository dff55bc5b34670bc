import type { FastifyRequest } from 'fastify'
import type { CustomerId } from '../../../core/ids.ts'
import type { IdentityPagesDeps } from '../deps.ts'
import { providerName } from '../rules/provider-name.ts'

/** Providers that customers log in with, for the list of customers and its files. */
export function listedLogins({ customerIdentities, ssoProviders }: IdentityPagesDeps) {
  async function providers({ organizer, locale }: FastifyRequest) {
    const all = await ssoProviders.list(organizer.id)
    return all.map((provider) => ({ id: provider.id, name: providerName(provider, locale) }))
  }

  return {
    providers,
    async ofMany(request: FastifyRequest, ids: readonly CustomerId[]) {
      const identities = await customerIdentities.ofMany(request.organizer.id, ids)
      const names = new Map((await providers(request)).map(({ id, name }) => [id, name]))
      const logins = identities.map(({ customerId, providerId, subject }) => ({
        customerId,
        provider: names.get(providerId) ?? '',
        subject,
      }))
      return Map.groupBy(logins, ({ customerId }) => customerId)
    },
  }
}
