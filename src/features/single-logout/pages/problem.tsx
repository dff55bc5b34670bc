import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { ShownProblem } from '../problems.ts'

/** Why the app gets nobody back, with the reference for its operator. */
export function Problem({ problem, t }: { problem: ShownProblem | null; t: Translate }) {
  if (problem === null) return null
  return (
    <Notice tone="warn" title={t('singleLogout:problem.title')} class="mb-6 max-w-2xl">
      <p class="break-words">{problem.text}</p>
      {problem.reference !== null && <p class="mt-1">{t('singleLogout:reference', { code: problem.reference })}</p>}
    </Notice>
  )
}
