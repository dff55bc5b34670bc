import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { CustomerId } from '../../../core/ids.ts'
import { formatDay, formatInstant } from '../../../platform/i18n/format.ts'
import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { Monogram } from '../../../ui/tags.tsx'
import { providerIconPath, type SsoProvider } from '../../sso-providers/index.ts'
import type { IdentityPagesDeps } from '../deps.ts'
import { providerName } from '../rules/provider-name.ts'
import type { CustomerIdentity } from '../types.ts'

interface Session {
  readonly customer: { readonly id: CustomerId; readonly email: string }
}

/** Where the connection with an identity is taken away. */
export const removePath = (id: CustomerIdentity['id']) => `/account/security/providers/${id}/remove`

/** Providers that are connected with the account, and those that could be; null where the organizer has none. */
export function identitySection({ customerIdentities, ssoProviders }: IdentityPagesDeps) {
  return async (request: FastifyRequest, { customer }: Session, csrf: string): Promise<Child | null> => {
    const { organizer, site, t } = request
    const identities = await customerIdentities.of(organizer.id, customer.id)
    const active = await ssoProviders.active(organizer.id)
    if (identities.length === 0 && active.length === 0) return null
    const all = identities.length === 0 ? active : await ssoProviders.list(organizer.id)
    const connected = new Set(identities.map(({ providerId }) => providerId))
    return (
      <Rows>
        {identities.map((identity) => (
          <Connected
            request={request}
            identity={identity}
            provider={all.find(({ id }) => id === identity.providerId)}
            email={customer.email}
          />
        ))}
        {active
          .filter(({ id }) => !connected.has(id))
          .map((provider) => (
            <Row
              mark={<ProviderMark request={request} provider={provider} />}
              title={providerName(provider, request.locale)}
              hint={t('customerIdentities:own.notConnectedHint')}
            >
              <PostButton
                small
                icon="plug"
                post={{ action: `${site.base}/account/login/${provider.slug}/link`, csrf }}
                fields={{}}
              >
                {t('customerIdentities:own.connect')}{' '}
                <span class="sr-only">{providerName(provider, request.locale)}</span>
              </PostButton>
            </Row>
          ))}
      </Rows>
    )
  }
}

interface ConnectedProps {
  readonly request: FastifyRequest
  readonly identity: CustomerIdentity
  readonly provider: SsoProvider | undefined
  /** That of the account. */
  readonly email: string
}

function Connected({ request, identity, provider, email }: ConnectedProps) {
  const { site, t } = request
  const name = provider ? providerName(provider, request.locale) : identity.issuer
  const wants = provider?.settings.sync.email === 'always' && !identity.ownedFields.includes('email')
  const isOther = wants && identity.email !== null && identity.email !== email
  return (
    <Row
      mark={<ProviderMark request={request} provider={provider} />}
      title={name}
      hint={
        <>
          {hintOf(request, identity, provider)}
          {isOther && identity.email !== null && (
            <span class="block">
              {t('customerIdentities:own.otherEmail', { provider: name, email: identity.email, present: email })}
            </span>
          )}
        </>
      }
    >
      <ButtonLink small tone="danger" href={site.base + removePath(identity.id)}>
        {t('customerIdentities:own.remove')} <span class="sr-only">{name}</span>
      </ButtonLink>
    </Row>
  )
}

/** "Connected as maria@uni.example since 2 June 2026, last used today" */
function hintOf(
  { organizer, t, locale }: FastifyRequest,
  { email, createdAt, lastLoginAt }: CustomerIdentity,
  provider: SsoProvider | undefined,
): string {
  const { timeZone } = organizer
  const day = formatDay(createdAt, locale, timeZone)
  return [
    email === null
      ? t('customerIdentities:own.connected', { day })
      : t('customerIdentities:own.connectedAs', { email, day }),
    lastLoginAt === null
      ? t('customerIdentities:own.neverUsed')
      : t('customerIdentities:own.lastUsed', { when: formatInstant(lastLoginAt, locale, timeZone) }),
    ...(provider?.isActive ? [] : [t('customerIdentities:own.inactive', { organizer: organizer.name })]),
  ].join(', ')
}

function ProviderMark({ request, provider }: { request: FastifyRequest; provider: SsoProvider | undefined }) {
  const icon = provider && providerIconPath(provider)
  const name = provider ? providerName(provider, request.locale) : '?'
  return <Monogram plain name={name} image={icon ? request.site.base + icon : undefined} />
}
