import { can } from './policy.ts'

const manage = can('organizer.teams:write')

/** Teams of an organizer, who is in them, and their keys to the API. */
export const teams = { manage, invite: manage, manageTokens: manage } as const
