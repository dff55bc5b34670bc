import type { Site } from '../../../platform/http/site.ts'
import type { QuestionKey, QuestionKind } from './types.ts'

export const LINK = '/account/login/link'
export const CONFIRM = '/account/login/confirm'

/** Where a question is answered, as a path within the organizer's pages. */
export function questionPath(kind: QuestionKind, { name }: Pick<QuestionKey, 'name'>): string {
  return `${kind === 'prove' ? LINK : CONFIRM}?${new URLSearchParams({ question: name })}`
}

/** The same as an address for the browser. */
export function questionAddress({ base }: Site, kind: QuestionKind, key: Pick<QuestionKey, 'name'>): string {
  return base + questionPath(kind, key)
}
