import { connectedApps } from './policies/connected-apps.ts'
import { customers } from './policies/customers.ts'
import { installation } from './policies/installation.ts'
import { mailTexts } from './policies/mail-texts.ts'
import { membershipTypes } from './policies/membership-types.ts'
import { memberships } from './policies/memberships.ts'
import { orders } from './policies/orders.ts'
import { organizers } from './policies/organizers.ts'
import { signingKeys } from './policies/signing-keys.ts'
import { ssoClients } from './policies/sso-clients.ts'
import { ssoProviders } from './policies/sso-providers.ts'
import { teams } from './policies/teams.ts'

/** Who may do what, noun by noun. Every page of the back office and every call of the API asks one of these. */
export const policies = {
  connectedApps,
  customers,
  installation,
  mailTexts,
  membershipTypes,
  memberships,
  orders,
  organizers,
  signingKeys,
  ssoClients,
  ssoProviders,
  teams,
} as const
