import { ButtonLink } from '../../../../ui/button.tsx'
import { type Column, DataTable, RowLink } from '../../../../ui/data-table.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { OfficeLayout } from '../../../../ui/office-layout.tsx'
import { PageHead } from '../../../../ui/page-head.tsx'
import { State } from '../../../../ui/tags.tsx'
import { inLanguage } from '../../rules/names.ts'
import type { ProviderUsage, SsoProvider } from '../../types.ts'
import type { PageContext } from '../context.ts'

export interface ListedProvider {
  readonly provider: SsoProvider
  readonly usage: ProviderUsage
}

interface ListPageProps {
  readonly context: PageContext
  readonly providers: readonly ListedProvider[]
  /** Whether logins may be looked at. */
  readonly seesLogins: boolean
}

export function ListPage({ context, providers, seesLogins }: ListPageProps) {
  const { frame, crumbs, t, path } = context
  const create = (
    <ButtonLink tone="primary" icon="plus" href={path('ssoprovider/add')}>
      {t('ssoProvidersOffice:create')}
    </ButtonLink>
  )
  return (
    <OfficeLayout frame={frame} title={t('ssoProvidersOffice:title')} crumbs={crumbs}>
      <PageHead
        title={t('ssoProvidersOffice:title')}
        text={t('ssoProvidersOffice:intro')}
        actions={
          <>
            {seesLogins && (
              <ButtonLink icon="search" href={path('ssologins')}>
                {t('ssoProvidersOffice:logins')}
              </ButtonLink>
            )}
            {providers.length > 0 && create}
          </>
        }
      />
      {providers.length === 0 ? (
        <EmptyState title={t('ssoProvidersOffice:emptyTitle')} text={t('ssoProvidersOffice:emptyText')}>
          {create}
        </EmptyState>
      ) : (
        <DataTable caption={t('ssoProvidersOffice:caption')} columns={columns(context)} rows={providers} linked fixed />
      )}
    </OfficeLayout>
  )
}

/** Whether people can log in with it at the moment. */
export function ProviderState({ t, provider }: { t: PageContext['t']; provider: SsoProvider }) {
  if (!provider.isActive) return <State tone="off">{t('ssoProvidersOffice:state.off')}</State>
  if (provider.isFailing) return <State tone="bad">{t('ssoProvidersOffice:state.fails')}</State>
  if (provider.problem !== null) return <State tone="wait">{t('ssoProvidersOffice:state.checkFailed')}</State>
  return <State tone="ok">{t('ssoProvidersOffice:state.works')}</State>
}

function columns({ t, own, name, locale, number, instant }: PageContext): Column<ListedProvider>[] {
  const state = ({ provider }: ListedProvider) => (
    <>
      <ProviderState t={t} provider={provider} />
      {provider.isActive && provider.checkedAt !== null && (
        <span class="hint block">{t('ssoProvidersOffice:checked', { when: instant(provider.checkedAt) })}</span>
      )}
    </>
  )
  return [
    {
      head: t('ssoProvidersOffice:column.name'),
      rowHeader: true,
      cell: (row) => (
        <RowLink
          href={own(row.provider)}
          text={name(row.provider)}
          hint={inLanguage(row.provider.buttonLabel, locale)}
          phone={state(row)}
        />
      ),
    },
    {
      head: t('ssoProvidersOffice:column.issuer'),
      from: 'lg',
      cell: ({ provider }) => <code class="block truncate">{provider.issuer}</code>,
    },
    { head: t('ssoProvidersOffice:column.state'), from: 'md', class: 'w-52', cell: state },
    {
      head: t('ssoProvidersOffice:column.customers'),
      end: true,
      class: 'w-24',
      cell: ({ usage }) => number(usage.customers),
    },
    {
      head: t('ssoProvidersOffice:column.logins'),
      from: 'sm',
      end: true,
      class: 'w-40',
      cell: ({ usage }) => number(usage.loginsIn7Days),
    },
  ]
}
