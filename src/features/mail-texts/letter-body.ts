import type { Child } from 'hono/jsx'

/** What stands between the head and the foot of a mail, in both forms. */
export interface LetterBody {
  readonly title: string | undefined
  readonly preheader: string
  readonly html: Child
  readonly closing: string | undefined
  readonly paragraphs: readonly string[]
}
