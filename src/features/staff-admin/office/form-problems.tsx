import type { FormProblems } from '../../../platform/http/form-fields.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { ErrorSummary } from '../../../ui/notice.tsx'

/** What is wrong with a form, above it; nothing when all is well. */
export function Problems({ problems, t }: { problems: FormProblems; t: Translate }) {
  const errors = Object.entries(problems).map(([field, message]) => ({ field, message: say(t, message) }))
  return errors.length === 0 ? null : <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />
}

/** What is wrong with one field. */
export function errorOf(problems: FormProblems, field: string, t: Translate): string | undefined {
  const message = problems[field]
  return message && say(t, message)
}
