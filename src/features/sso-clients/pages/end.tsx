import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { PageContext } from '../page-context.ts'
import type { ClientAccess, SsoClient } from '../types.ts'

interface EndPageProps {
  readonly context: PageContext
  readonly client: SsoClient
  readonly access: ClientAccess
  readonly act: 'disable' | 'delete'
}

/** Asks before a client is switched off or deleted, and tells whom it touches. */
export function EndPage({ context, client, access, act }: EndPageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const { name, clientId, id } = client
  const title = t(`ssoClients:${act}.title`, { name })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t(`ssoClients:${act}.text`)}
        consequences={[
          t(`ssoClients:${act}.logins`, { name }),
          ...touched(context, client, access),
          ...(act === 'delete' ? [t('ssoClients:delete.id', { clientId })] : []),
        ]}
        post={{ action: path(`ssoclient/${id}/${act}`), csrf }}
        submit={t(`ssoClients:${act}.submit`, { name })}
        tone="danger-solid"
        cancel={{ href: path(`ssoclient/${id}/edit`), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}

function touched({ t }: PageContext, { name }: SsoClient, { people, logins, consents }: ClientAccess): string[] {
  if (people === 0) return [t('ssoClients:ends.nobody', { name })]
  return [
    t('ssoClients:ends.people', { name, count: people }),
    ...(logins > 0 ? [t('ssoClients:ends.logins', { count: logins })] : []),
    ...(consents > 0 ? [t('ssoClients:ends.consents', { count: consents })] : []),
  ]
}
