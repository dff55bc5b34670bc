import { DAY } from '../../core/clock.ts'
import type { OrganizerId, SsoProviderId } from '../../core/ids.ts'
import { imageType } from '../../core/image-type.ts'
import { ForeignKeyViolation } from '../../platform/db/errors.ts'
import { createVersionedCache } from '../../platform/db/versioned-cache.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import { auditView } from './audit-view.ts'
import { ProviderInUse } from './errors.ts'
import { readIcon } from './icon.ts'
import { settingsColumn, toProvider } from './rows.ts'
import { inLanguage } from './rules/names.ts'
import { createChanges } from './service/changes.ts'
import { createConnections } from './service/connections.ts'
import { createCustomerMoves } from './service/customers.ts'
import { createLooking } from './service/looking.ts'
import { createRefreshing } from './service/refreshing.ts'
import { createSaving } from './service/saving.ts'
import { createSeals } from './service/sealed.ts'
import { descriptionOf, isFresh } from './service/stored-connection.ts'
import { providerCustomerStore } from './store/customers.ts'
import { providerIconStore } from './store/icons.ts'
import { ssoProviderStore } from './store/providers.ts'
import type { SsoProvider, SsoProviders } from './types.ts'

/** Organizers whose active providers are kept in memory. */
const MOST_ORGANIZERS = 2000

/** The identity systems with which customers of organizers log in. */
export function createSsoProviders(platform: Platform, { audit }: { readonly audit: Audit }): SsoProviders {
  const { db, clock, configWatch } = platform
  const seals = createSeals(platform.secrets)
  const changes = createChanges(platform, audit)
  const looking = createLooking(platform, seals, changes)
  const saving = createSaving({ platform, changes, looking, seals })
  const moves = createCustomerMoves(platform, changes)
  const connections = createConnections(platform, seals, readAgain)
  const refreshing = createRefreshing(platform, looking, connections.forget)

  const active = createVersionedCache<OrganizerId, readonly SsoProvider[]>({
    watch: configWatch,
    load: async (organizerId) => (await list(organizerId)).filter(({ isActive }) => isActive),
    maxEntries: MOST_ORGANIZERS,
  })

  async function list(organizerId: OrganizerId): Promise<readonly SsoProvider[]> {
    const providers = (await ssoProviderStore(db.q).list(organizerId)).map(toProvider)
    return providers.sort((a, b) => inLanguage(a.name, 'en').localeCompare(inLanguage(b.name, 'en')))
  }

  /** What another process read meanwhile is good, too. @throws ProviderProblem */
  async function readAgain({ organizerId, id }: SsoProvider): Promise<SsoProvider> {
    const present = await changes.existing(db.q, organizerId, id)
    if (isFresh(present, clock.now())) return present
    const { provider, error } = await refreshing.refresh(organizerId, id)
    if (error !== null) throw error
    return provider
  }

  return {
    async byId(organizerId, id) {
      const row = await ssoProviderStore(db.q).byId(organizerId, id)
      return row && toProvider(row)
    },
    async bySlug(organizerId, slug) {
      const row = await ssoProviderStore(db.q).bySlug(organizerId, slug)
      return row && toProvider(row)
    },
    list,
    active: (organizerId) => active.get(organizerId),
    count: (organizerId) => ssoProviderStore(db.q).count(organizerId),
    ...saving,

    async remove(organizerId, id, actor) {
      const customers = (q = db.q) => providerCustomerStore(q).usage(organizerId, id, clock.now())
      try {
        await changes.change(async (q) => {
          const provider = await changes.existing(q, organizerId, id)
          const usage = await customers(q)
          if (usage.customers > 0) throw new ProviderInUse(usage.customers)
          await changes.endAccess(q, organizerId, id)
          await ssoProviderStore(q).remove(organizerId, id)
          await changes.record(q, provider, {
            action: 'pretix.ssoprovider.deleted',
            actor,
            before: auditView(provider),
          })
        })
      } catch (error) {
        if (error instanceof ForeignKeyViolation) throw new ProviderInUse((await customers()).customers)
        throw error
      }
      connections.forget({ organizerId, id })
    },
    moveCustomers: moves.moveCustomers,
    releaseCustomers: moves.releaseCustomers,
    useRelease: moves.useRelease,

    async setIcon(organizerId, id, data, actor) {
      const icon = data && readIcon(data)
      return changes.change(async (q) => {
        const before = await changes.existing(q, organizerId, id)
        const icons = providerIconStore(q)
        await (icon ? icons.put(organizerId, id, icon) : icons.remove(organizerId, id))
        await ssoProviderStore(q).update(organizerId, id, {
          ...settingsColumn(before, { ...before, iconHash: icon?.sha256 ?? null }),
          modified_at: Math.max(clock.now(), before.modifiedAt + 1),
        })
        const after = await changes.existing(q, organizerId, id)
        await changes.recordChange(q, before, after, actor)
        return after
      })
    },
    async icon(organizerId, slug, sha256) {
      const found = await providerIconStore(db.q).find(organizerId, slug)
      const mediaType = found && imageType(found.data)
      return found && mediaType && found.sha256 === sha256 ? { mediaType, data: found.data } : null
    },

    usage: (organizerId, id) => providerCustomerStore(db.q).usage(organizerId, id, clock.now() - 7 * DAY),
    connection: connections.of,
    async description(organizerId, id) {
      const row = await ssoProviderStore(db.q).byId(organizerId, id)
      return row && descriptionOf(row)
    },
    refresh: async (organizerId: OrganizerId, id: SsoProviderId) =>
      (await refreshing.refresh(organizerId, id)).provider,
    async look(organizerId, id, trace) {
      const { provider, error } = await refreshing.refresh(organizerId, id, trace)
      return { provider, error, connection: error === null ? await connections.of(provider) : null }
    },
    refreshSoon: refreshing.refreshSoon,
    refreshDue: refreshing.refreshDue,
    onEndAccess: changes.onEndAccess,
    onAccessEnded: changes.onAccessEnded,
  }
}
