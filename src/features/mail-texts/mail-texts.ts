import type { Platform } from '../../platform/platform.ts'
import { drawLetter } from './letter.tsx'
import type { LetterKind, MailTexts } from './types.ts'

export function createMailTexts({ i18n }: Pick<Platform, 'i18n'>): MailTexts {
  const kinds = new Map<string, LetterKind>()
  return {
    define(kind) {
      kinds.set(kind.key, kind)
    },
    letter: (letter) => drawLetter(letter, i18n.translator(letter.to.locale)),
  }
}
