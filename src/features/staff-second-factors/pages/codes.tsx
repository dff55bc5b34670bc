import { RecoveryCodeSheet } from '../../../ui/recovery-code-sheet.tsx'
import type { SettingsContext } from '../scope.ts'
import { SettingsLayout } from './layout.tsx'

interface NewCodesPageProps {
  readonly context: SettingsContext
  readonly codes: readonly string[]
  readonly download: string
}

/** The only time at which codes are shown. */
export function NewCodesPage({ context, codes, download }: NewCodesPageProps) {
  const { t, csrf, cancel } = context
  const title = t('staffFactors:codes.newTitle')
  return (
    <SettingsLayout
      context={context}
      title={title}
      text={`${t('staffFactors:codes.makeText')} ${t('staffFactors:codes.newText')}`}
    >
      <RecoveryCodeSheet
        title={title}
        codes={codes}
        download={{ action: download, csrf }}
        downloadText={t('staffFactors:codes.download')}
        goOn={{ href: cancel.href, text: t('staffFactors:codes.goOn') }}
      />
    </SettingsLayout>
  )
}
