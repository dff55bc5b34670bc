import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'

interface FormProblemsProps {
  readonly t: Translate
  readonly problems: Readonly<Record<string, Message>>
  /** Names of the fields, as their labels say. */
  readonly labels: Readonly<Record<string, string>>
  readonly tooMany: Message | null
}

/** First thing after a failed form; nothing when all is well. */
export function FormProblems({ t, problems, labels, tooMany }: FormProblemsProps) {
  if (tooMany) {
    return (
      <Notice class="mb-6" tone="bad" role="alert" icon="hourglass" title={t('accountSecurity:tooMany')}>
        {say(t, tooMany)}
      </Notice>
    )
  }
  const entries = Object.entries(problems)
  if (entries.length === 0) return null
  const errors = entries.map(([field, problem]) => {
    const label = labels[field]
    return { field, message: label ? `${label}: ${say(t, problem)}` : say(t, problem) }
  })
  return <ErrorSummary class="mb-6" title={t('accountSecurity:problems', { count: errors.length })} errors={errors} />
}
