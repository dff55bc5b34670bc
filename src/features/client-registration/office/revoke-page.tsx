import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { InitialToken } from '../types.ts'
import type { PageContext } from './context.ts'

interface RevokePageProps {
  readonly context: PageContext
  readonly token: InitialToken
}

export function RevokePage({ context: { frame, crumbs, t, csrf, path }, token: { id, name } }: RevokePageProps) {
  const title = t('clientRegistration:revoke.title', { name })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('clientRegistration:revoke.text')}
        consequences={[t('clientRegistration:revoke.register'), t('clientRegistration:revoke.stay')]}
        post={{ action: path(`ssoregistration/${id}/revoke`), csrf }}
        submit={t('clientRegistration:revoke.submit', { name })}
        tone="danger-solid"
        cancel={{ href: path('ssoregistration'), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
