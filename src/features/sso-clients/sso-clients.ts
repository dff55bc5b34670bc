import type { Kysely } from 'kysely'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { newId, type OrganizerId, type SsoClientId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditActor, type AuditEvent, changedFields } from '../audit/index.ts'
import { auditView } from './audit-view.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { settingsColumns } from './rows.ts'
import { needsSecret, newClientId, readSettings } from './rules.ts'
import { ssoClientStore } from './store.ts'
import type { EndClientAccess, SsoClient, SsoClientPage, SsoClientQuery, SsoClients } from './types.ts'

type Query = Kysely<Schema>

export function createSsoClients(platform: Platform, { audit }: { audit: Audit }): SsoClients {
  const { clock, random, db } = platform
  const endAccess: EndClientAccess[] = []

  /** One transaction that changes clients; all processes forget what they cached once it is committed. */
  async function change<T>(run: (q: Query) => Promise<T>): Promise<T> {
    const result = await db.transaction(async (q) => {
      const value = await run(q)
      await bumpConfigVersion(q)
      return value
    })
    await platform.configWatch.checkNow()
    return result
  }

  async function existing(q: Query, organizerId: OrganizerId, id: SsoClientId): Promise<SsoClient> {
    const client = await ssoClientStore(q).byId(organizerId, id)
    if (!client) throw new NotFound('SSO client')
    return client
  }

  function record(q: Query, client: SsoClient, event: Omit<AuditEvent, 'object'>): Promise<void> {
    const object = { type: 'ssoclient', id: client.id, name: client.name } as const
    return audit.record(q, client.organizerId, { ...event, object })
  }

  function newSecret(): { secret: string; columns: { secret_hash: string; secret_created_at: number } } {
    const secret = randomSecret(random)
    return { secret, columns: { secret_hash: hashSecret(secret), secret_created_at: clock.now() } }
  }

  return {
    byId: (organizerId, id) => ssoClientStore(db.q).byId(organizerId, id),
    byClientId: (organizerId, clientId) => ssoClientStore(db.q).byClientId(organizerId, clientId),
    list: (organizerId, query) => listPage(db.q, organizerId, query),
    count: (organizerId) => ssoClientStore(db.q).count(organizerId),

    async create(organizerId, input, actor) {
      const settings = readSettings(input)
      const made = needsSecret(settings) ? newSecret() : null
      const now = clock.now()
      const client = await change(async (q) => {
        const inserted = await ssoClientStore(q).insert(organizerId, {
          id: newId<SsoClientId>(random),
          client_id: newClientId(random),
          ...settingsColumns(settings),
          ...NO_SECRET,
          ...made?.columns,
          registration_token_hash: null,
          created_at: now,
          modified_at: now,
        })
        await record(q, inserted, { action: 'pretix.ssoclient.created', actor, after: auditView(inserted) })
        return inserted
      })
      return { client, secret: made?.secret ?? null }
    },

    async update(organizerId, id, changes, actor) {
      const made = newSecret()
      return change(async (q) => {
        const before = await existing(q, organizerId, id)
        const settings = readSettings(changes, before)
        const getsSecret = needsSecret(settings) && before.secretHash === null
        const secretColumns = getsSecret ? made.columns : needsSecret(settings) ? {} : NO_SECRET
        const columns = { ...settingsColumns(settings), ...secretColumns, modified_at: clock.now() }
        await ssoClientStore(q).update(organizerId, id, columns)
        const client = await existing(q, organizerId, id)
        await recordChange(q, before, client, actor)
        if (before.isActive && !client.isActive) for (const end of endAccess) await end(q, organizerId, id)
        return { client, secret: getsSecret ? made.secret : null }
      })
    },

    async regenerateSecret(organizerId, id, actor) {
      const made = newSecret()
      return change(async (q) => {
        const before = await existing(q, organizerId, id)
        if (!needsSecret(before)) throw new InvalidInput({ client_type: { key: 'ssoClients:errors.noSecret' } })
        await ssoClientStore(q).update(organizerId, id, { ...made.columns, modified_at: clock.now() })
        const client = await existing(q, organizerId, id)
        await record(q, client, { action: 'foyer.ssoclient.secret.regenerated', actor })
        return { client, secret: made.secret }
      })
    },

    async remove(organizerId, id, actor) {
      await change(async (q) => {
        const client = await existing(q, organizerId, id)
        for (const end of endAccess) await end(q, organizerId, id)
        await ssoClientStore(q).remove(organizerId, id)
        await record(q, client, { action: 'pretix.ssoclient.deleted', actor, before: auditView(client) })
      })
    },

    onEndAccess(handler) {
      endAccess.push(handler)
    },
  }

  async function recordChange(q: Query, before: SsoClient, after: SsoClient, actor: AuditActor): Promise<void> {
    const changes = changedFields(auditView(before), auditView(after))
    if (Object.keys(changes.after).length === 0) return
    await record(q, after, { action: 'pretix.ssoclient.changed', actor, ...changes })
  }
}

const NO_FORMER_SECRET = { former_secret_hash: null, former_secret_expires_at: null }
const NO_SECRET = { secret_hash: null, secret_created_at: null, ...NO_FORMER_SECRET }

async function listPage(q: Query, organizerId: OrganizerId, query: SsoClientQuery): Promise<SsoClientPage> {
  const limit = Math.min(250, Math.max(1, query.limit))
  const cursor = readCursor(query.cursor)
  const found = await ssoClientStore(q).list(organizerId, limit + 1, cursor)
  const hasMore = found.length > limit
  const isBack = cursor?.way === 'before'
  const clients = isBack ? found.slice(0, limit).reverse() : found.slice(0, limit)
  const [first, last] = [clients.at(0), clients.at(-1)]
  const hasBefore = isBack ? hasMore : cursor !== null
  const hasAfter = isBack || hasMore
  return {
    clients,
    before: hasBefore && first ? writeCursor({ way: 'before', name: first.name, id: first.id }) : null,
    after: hasAfter && last ? writeCursor({ way: 'after', name: last.name, id: last.id }) : null,
  }
}
