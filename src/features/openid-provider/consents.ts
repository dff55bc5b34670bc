import { z } from 'zod'
import type { CustomerId, OrganizerId, SsoClientId } from '../../core/ids.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { Platform } from '../../platform/platform.ts'
import { SUPPORTED_SCOPES } from '../../protocol/provider/scopes.ts'
import type { Consent, ConsentStore } from '../../protocol/provider/types.ts'
import type { Audit, AuditActor, AuditEvent } from '../audit/index.ts'
import { type Customers, customerObject } from '../customers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { connectedAppStore } from './store/connected-apps.ts'
import { consentStore } from './store/consents.ts'
import { endedGrantStore } from './store/ended-grants.ts'
import type { ConnectedApp, Consents } from './types.ts'

const MAX_APPS = 100

interface ConsentDeps {
  readonly audit: Audit
  readonly customers: Pick<Customers, 'byId'>
  readonly ssoClients: Pick<SsoClients, 'byId'>
}

const claimNamesSchema = z.array(z.string())

export function createConsents({ db, clock }: Platform, { audit, customers, ssoClients }: ConsentDeps): Consents {
  /** Whom and what the history names; null when one of them is gone. */
  async function describe(organizerId: OrganizerId, customerId: CustomerId, id: SsoClientId) {
    const customer = await customers.byId(organizerId, customerId)
    const client = await ssoClients.byId(organizerId, id)
    if (!customer || !client) return null
    const actor: AuditActor = { type: 'customer', id: customer.id, name: customer.identifier }
    const detail = { app: client.name, client_id: client.clientId }
    return { actor, event: { object: customerObject(customer), detail } satisfies Partial<AuditEvent> }
  }

  return {
    async allow(organizerId, customerId, client, consent) {
      const named = await describe(organizerId, customerId, client)
      if (!named) return
      const now = clock.now()
      await db.transaction(async (q) => {
        await consentStore(q).lockCustomer(organizerId, customerId)
        const before = await consentStore(q).find(organizerId, customerId, client)
        const known = before ? readConsent(before) : NOTHING
        const scopes = SUPPORTED_SCOPES.filter(
          (scope) => known.scopes.includes(scope) || consent.scopes.includes(scope),
        )
        const claims = [...new Set([...known.claims, ...consent.claims])]
        if (before && scopes.length === known.scopes.length && claims.length === known.claims.length) return
        const scope = scopes.join(' ')
        await consentStore(q).put(organizerId, {
          customer_id: customerId,
          sso_client_id: client,
          scope,
          claims: JSON.stringify(claims),
          created_at: before?.created_at ?? now,
          updated_at: now,
        })
        await audit.record(q, organizerId, {
          ...named.event,
          action: 'foyer.customer.app.allowed',
          actor: named.actor,
          detail: { ...named.event.detail, scope, ...(claims.length > 0 && { claims }) },
        })
      })
    },

    async apps(organizerId, customerId) {
      const holding = await connectedAppStore(db.q).list(organizerId, customerId, clock.now())
      const apps = new Map<SsoClientId, ConnectedApp>()
      for (const app of holding) apps.set(app.client, { ...app, ...NOTHING, allowedAt: null })
      for (const row of await consentStore(db.q).list(organizerId, customerId)) {
        const client = row.sso_client_id
        const known = apps.get(client) ?? { client, lastUsedAt: null, staysConnected: false }
        apps.set(client, { ...known, ...readConsent(row), allowedAt: row.updated_at })
      }
      const lastTouched = (app: ConnectedApp) => app.lastUsedAt ?? app.allowedAt ?? 0
      return [...apps.values()].sort((a, b) => lastTouched(b) - lastTouched(a)).slice(0, MAX_APPS)
    },

    async withdraw(organizerId, customerId, client, actor) {
      const named = await describe(organizerId, customerId, client)
      return db.transaction(async (q) => {
        const hadConsent = await consentStore(q).remove(organizerId, customerId, client)
        const ended = await endedGrantStore(q).ofCustomerAtClient(organizerId, customerId, client, clock.now())
        if (!hadConsent && ended === 0) return false
        if (named) await audit.record(q, organizerId, { ...named.event, action: 'foyer.customer.app.withdrawn', actor })
        return true
      })
    },
  }
}

const NOTHING: Consent = { scopes: [], claims: [] }

/** What people of one organizer allowed, as the protocol asks for it. */
export function organizerConsents({ db }: Pick<Platform, 'db'>, organizerId: OrganizerId): ConsentStore {
  const store = consentStore(db.q)
  return {
    async find(accountId, client) {
      const row = await store.find(organizerId, accountId, client)
      return row ? readConsent(row) : null
    },
  }
}

function readConsent(row: { readonly scope: string; readonly claims: string }): Consent {
  const words = row.scope.split(' ')
  return {
    scopes: SUPPORTED_SCOPES.filter((scope) => words.includes(scope)),
    claims: parseJson(claimNamesSchema, row.claims, 'sso_consents.claims'),
  }
}
