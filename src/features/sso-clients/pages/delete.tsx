import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { PageContext } from '../page-context.ts'
import type { SsoClient } from '../types.ts'

interface DeletePageProps {
  readonly context: PageContext
  readonly client: SsoClient
}

export function DeletePage({ context: { frame, crumbs, t, csrf, path }, client }: DeletePageProps) {
  const { name, clientId, id } = client
  const title = t('ssoClients:delete.title', { name })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('ssoClients:delete.text')}
        consequences={[
          t('ssoClients:delete.logins', { name }),
          t('ssoClients:delete.tokens', { name }),
          t('ssoClients:delete.id', { clientId }),
        ]}
        post={{ action: path(`ssoclient/${id}/delete`), csrf }}
        submit={t('ssoClients:delete.submit', { name })}
        tone="danger-solid"
        cancel={{ href: path(`ssoclient/${id}/edit`), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
