import type { Translate } from '../../../platform/i18n/i18n.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { PostTarget } from '../../../ui/page-frame.ts'
import type { Office } from './organizers.tsx'

interface RemoveDomainPageProps {
  readonly office: Office
  readonly t: Translate
  readonly host: string
  readonly post: PostTarget
  readonly back: string
}

export function RemoveDomainPage({ office, t, host, post, back }: RemoveDomainPageProps) {
  const title = t('office:settings.removeTitle', { host })
  return (
    <OfficeLayout {...office} title={title}>
      <DialogPage
        title={title}
        consequences={[t('office:settings.removeShop', { host }), t('office:settings.removeIssuer', { host })]}
        post={post}
        submit={t('office:settings.removeSubmit')}
        tone="danger-solid"
        cancel={{ href: back, text: t('office:settings.keepDomain') }}
      >
        <input type="hidden" name="host" value={host} />
      </DialogPage>
    </OfficeLayout>
  )
}
