import type { FastifyRequest } from 'fastify'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { ButtonLink } from '../../ui/button.tsx'
import { Section } from '../../ui/page-head.tsx'
import { Chip } from '../../ui/tags.tsx'
import type { Customer } from '../customers/index.ts'
import { may, officePath, policies } from '../office-access/index.ts'
import type { CustomerTags } from './types.ts'

/** The tags of a customer, for the customer's page in the back office. */
export function tagsSection({ customerTags }: { readonly customerTags: CustomerTags }) {
  return async (request: FastifyRequest, customer: Customer): Promise<JSX.Element> => {
    const { t, organizer } = request
    const tags = await customerTags.of(organizer.id, customer.id)
    return Section({
      title: t('customerTags:title'),
      aside: may(request, policies.customers.change) ? (
        <ButtonLink small icon="tag" href={tagsPath(request, customer)}>
          {t('customerTags:edit')}
        </ButtonLink>
      ) : undefined,
      children:
        tags.length === 0 ? (
          <p class="text-muted">{t('customerTags:none')}</p>
        ) : (
          <ul class="flex flex-wrap gap-x-3 gap-y-2">
            {tags.map(({ tag, source }) => (
              <li>
                <Chip>{tag}</Chip> {source !== 'staff' && <span class="hint">{t('customerTags:byRule')}</span>}
              </li>
            ))}
          </ul>
        ),
    })
  }
}

/** Where tags of a customer are added and removed. */
export function tagsPath({ organizer }: FastifyRequest, { identifier }: Pick<Customer, 'identifier'>): string {
  return officePath(organizer.slug, `customer/${encodeURIComponent(identifier)}/tags`)
}
