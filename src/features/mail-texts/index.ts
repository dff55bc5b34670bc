export { createMailTexts } from './mail-texts.ts'
export type { Letter, LetterKind, MailTexts, Recipient } from './types.ts'
