import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { formatInstant } from '../../../platform/i18n/format.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { Chip, IconMark } from '../../../ui/tags.tsx'
import type { Customer } from '../../customers/index.ts'
import type { IdentityPagesDeps } from '../deps.ts'
import { providerName } from '../rules/provider-name.ts'
import { identityPath } from './find.ts'

/** Providers that a customer logs in with, for the customer's page; nothing where the organizer has none. */
export function identitiesSection({ customerIdentities, ssoProviders }: IdentityPagesDeps) {
  return async (request: FastifyRequest, customer: Customer): Promise<Child> => {
    const { organizer, t, locale } = request
    const identities = await customerIdentities.of(organizer.id, customer.id)
    const providers = await ssoProviders.list(organizer.id)
    if (providers.length === 0) return null
    return Section({
      title: t('customerIdentities:office.title'),
      children:
        identities.length === 0 ? (
          <p class="text-muted">{t('customerIdentities:office.none')}</p>
        ) : (
          <Rows>
            {identities.map((identity) => {
              const { lastLoginAt, subject, email } = identity
              const provider = providers.find(({ id }) => id === identity.providerId)
              const name = provider ? providerName(provider, locale) : identity.issuer
              const when =
                lastLoginAt === null
                  ? t('customerIdentities:office.neverUsed')
                  : t('customerIdentities:office.lastUsed', {
                      when: formatInstant(lastLoginAt, locale, organizer.timeZone),
                    })
              return (
                <Row
                  mark={<IconMark icon="plug" />}
                  title={
                    <>
                      {name}{' '}
                      {provider && !provider.isActive && (
                        <Chip tone="warn">{t('customerIdentities:office.offChip')}</Chip>
                      )}
                    </>
                  }
                  hint={
                    <>
                      <span class="[overflow-wrap:anywhere]">{[email, subject].filter(Boolean).join(' · ')}</span>
                      <span class="block">{when}</span>
                    </>
                  }
                >
                  <ButtonLink small href={identityPath(request, customer, identity)}>
                    {t('customerIdentities:office.details')} <span class="sr-only">{name}</span>
                  </ButtonLink>
                </Row>
              )
            })}
          </Rows>
        ),
    })
  }
}
