import type { Kysely } from 'kysely'
import { DAY, SECOND } from '../../core/clock.ts'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { newId, type OrganizerId, type SsoClientId } from '../../core/ids.ts'
import { imageType } from '../../core/image-type.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditActor, type AuditEvent, changedFields } from '../audit/index.ts'
import { auditView } from './audit-view.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type ClientLogo, readLogo } from './logo.ts'
import { settingsColumns } from './rows.ts'
import { needsSecret, newClientId, readSettings } from './rules.ts'
import { checkSectorDocument, needsSectorCheck } from './sector-document.ts'
import { clientAccessStore } from './store/access.ts'
import { ssoClientStore } from './store/clients.ts'
import { ssoClientLogoStore } from './store/logos.ts'
import type { EndClientAccess, SsoClient, SsoClientPage, SsoClientQuery, SsoClients } from './types.ts'

type Query = Kysely<Schema>

const MAX_OVERLAP_S = (7 * DAY) / SECOND

export function createSsoClients(platform: Platform, { audit }: { audit: Audit }): SsoClients {
  const { clock, random, db } = platform
  const endAccess: EndClientAccess[] = []

  /**
   * One transaction that changes clients; all processes forget what they cached once it is committed. The version comes first:
   * its row lets one change in at a time, so that each sees what the one before it did.
   */
  async function change<T>(run: (q: Query) => Promise<T>): Promise<T> {
    const result = await db.transaction(async (q) => {
      await bumpConfigVersion(q)
      return run(q)
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
      if (needsSectorCheck(settings, null)) await checkSectorDocument(platform, settings)
      const made = needsSecret(settings) ? newSecret() : null
      const now = clock.now()
      const client = await change(async (q) => {
        const inserted = await ssoClientStore(q).insert(organizerId, {
          id: newId<SsoClientId>(random),
          client_id: newClientId(random),
          ...settingsColumns(settings),
          ...NO_SECRET,
          ...made?.columns,
          registration_token_hash: input.registrationTokenHash ?? null,
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
      const present = await existing(db.q, organizerId, id)
      const wanted = readSettings(changes, present)
      if (needsSectorCheck(wanted, present)) await checkSectorDocument(platform, wanted)
      return change(async (q) => {
        const before = await existing(q, organizerId, id)
        const settings = readSettings(changes, before)
        const getsSecret = needsSecret(settings) && before.secretHash === null
        const secretColumns = getsSecret ? made.columns : needsSecret(settings) ? {} : NO_SECRET
        const { registrationTokenHash } = changes
        await ssoClientStore(q).update(organizerId, id, {
          ...settingsColumns(settings),
          ...secretColumns,
          ...(registrationTokenHash !== undefined && { registration_token_hash: registrationTokenHash }),
          modified_at: clock.now(),
        })
        const client = await existing(q, organizerId, id)
        await recordChange(q, before, client, actor)
        if (before.isActive && !client.isActive) for (const end of endAccess) await end(q, organizerId, id)
        return { client, secret: getsSecret ? made.secret : null }
      })
    },

    async regenerateSecret(organizerId, id, actor, { overlapS = 0 } = {}) {
      if (!Number.isInteger(overlapS) || overlapS < 0 || overlapS > MAX_OVERLAP_S) {
        throw new InvalidInput({ secret_overlap: { key: 'ssoClients:errors.overlap' } })
      }
      const secret = randomSecret(random)
      return change(async (q) => {
        const before = await existing(q, organizerId, id)
        if (!needsSecret(before)) throw new InvalidInput({ client_type: { key: 'ssoClients:errors.noSecret' } })
        const now = clock.now()
        const formerUntil = overlapS === 0 ? null : now + overlapS * SECOND
        await ssoClientStore(q).replaceSecret(organizerId, id, { hash: hashSecret(secret), now, formerUntil })
        const client = await existing(q, organizerId, id)
        const detail = formerUntil === null ? {} : { former_until: new Date(formerUntil).toISOString() }
        await record(q, client, { action: 'foyer.ssoclient.secret.regenerated', actor, detail })
        return { client, secret }
      })
    },

    async endFormerSecret(organizerId, id, actor) {
      return change(async (q) => {
        const before = await existing(q, organizerId, id)
        if (before.formerSecret === null) return before
        await ssoClientStore(q).update(organizerId, id, { ...NO_FORMER_SECRET, modified_at: clock.now() })
        await record(q, before, { action: 'foyer.ssoclient.secret.ended', actor })
        return existing(q, organizerId, id)
      })
    },

    async setLogo(organizerId, id, data, actor) {
      const logo = readLogo(data)
      return changeLogo(organizerId, id, logo, actor)
    },
    removeLogo: (organizerId, id, actor) => changeLogo(organizerId, id, null, actor),
    async logo(organizerId, clientId, sha256) {
      const found = await ssoClientLogoStore(db.q).find(organizerId, clientId)
      const mediaType = found && imageType(found.data)
      return found && mediaType && found.sha256 === sha256 ? { ...found, mediaType } : null
    },
    accessOf: (organizerId, id) => clientAccessStore(db.q).count(organizerId, id, clock.now()),

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

  async function changeLogo(
    organizerId: OrganizerId,
    id: SsoClientId,
    logo: ClientLogo | null,
    actor: AuditActor,
  ): Promise<SsoClient> {
    return change(async (q) => {
      const before = await existing(q, organizerId, id)
      const logos = ssoClientLogoStore(q)
      await (logo ? logos.put(organizerId, id, logo) : logos.remove(organizerId, id))
      const { options } = settingsColumns({ ...before, logoHash: logo?.sha256 ?? null })
      await ssoClientStore(q).update(organizerId, id, { options, modified_at: clock.now() })
      const client = await existing(q, organizerId, id)
      await recordChange(q, before, client, actor)
      return client
    })
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
