import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import type { ClaimRule } from '../types.ts'
import type { OfficeContext } from './context.ts'
import { conditionWords, effectWords } from './words.ts'

interface DeletePageProps {
  readonly context: OfficeContext
  readonly rule: ClaimRule
  readonly holders: number
}

/** Asks before a rule is deleted. */
export function DeleteRulePage({ context, rule, holders }: DeletePageProps) {
  const { frame, crumbs, t, csrf, path } = context
  const title = t('claimRules:deletion.title')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={`${conditionWords(context, rule)}: ${effectWords(context, rule)}`}
        consequences={
          holders === 0
            ? [t('claimRules:deletion.nobody')]
            : [t('claimRules:deletion.people', { count: holders }), t('claimRules:deletion.history')]
        }
        post={{ action: path(`rules/${rule.id}/delete`), csrf }}
        submit={t('claimRules:deletion.submit')}
        tone="danger-solid"
        cancel={{ href: path(`rules/${rule.id}/edit`), text: t('words:cancel') }}
      />
    </OfficeLayout>
  )
}
