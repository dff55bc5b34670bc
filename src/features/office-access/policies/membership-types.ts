import { can } from './policy.ts'

/** What kinds of membership an organizer has. */
export const membershipTypes = { manage: can('organizer.settings.general:write') } as const
