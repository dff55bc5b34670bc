export { createMailTexts } from './mail-texts.ts'
export { mailTextRoutes } from './routes.ts'
export type { Letter, LetterKind, MailText, MailTexts, Recipient } from './types.ts'
