import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { MergeContext } from './context.ts'

interface UndoPageProps extends MergeContext {
  /** Customer IDs. */
  readonly kept: string
  readonly removed: string
  readonly action: string
  readonly cancel: string
}

export function UndoPage({ frame, crumbs, t, csrf, kept, removed, action, cancel }: UndoPageProps) {
  const title = t('customerMerge:undo.title')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={t('customerMerge:undo.text', { removed })}
        consequences={[
          t('customerMerge:undo.back'),
          t('customerMerge:undo.stays', { kept }),
          t('customerMerge:undo.ends'),
        ]}
        post={{ action, csrf }}
        submit={t('customerMerge:undo.submit')}
        cancel={{ href: cancel, text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
