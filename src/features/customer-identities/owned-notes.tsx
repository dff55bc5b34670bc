import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { CustomerId } from '../../core/ids.ts'
import type { SsoProvider, SyncedField } from '../sso-providers/index.ts'
import { providerName } from './rules/provider-name.ts'
import type { CustomerIdentities } from './types.ts'

type Identities = Pick<CustomerIdentities, 'ownedFields'>

/** Why somebody cannot change a field here, for those that a provider decides. `own`: on pages of the person. */
export function ownedNotes(customerIdentities: Identities, { own }: { readonly own: boolean }) {
  return async (
    request: FastifyRequest,
    customer: { readonly id: CustomerId },
  ): Promise<ReadonlyMap<SyncedField, Child>> => {
    const owners = await customerIdentities.ownedFields(request.organizer.id, customer.id)
    return new Map([...owners].map(([field, provider]) => [field, note(request, provider, own)]))
  }
}

/** The provider that decides the address of an account; null for none. `page`: where the person changes it, "" for nowhere. */
export function addressOwner(customerIdentities: Identities) {
  return async ({ organizer, locale }: FastifyRequest, customer: { readonly id: CustomerId }) => {
    const owner = (await customerIdentities.ownedFields(organizer.id, customer.id)).get('email')
    return owner ? { name: providerName(owner, locale), page: owner.settings.accountPage } : null
  }
}

function note({ t, locale }: FastifyRequest, provider: SsoProvider, own: boolean): Child {
  const { accountPage } = provider.settings
  const reason = t('customerIdentities:owned.reason', { provider: providerName(provider, locale) })
  if (!own) return reason
  return (
    <>
      {reason}{' '}
      {accountPage === '' ? (
        t('customerIdentities:owned.changeThere')
      ) : (
        <a class="link" href={accountPage} rel="noreferrer">
          {t('customerIdentities:owned.change')}
        </a>
      )}
    </>
  )
}
