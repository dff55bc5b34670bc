import { can } from './policy.ts'

/** Apps that customers have let in. */
export const connectedApps = { withdraw: can('organizer.customers:write') } as const
