import { can } from './policy.ts'

/** The words of mails to customers. */
export const mailTexts = { manage: can('organizer.settings.general:write') } as const
