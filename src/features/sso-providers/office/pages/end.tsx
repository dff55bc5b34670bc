import { ButtonLink } from '../../../../ui/button.tsx'
import { DialogPage } from '../../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../../ui/office-layout.tsx'
import type { ProviderUsage, SsoProvider } from '../../types.ts'
import type { PageContext } from '../context.ts'

interface EndPageProps {
  readonly context: PageContext
  readonly provider: SsoProvider
  readonly usage: ProviderUsage
}

/** Asks before a provider is switched off, and tells whom it touches. */
export function DisablePage({ context, provider, usage }: EndPageProps) {
  const { frame, crumbs, t, csrf, own, name } = context
  const title = t('ssoProvidersOffice:disable.title', { name: name(provider) })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        consequences={[
          t('ssoProvidersOffice:disable.button'),
          t('ssoProvidersOffice:disable.sessions'),
          t('ssoProvidersOffice:disable.rules'),
          ...(usage.customers === 0 ? [] : [affected(context, usage)]),
        ]}
        post={{ action: own(provider, 'disable'), csrf }}
        submit={t('ssoProvidersOffice:disable.submit', { name: name(provider) })}
        tone="danger-solid"
        cancel={{ href: own(provider), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}

/** Asks before a provider is deleted; says what to do first while customers depend on it. */
export function DeletePage({ context, provider, usage }: EndPageProps) {
  const { frame, crumbs, t, csrf, own, name } = context
  const title = t('ssoProvidersOffice:delete.title', { name: name(provider) })
  if (usage.customers > 0) return <RefusedPage context={context} provider={provider} usage={usage} />
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('ssoProvidersOffice:delete.text')}
        consequences={[
          t('ssoProvidersOffice:delete.nobody'),
          t('ssoProvidersOffice:delete.settings'),
          t('ssoProvidersOffice:delete.logins'),
        ]}
        post={{ action: own(provider, 'delete'), csrf }}
        submit={t('ssoProvidersOffice:delete.submit', { name: name(provider) })}
        tone="danger-solid"
        cancel={{ href: own(provider), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}

function RefusedPage({ context, provider, usage }: EndPageProps) {
  const { frame, crumbs, t, own, name } = context
  const title = t('ssoProvidersOffice:refused.title', { name: name(provider) })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <div class="max-w-2xl">
        <h1>{title}</h1>
        <p class="mt-2 max-w-prose">{affected(context, usage)}</p>
        <p class="mt-4">{t('ssoProvidersOffice:refused.first')}</p>
        <ul class="mt-2 grid max-w-prose list-disc gap-1.5 ps-5">
          <li>{t('ssoProvidersOffice:refused.move')}</li>
          <li>{t('ssoProvidersOffice:refused.release')}</li>
          {provider.isActive && <li>{t('ssoProvidersOffice:refused.disable')}</li>}
        </ul>
        <div class="mt-6 flex flex-wrap gap-2">
          <ButtonLink tone="primary" href={own(provider, 'customers')}>
            {t('ssoProvidersOffice:customers.move')}
          </ButtonLink>
          {provider.isActive && (
            <ButtonLink href={own(provider, 'disable')}>{t('ssoProvidersOffice:refused.disableButton')}</ButtonLink>
          )}
          <ButtonLink tone="ghost" href={own(provider)}>
            {t('words:cancel')}
          </ButtonLink>
        </div>
      </div>
    </OfficeLayout>
  )
}

/** How many log in with it, and how many with nothing else. */
function affected({ t, number }: PageContext, { customers, onlyWay }: ProviderUsage): string {
  const count = t('ssoProvidersOffice:customers.count', { count: customers, total: number(customers) })
  return `${count} ${t('ssoProvidersOffice:customers.onlyWay', { count: onlyWay, total: number(onlyWay) })}`
}
