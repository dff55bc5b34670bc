import { ButtonLink } from '../../../ui/button.tsx'
import { type Column, DataTable, RowLink } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyPager } from '../../../ui/list-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { State } from '../../../ui/tags.tsx'
import type { PageContext } from '../page-context.ts'
import type { SsoClient, SsoClientPage } from '../types.ts'

interface ListPageProps {
  readonly context: PageContext
  readonly page: SsoClientPage
  readonly total: number
}

export function ListPage({ context, page, total }: ListPageProps) {
  const { frame, crumbs, t, path } = context
  const create = (
    <ButtonLink tone="primary" icon="plus" href={path('ssoclient/add')}>
      {t('ssoClients:create')}
    </ButtonLink>
  )
  return (
    <OfficeLayout frame={frame} title={t('ssoClients:title')} crumbs={crumbs}>
      <PageHead
        title={t('ssoClients:title')}
        text={t('ssoClients:intro')}
        actions={
          <>
            <ButtonLink icon="app-window" href={path('ssoregistration')}>
              {t('clientRegistration:title')}
            </ButtonLink>
            <ButtonLink icon="key-round" href={path('ssokeys')}>
              {t('ssoClients:view.keys')}
            </ButtonLink>
            <ButtonLink icon="search" href={path('ssorefusals')}>
              {t('refusedRequests:link')}
            </ButtonLink>
            {page.clients.length > 0 && create}
          </>
        }
      />
      {page.clients.length === 0 ? (
        <EmptyState title={t('ssoClients:emptyTitle')} text={t('ssoClients:emptyText')}>
          {create}
        </EmptyState>
      ) : (
        <>
          <DataTable caption={t('ssoClients:caption')} columns={columns(context)} rows={page.clients} linked fixed />
          <Pager context={context} page={page} total={total} />
        </>
      )}
    </OfficeLayout>
  )
}

function columns({ t, path }: PageContext): Column<SsoClient>[] {
  const state = (client: SsoClient) => (
    <State tone={client.isActive ? 'ok' : 'off'}>
      {t(client.isActive ? 'ssoClients:state.active' : 'ssoClients:state.disabled')}
    </State>
  )
  return [
    {
      head: t('ssoClients:column.name'),
      rowHeader: true,
      cell: (client) => (
        <RowLink
          href={path(`ssoclient/${client.id}/edit`)}
          text={client.name}
          hint={<code>{client.clientId}</code>}
          phone={state(client)}
        />
      ),
    },
    {
      head: t('ssoClients:column.returns'),
      from: 'lg',
      cell: (client) => (
        <>
          <code class="block truncate">{client.redirectUris[0]}</code>
          {client.redirectUris.length > 1 && (
            <span class="hint block">{t('ssoClients:moreAddresses', { count: client.redirectUris.length - 1 })}</span>
          )}
        </>
      ),
    },
    {
      head: t('ssoClients:column.type'),
      from: 'md',
      class: 'w-36',
      cell: (client) => t(`ssoClients:type.${client.clientType}`),
    },
    { head: t('ssoClients:column.state'), from: 'md', class: 'w-36', cell: state },
  ]
}

function Pager({ context: { t, path, frame }, page, total }: ListPageProps) {
  const address = (cursor: string | null) =>
    cursor === null ? undefined : `${path('ssoclients')}?cursor=${encodeURIComponent(cursor)}`
  return (
    <KeyPager
      summary={t('ssoClients:count', { count: total })}
      newer={address(page.before)}
      older={address(page.after)}
      labels={{ ...frame.labels, newer: t('ssoClients:pager.before'), older: t('ssoClients:pager.after') }}
    />
  )
}
