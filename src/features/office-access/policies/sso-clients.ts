import { can } from './policy.ts'

const manage = can('organizer.settings.general:write')

/** Apps that log customers in through the organizer. */
export const ssoClients = {
  manage,
  test: manage,
  seeRefusals: manage,
  manageRegistrationTokens: manage,
} as const
