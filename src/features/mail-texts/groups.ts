import type { Translate } from '../../platform/i18n/i18n.ts'
import { mailText } from '../audit/index.ts'
import type { LetterKind } from './types.ts'

export const GROUPS = ['account', 'security', 'orders', 'memberships', 'privacy'] as const
export type Group = (typeof GROUPS)[number]

const WORDS: readonly (readonly [Group, RegExp])[] = [
  ['memberships', /membership/],
  ['privacy', /delet|export|privacy/],
  ['orders', /order|claim/],
  ['security', /security|device|login|passkey|second|recovery|password|reset|undo/],
]

/** Where a kind stands in the list, told by the words of its key. */
export function groupOf({ key }: LetterKind): Group {
  return WORDS.find(([, words]) => words.test(key))?.[0] ?? 'account'
}

/** What a kind is called, as in the history; its default heading where the history has no word for it. */
export function kindName(kind: LetterKind, t: Translate): string {
  const name = mailText(t, kind.topic)
  const text = name === kind.topic ? t(kind.text('title'), { organizer: '…' }) : name
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
