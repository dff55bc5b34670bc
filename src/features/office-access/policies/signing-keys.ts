import { can } from './policy.ts'

/** The keys that sign what apps get. */
export const signingKeys = {
  see: can('organizer.customers:read', 'organizer.settings.general:write'),
  manage: can('organizer.settings.general:write'),
} as const
