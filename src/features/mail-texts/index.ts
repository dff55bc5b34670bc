export { createMailTexts } from './mail-texts.ts'
export { mailTextRoutes } from './routes.ts'
export type { LetterKind, MailTexts, Recipient } from './types.ts'
