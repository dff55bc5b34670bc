import { NotFound } from '../../../core/errors.ts'
import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { bumpConfigVersion } from '../../../platform/db/version-watch.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type Audit, type AuditActor, type AuditEvent, changedFields } from '../../audit/index.ts'
import { auditView } from '../audit-view.ts'
import { toProvider } from '../rows.ts'
import { inLanguage } from '../rules/names.ts'
import { ssoProviderStore } from '../store/providers.ts'
import type { AccessEnded, EndProviderAccess, SsoProvider } from '../types.ts'

/** What every change of a provider has in common. */
export interface Changes {
  /**
   * One transaction that changes providers; all processes forget what they cached once it is committed. The version comes first:
   * its row lets one change in at a time, so that each sees what the one before it did.
   */
  change<T>(run: (q: Database) => Promise<T>): Promise<T>
  /** @throws NotFound */
  existing(q: Database, organizerId: OrganizerId, id: SsoProviderId): Promise<SsoProvider>
  record(q: Database, provider: SsoProvider, event: Omit<AuditEvent, 'object'>): Promise<void>
  /** Writes down what differs; nothing when nothing does. */
  recordChange(
    q: Database,
    before: SsoProvider,
    after: SsoProvider,
    actor: AuditActor,
    isOtherSecret?: boolean,
  ): Promise<void>
  /** Writes down that a provider does not work, or that it does again. */
  recordTurn(q: Database, provider: SsoProvider, turned: 'bad' | 'good'): Promise<void>
  /** Ends what the provider vouched for. */
  endAccess: EndProviderAccess
  onEndAccess(handler: EndProviderAccess): void
  /** What is to be done once that is committed. */
  onAccessEnded(handler: AccessEnded): void
}

export function createChanges({ db, configWatch }: Pick<Platform, 'db' | 'configWatch'>, audit: Audit): Changes {
  const handlers: EndProviderAccess[] = []
  const followers: AccessEnded[] = []
  /** By transaction: whose access it ended. */
  const ended = new WeakMap<Database, OrganizerId>()

  const record: Changes['record'] = (q, provider, event) => {
    const name = inLanguage(provider.name, 'en') || provider.slug
    return audit.record(q, provider.organizerId, { ...event, object: { type: 'ssoprovider', id: provider.id, name } })
  }

  return {
    async change(run) {
      const { result, organizerId } = await db.transaction(async (q) => {
        await bumpConfigVersion(q)
        return { result: await run(q), organizerId: ended.get(q) }
      })
      await configWatch.checkNow()
      if (organizerId !== undefined) for (const follow of followers) await follow(organizerId)
      return result
    },
    async existing(q, organizerId, id) {
      const row = await ssoProviderStore(q).byId(organizerId, id)
      if (row === null) throw new NotFound('SSO provider')
      return toProvider(row)
    },
    record,
    async recordChange(q, before, after, actor, isOtherSecret = false) {
      const secret = isOtherSecret ? { client_secret: before.hasSecret ? 'former' : null } : {}
      const changes = changedFields({ ...auditView(before), ...secret }, auditView(after))
      if (Object.keys(changes.after).length === 0) return
      await record(q, after, { action: 'pretix.ssoprovider.changed', actor, ...changes })
    },
    async recordTurn(q, provider, turned) {
      const actor = { type: 'system' } as const
      if (turned === 'good') await record(q, provider, { action: 'foyer.ssoprovider.check.recovered', actor })
      else {
        const { problem } = provider
        await record(q, provider, { action: 'foyer.ssoprovider.check.failed', actor, detail: { problem } })
      }
    },
    async endAccess(q, organizerId, id) {
      for (const end of handlers) await end(q, organizerId, id)
      ended.set(q, organizerId)
    },
    onEndAccess(handler) {
      handlers.push(handler)
    },
    onAccessEnded(handler) {
      followers.push(handler)
    },
  }
}
