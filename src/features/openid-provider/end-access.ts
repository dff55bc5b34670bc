import type { Platform } from '../../platform/platform.ts'
import type { Customers } from '../customers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { consentStore } from './store/consents.ts'
import { endedGrantStore } from './store/ended-grants.ts'
import { pushedRequestStore } from './store/pushed-requests.ts'

interface EndAccessDeps {
  readonly ssoClients: Pick<SsoClients, 'onEndAccess'>
  readonly customers: Pick<Customers, 'onEndAccess' | 'onErase'>
}

/** Codes and tokens end together with the right of a customer to log in, with the password, and with the app. */
export function endAccessOf({ clock }: Pick<Platform, 'clock'>, { ssoClients, customers }: EndAccessDeps): void {
  customers.onEndAccess(async (q, organizerId, customerId, { reason, keepAppTokens }) => {
    if (keepAppTokens) return
    await endedGrantStore(q).ofCustomer(organizerId, customerId, clock.now())
    if (reason !== 'anonymized') return
    await consentStore(q).removeOfCustomer(organizerId, customerId)
    await endedGrantStore(q).forgetRequests(organizerId, customerId)
  })
  customers.onErase(async (q, organizer, { emails }) => {
    for (const email of emails) await pushedRequestStore(q).forgetHint(organizer.id, email)
  })
  ssoClients.onEndAccess(async (q, organizerId, client) => {
    await endedGrantStore(q).ofClient(organizerId, client, clock.now())
    await consentStore(q).removeOfClient(organizerId, client)
  })
}
