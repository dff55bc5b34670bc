import { z } from 'zod'
import type { OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Customer, PersonalData } from '../customers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { connectedAppStore } from './store/connected-apps.ts'
import { consentStore } from './store/consents.ts'
import { otherSubjectStore } from './store/other-subjects.ts'

const movedSchema = z.object({ subjects: z.array(z.string()), consents: z.array(z.string()) })

interface Deps {
  readonly ssoClients: Pick<SsoClients, 'byId'>
  /** Instant in ms. */
  readonly now: () => number
}

/** What is known of a person's apps: what they allowed, and under which ID each app knows them. */
export function appsOfPerson({ ssoClients, now }: Deps): PersonalData {
  async function described(q: Database, organizerId: OrganizerId, customer: Customer) {
    const [consents, used, others] = await Promise.all([
      consentStore(q).list(organizerId, customer.id),
      connectedAppStore(q).list(organizerId, customer.id, now()),
      otherSubjectStore(q).list(organizerId, customer.id),
    ])
    const clients = [...new Set([...consents.map((row) => row.sso_client_id), ...used.map((app) => app.client)])]
    return Promise.all(
      clients.map(async (id) => {
        const consent = consents.find((row) => row.sso_client_id === id)
        const app = used.find(({ client }) => client === id)
        return {
          app: (await ssoClients.byId(organizerId, id))?.name ?? null,
          knows_you_as: others.get(id) ?? customer.identifier,
          allowed: consent?.scope.split(' ') ?? [],
          allowed_at: consent ? new Date(consent.updated_at).toISOString() : null,
          last_used: app ? new Date(app.lastUsedAt).toISOString() : null,
        }
      }),
    )
  }

  return {
    key: 'connected_apps',
    title: 'openidProvider:personal.title',
    export: (q, organizer, customer) => described(q, organizer.id, customer),
    async preview(q, organizer, customer) {
      const { size: count } = await otherSubjectStore(q).knownApps(organizer.id, customer.id)
      return { goes: count === 0 ? [] : [{ key: 'openidProvider:personal.goes', params: { count } }], stays: [] }
    },
    async erase(q, organizer, customer) {
      await otherSubjectStore(q).removeAll(organizer.id, customer.id)
      await otherSubjectStore(q).noteWhether(organizer.id, customer.id, false)
    },

    /** An app that knows both accounts goes on with the one that is kept; one that knows only the other keeps its `sub`. */
    async move(q, organizer, from, into) {
      const store = otherSubjectStore(q)
      const [fromApps, intoApps, others] = [
        await store.knownApps(organizer.id, from),
        await store.knownApps(organizer.id, into),
        await store.list(organizer.id, from),
      ]
      const only = [...fromApps].filter((client) => !intoApps.has(client))
      if (only.length === 0) return null
      const identifier = await store.ownIdentifier(organizer.id, from)
      for (const client of only) await store.add(organizer.id, into, client, others.get(client) ?? identifier)
      const consents = await consentStore(q).moveTo(organizer.id, from, into, only)
      await store.noteWhether(organizer.id, into, true)
      return { subjects: only, consents }
    },
    async moveBack(q, organizer, from, into, moved) {
      const { subjects, consents } = movedSchema.parse(moved ?? { subjects: [], consents: [] })
      const store = otherSubjectStore(q)
      for (const client of subjects) await store.remove(organizer.id, into, client as SsoClientId)
      await consentStore(q).moveTo(organizer.id, into, from, consents as SsoClientId[])
      const own = await store.ownIdentifier(organizer.id, into)
      const left = [...(await store.list(organizer.id, into)).values()]
      await store.noteWhether(
        organizer.id,
        into,
        left.some((identifier) => identifier !== own),
      )
    },
  }
}
