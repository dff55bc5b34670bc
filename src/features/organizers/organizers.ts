import { InvalidInput, type Message } from '../../core/errors.ts'
import { newId, type OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import { UniqueViolation } from '../../platform/db/errors.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import { createVersionedCache } from '../../platform/db/versioned-cache.ts'
import type { HostLookup } from '../../platform/http/site.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditActor, changedFields } from '../audit/index.ts'
import { createLogos, type Logos } from './logos.ts'
import { checkValues, normalizeHost, slugProblem } from './rules.ts'
import { type OrganizerQuery, organizerStore } from './store.ts'
import type { Organizer } from './types.ts'

export interface NewOrganizer {
  readonly slug: string
  readonly name: string
  readonly locale?: Locale
  readonly timeZone?: string
  readonly brandColor?: string
}

export interface OrganizerSummary {
  readonly id: OrganizerId
  readonly slug: string
  readonly name: string
  readonly brandColor: string
}

/** Runs in the transaction of a change, after it. */
export type OrganizerSet = (q: Database, organizer: Organizer) => Promise<void>

/** The tenants. Reads come from a cache that a change in any process empties within a second. */
export interface Organizers extends Logos {
  bySlug(slug: string): Promise<Organizer | null>
  byId(id: OrganizerId): Promise<Organizer | null>
  list(query: OrganizerQuery): Promise<OrganizerSummary[]>
  /** Which organizer a host belongs to. Answers from memory; `loadHosts` fills it. */
  readonly hostLookup: HostLookup
  /** Reads the custom domains; call it once before requests are served. */
  loadHosts(): Promise<void>
  /** @throws InvalidInput for a bad, reserved or taken short form, or bad values */
  create(input: NewOrganizer, actor: AuditActor): Promise<Organizer>
  /**
   * Sets properties and settings given as text, e.g. `{customer_accounts: 'true'}`.
   * @throws InvalidInput naming each key that is unknown or has a value that does not fit
   */
  set(organizer: Organizer, values: Readonly<Record<string, string>>, actor: AuditActor): Promise<Organizer>
  /** Features that keep what follows from settings add themselves here at start. */
  onSet(handler: OrganizerSet): void
  /** @throws InvalidInput when it is no host or belongs to somebody */
  addDomain(organizer: Organizer, host: string, actor: AuditActor): Promise<void>
  removeDomain(organizer: Organizer, host: string, actor: AuditActor): Promise<void>
}

const CACHE_SIZE = 2000
const UNKNOWN_TTL_MS = 5000
const DEFAULT_COLOR = '#3b4a6b'

export function createOrganizers(platform: Platform, deps: { audit: Audit }): Organizers {
  const { db, clock, random, config, configWatch } = platform
  const bySlug = createVersionedCache<string, Organizer | null>({
    watch: configWatch,
    maxEntries: CACHE_SIZE,
    negativeTtlMs: UNKNOWN_TTL_MS,
    load: (slug) => organizerStore(db.q).bySlug(slug),
  })
  const byId = createVersionedCache<OrganizerId, Organizer | null>({
    watch: configWatch,
    maxEntries: CACHE_SIZE,
    load: (id) => organizerStore(db.q).byId(id),
  })
  const setHandlers: OrganizerSet[] = []
  let hosts: ReadonlyMap<string, string> = new Map()

  async function loadHosts(): Promise<void> {
    hosts = new Map((await organizerStore(db.q).allDomains()).map((row) => [row.host, row.slug]))
  }
  configWatch.onChange(() => {
    loadHosts().catch((error: unknown) => platform.log.warn({ err: error }, 'custom domains could not be read'))
  })

  /** Runs a change, makes it known to all processes and waits until this one sees it. */
  async function change<T>(run: (q: Database) => Promise<T>): Promise<T> {
    const result = await db.transaction(async (trx) => {
      const value = await run(trx)
      await bumpConfigVersion(trx)
      return value
    })
    await configWatch.checkNow()
    return result
  }

  async function reload(id: OrganizerId): Promise<Organizer> {
    return (await organizerStore(db.q).byId(id)) as Organizer
  }

  return {
    bySlug: (slug) => bySlug.get(slug),
    byId: (id) => byId.get(id),
    async list(query) {
      const rows = await organizerStore(db.q).list(query)
      return rows.map((row) => ({ id: row.id, slug: row.slug, name: row.name, brandColor: row.brand_color }))
    },
    hostLookup: (host) => hosts.get(host) ?? null,
    loadHosts,

    async create(input, actor) {
      const bad = slugProblem(input.slug)
      if (bad) throw new InvalidInput({ slug: bad })
      const { properties } = checkValues({
        name: input.name,
        locale: input.locale ?? config.defaultLocale,
        time_zone: input.timeZone ?? config.defaultTimezone,
        brand_color: input.brandColor ?? DEFAULT_COLOR,
      })
      const id = newId<OrganizerId>(random)
      await refuseTaken({ slug: { key: 'organizers:bad.slugTaken', params: { slug: input.slug } } }, () =>
        change(async (trx) => {
          await organizerStore(trx).insert({
            id,
            slug: input.slug,
            name: properties.name ?? input.name,
            locale: properties.locale ?? config.defaultLocale,
            time_zone: properties.time_zone ?? config.defaultTimezone,
            brand_color: properties.brand_color ?? DEFAULT_COLOR,
            tagline: null,
            created_at: clock.now(),
          })
          await deps.audit.record(trx, id, {
            action: 'foyer.organizer.created',
            actor,
            object: { type: 'organizer', id, name: input.name },
            after: { slug: input.slug, ...properties },
          })
        }),
      )
      return reload(id)
    },

    async set(organizer, values, actor) {
      const { properties, settings } = checkValues(values)
      const before = { ...organizer.settings, ...propertiesOf(organizer) }
      await change(async (trx) => {
        const store = organizerStore(trx)
        await store.updateProperties(organizer.id, properties)
        for (const [key, value] of Object.entries(settings)) await store.putSetting(organizer.id, key, value)
        const after = (await store.byId(organizer.id)) as Organizer
        const changes = changedFields(before, { ...after.settings, ...propertiesOf(after) })
        if (Object.keys(changes.after).length === 0) return
        for (const handler of setHandlers) await handler(trx, after)
        await deps.audit.record(trx, organizer.id, {
          action: 'pretix.organizer.settings',
          actor,
          object: { type: 'organizer', id: organizer.id, name: after.name },
          ...changes,
        })
      })
      return reload(organizer.id)
    },

    onSet: (handler) => void setHandlers.push(handler),

    async addDomain(organizer, text, actor) {
      const host = normalizeHost(text)
      if (host === null) throw new InvalidInput({ domain: { key: 'organizers:bad.host' } })
      if (host === new URL(config.url).host) throw new InvalidInput({ domain: { key: 'organizers:bad.hostMain' } })
      await refuseTaken({ domain: { key: 'organizers:bad.hostTaken', params: { host } } }, () =>
        change(async (trx) => {
          await organizerStore(trx).insertDomain(organizer.id, host, clock.now())
          await recordDomain(trx, organizer, 'foyer.organizer.domain.added', host, actor)
        }),
      )
      await loadHosts()
    },

    async removeDomain(organizer, host, actor) {
      await change(async (trx) => {
        if (!(await organizerStore(trx).deleteDomain(organizer.id, host))) return
        await recordDomain(trx, organizer, 'foyer.organizer.domain.removed', host, actor)
      })
      await loadHosts()
    },

    ...createLogos(db, { audit: deps.audit, change, reload }),
  }

  async function recordDomain(
    trx: Database,
    organizer: Organizer,
    action: 'foyer.organizer.domain.added' | 'foyer.organizer.domain.removed',
    host: string,
    actor: AuditActor,
  ): Promise<void> {
    const object = { type: 'organizer', id: organizer.id, name: organizer.name } as const
    await deps.audit.record(trx, organizer.id, { action, actor, object, detail: { host } })
  }
}

function propertiesOf(organizer: Organizer): Record<string, string> {
  return {
    name: organizer.name,
    locale: organizer.locale,
    time_zone: organizer.timeZone,
    brand_color: organizer.brandColor,
    tagline: organizer.tagline,
  }
}

async function refuseTaken<T>(fields: Record<string, Message>, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UniqueViolation) throw new InvalidInput(fields)
    throw error
  }
}
