import type { FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../../../platform/i18n/format.ts'
import type { Claims } from '../../../protocol/client/claims.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Snippet } from '../../../ui/copy.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import { renderPage } from '../../../ui/render.ts'
import { allow, may, policies } from '../../office-access/index.ts'
import type { OfficeIdentityDeps } from '../deps.ts'
import { customerFrame, type FoundIdentity, identityOf, identityPath } from './find.ts'

/** One identity of a customer: who they are there, what the provider decides and what it sent. */
export function identityPage(deps: OfficeIdentityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.see)
    const { organizer, t } = request
    const found = await identityOf(request, deps)
    const { customer, identity, provider, name } = found
    const seesClaims = may(request, policies.ssoProviders.seeLogins)
    const claims = seesClaims ? await deps.customerIdentities.lastClaims(organizer.id, identity.id) : null
    const isOther =
      provider.settings.sync.email === 'always' && identity.email !== null && identity.email !== customer.email
    const { frame, crumbs } = customerFrame(request, reply, customer, [{ text: name }])
    const page = (
      <OfficeLayout frame={frame} title={name} crumbs={crumbs}>
        <PageHead
          title={name}
          text={t('customerIdentities:office.of', { customer: customer.name || (customer.email ?? '') })}
          actions={may(request, policies.customers.change) ? <Actions request={request} found={found} /> : undefined}
        />
        {!provider.isActive && <Notice class="mb-6" tone="warn" title={t('customerIdentities:office.off')} />}
        {isOther && identity.email !== null && !identity.ownedFields.includes('email') && (
          <Notice class="mb-6" tone="info" title={t('customerIdentities:office.other', { email: identity.email })} />
        )}
        <Section title={t('customerIdentities:office.details')} hideTitle>
          <Facts columns={2} ruled items={factsOf(request, found)} />
        </Section>
        <Section
          class="mt-10"
          title={t('customerIdentities:office.claims')}
          text={t(seesClaims ? 'customerIdentities:office.claimsText' : 'customerIdentities:office.claimsHidden')}
        >
          {seesClaims && <ReceivedClaims claims={claims} request={request} />}
        </Section>
      </OfficeLayout>
    )
    return reply.html(await renderPage(page))
  }
}

function Actions({ request, found }: { request: FastifyRequest; found: FoundIdentity }) {
  const { organizer, t } = request
  const { customer, identity } = found
  return (
    <>
      {organizer.settings.customer_accounts_native && customer.email !== null && (
        <ButtonLink icon="mail" href={identityPath(request, customer, identity, '/convert')}>
          {t('customerIdentities:office.convert')}
        </ButtonLink>
      )}
      <ButtonLink tone="danger" icon="unplug" href={identityPath(request, customer, identity, '/unlink')}>
        {t('customerIdentities:office.unlink')}
      </ButtonLink>
    </>
  )
}

function ReceivedClaims({ claims, request: { t } }: { claims: Claims | null; request: FastifyRequest }) {
  if (claims === null) return <p class="text-muted">{t('customerIdentities:office.claimsNone')}</p>
  return <Snippet name={`${t('customerIdentities:office.claims')} (JSON)`} code={JSON.stringify(claims, null, 2)} />
}

function factsOf({ organizer, t, locale }: FastifyRequest, { identity, provider }: FoundIdentity) {
  const instant = (at: number) => formatInstant(at, locale, organizer.timeZone)
  const whole = (text: string) => <span class="[overflow-wrap:anywhere]">{text}</span>
  const owned = identity.ownedFields.filter((field) => provider.settings.sync[field] === 'always')
  return [
    { label: t('customerIdentities:office.subject'), value: whole(identity.subject) },
    { label: t('customerIdentities:office.email'), value: whole(identity.email ?? t('words:none')) },
    { label: t('customerIdentities:office.issuer'), value: whole(identity.issuer) },
    { label: t('customerIdentities:office.since'), value: instant(identity.createdAt) },
    {
      label: t('customerIdentities:office.lastLogin'),
      value: identity.lastLoginAt === null ? t('words:never') : instant(identity.lastLoginAt),
    },
    {
      label: t('customerIdentities:office.owned'),
      value:
        owned.length === 0
          ? t('customerIdentities:office.ownedNone')
          : owned.map((field) => t(`customerIdentities:office.field.${field}`)).join(', '),
    },
  ]
}
