import type { FastifyRequest } from 'fastify'
import { Section } from '../../../ui/page-head.tsx'
import type { CustomerIdentities } from '../../customer-identities/index.ts'
import type { Customers } from '../../customers/index.ts'
import { officePath } from '../../office-access/index.ts'
import { inLanguage, type SsoProviders } from '../../sso-providers/index.ts'

/** A customer whom a provider knows under a user ID. */
export interface KnownPerson {
  readonly customer: string
  readonly provider: string
  readonly href: string
}

interface Deps {
  readonly ssoProviders: Pick<SsoProviders, 'list'>
  readonly customers: Pick<Customers, 'byId'>
  readonly customerIdentities: Pick<CustomerIdentities, 'bySubject'>
}

/** Who has exactly this user ID at one of the providers, as they name it today. */
export async function peopleKnownAs(
  { organizer, locale }: FastifyRequest,
  { ssoProviders, customers, customerIdentities }: Deps,
  subject: string,
): Promise<readonly KnownPerson[]> {
  const people = []
  for (const provider of await ssoProviders.list(organizer.id)) {
    const identity = await customerIdentities.bySubject(organizer.id, provider.id, provider.issuer, subject)
    const customer = identity && (await customers.byId(organizer.id, identity.customerId))
    if (!identity || !customer) continue
    const page = `customer/${encodeURIComponent(customer.identifier)}/identities/${identity.id}`
    people.push({
      customer: customer.name || customer.email || customer.identifier,
      provider: inLanguage(provider.name, locale),
      href: officePath(organizer.slug, page),
    })
  }
  return people
}

/** Several providers can know people by the same user ID. */
export function KnownPeople({ title, people }: { title: string; people: readonly KnownPerson[] }) {
  return (
    <Section title={title} class="mb-10">
      <ul class="grid gap-2">
        {people.map(({ customer, provider, href }) => (
          <li>
            <a class="link" href={href}>
              {customer}
            </a>{' '}
            <span class="text-muted">· {provider}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
