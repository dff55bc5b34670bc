import { administrator, can, colleague } from './policy.ts'

/** Organizers, the tenants. */
export const organizers = {
  see: colleague,
  seeHistory: colleague,
  change: can('organizer.settings.general:write'),
  create: administrator,
} as const
