import { DAY, SECOND } from '../../core/clock.ts'
import { type CustomerId, newOrderedId, type OrganizerId, type SsoLoginId, type SsoProviderId } from '../../core/ids.ts'
import { randomReadable } from '../../core/random.ts'
import { parseJson } from '../../platform/db/json.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Customers } from '../customers/index.ts'
import { REFERENCE_LENGTH, readReference } from '../refused-requests/index.ts'
import { detailOf, detailSchema, type LoginDetail } from './detail.ts'
import { createFloodGuard, type SharedEntry, sharedFor } from './flood-guard.ts'
import { loginsAtProviders } from './personal-data.ts'
import { crowdedProviders, deleteOldLogins, type LoginRow, ssoLoginStore } from './store.ts'
import { subjectHash } from './subject-hash.ts'
import type { SsoLoginEntry, SsoLoginPage, SsoLoginRecord, SsoLogins, SsoOutcome } from './types.ts'

const KEPT_MS = 30 * DAY
const MOST_KEPT = 2000
/** Entries that anybody can cause, of those. */
const MOST_KEPT_OF_NOBODY = 500
/** After so many new entries of a provider its oldest ones are looked at. */
const TRIM_EVERY = 200
/** Entries that are looked at for claims. */
const LOOKED_AT = 10
const SEAL_PURPOSE = 'sso login'
const WORKED: ReadonlySet<SsoOutcome> = new Set(['logged_in', 'tested'])

type Machines = Pick<Platform, 'db' | 'clock' | 'random' | 'log' | 'metrics' | 'secrets'>

/** Logins through providers: noted as they happen, looked up by staff, erased with the person. */
export function createSsoLogins(
  platform: Machines,
  { customers }: { readonly customers: Pick<Customers, 'holdsPersonalData'> },
): SsoLogins {
  const { db, clock, random, log, metrics, secrets } = platform
  const guard = createFloodGuard()
  const newOnes = new Map<SsoProviderId, number>()
  const store = () => ssoLoginStore(db.q)
  const sealed = (detail: LoginDetail) => secrets.seal(JSON.stringify(detail), SEAL_PURPOSE)

  function opened(row: LoginRow): SsoLoginRecord {
    const { organizer_id, provider_id, customer_id, id, at, reference, outcome, detail } = row
    return {
      id,
      organizerId: organizer_id,
      providerId: provider_id,
      at,
      reference,
      outcome: outcome as SsoOutcome,
      customerId: customer_id,
      ...parseJson(detailSchema, secrets.open(detail, SEAL_PURPOSE), 'sso_logins.detail'),
    }
  }

  customers.holdsPersonalData(
    loginsAtProviders({
      opened,
      forget: (customerId, hashes) =>
        guard.forget((entry) => entry.customerId === customerId || hashes.has(entry.subjectHash ?? '')),
    }),
  )

  async function add(organizerId: OrganizerId, providerId: SsoProviderId, entry: SsoLoginEntry) {
    const now = clock.now()
    const person = entry.person ? subjectHash(entry.person) : null
    const isCheap = person === null
    const detail = detailOf(entry)
    const name = JSON.stringify([providerId, entry.outcome, person ?? detail, entry.customerId ?? null])
    const known = guard.shared(name, now)
    if (known) {
      known.detail = { ...detail, count: known.detail.count + 1 }
      known.isBehind = true
      if (now - known.writtenAt >= SECOND) await writeAgain(known, now)
      return known.reference
    }
    if (!guard.mayTake(organizerId, providerId, isCheap, now)) return null
    const id = newOrderedId<SsoLoginId>(random, now)
    const reference = WORKED.has(entry.outcome) ? null : randomReadable(random, REFERENCE_LENGTH)
    const customerId = (entry.customerId ?? null) as CustomerId | null
    guard.remember(name, {
      organizerId,
      id,
      reference,
      customerId,
      subjectHash: person,
      endsAt: now + sharedFor(isCheap),
      detail,
      writtenAt: now,
      isBehind: false,
    })
    const row = {
      id,
      provider_id: providerId,
      at: now,
      reference,
      outcome: entry.outcome,
      subject_hash: person,
      customer_id: customerId,
      detail: sealed(detail),
    }
    try {
      await store().insert(organizerId, row)
    } catch (error) {
      guard.forget((shared) => shared.id === id)
      throw error
    }
    await trimNowAndThen(organizerId, providerId)
    return reference
  }

  async function writeAgain(entry: SharedEntry, now: number): Promise<void> {
    entry.writtenAt = now
    entry.isBehind = false
    await store().setDetail(entry.organizerId, entry.id, sealed(entry.detail))
  }

  async function trimNowAndThen(organizerId: OrganizerId, providerId: SsoProviderId): Promise<void> {
    const added = (newOnes.get(providerId) ?? 0) + 1
    newOnes.set(providerId, added % TRIM_EVERY)
    if (added >= TRIM_EVERY) await trim(organizerId, providerId)
  }

  async function trim(organizerId: OrganizerId, providerId: SsoProviderId): Promise<number> {
    const ofNobody = await store().trim(organizerId, providerId, MOST_KEPT_OF_NOBODY, true)
    return ofNobody + (await store().trim(organizerId, providerId, MOST_KEPT, false))
  }

  async function flush(): Promise<void> {
    const now = clock.now()
    for (const entry of guard.entries()) if (entry.isBehind) await writeAgain(entry, now)
  }

  return {
    async note(organizerId, providerId, entry) {
      try {
        return await add(organizerId, providerId, entry)
      } catch (error) {
        metrics.dbError('logins through providers')
        log.warn({ err: error, outcome: entry.outcome }, 'a login through a provider could not be noted')
        return null
      }
    },
    async list(organizerId, query) {
      await flush()
      const limit = Math.min(100, Math.max(1, query.limit))
      const rows = await store().list(organizerId, { ...query, limit: limit + 1 })
      return pageOf(rows, limit, query.cursor?.way, opened)
    },
    async byId(organizerId, id) {
      await flush()
      const row = await store().byId(organizerId, id)
      return row && opened(row)
    },
    async byReference(organizerId, typed) {
      const reference = readReference(typed)
      if (reference === null) return null
      await flush()
      const row = await store().byReference(organizerId, reference)
      return row && opened(row)
    },
    async lastClaims(organizerId, providerId) {
      await flush()
      const rows = await store().lastOfPeople(organizerId, providerId, LOOKED_AT)
      return rows.map(opened).find(({ claims }) => claims !== null) ?? null
    },
    flush,
    async cleanUp() {
      let removed = await deleteOldLogins(db.q, clock.now() - KEPT_MS)
      for (const { organizer_id, provider_id } of await crowdedProviders(db.q, MOST_KEPT_OF_NOBODY)) {
        removed += await trim(organizer_id, provider_id)
      }
      return removed
    },
  }
}

function pageOf(
  rows: readonly LoginRow[],
  limit: number,
  way: 'older' | 'newer' | undefined,
  opened: (row: LoginRow) => SsoLoginRecord,
): SsoLoginPage {
  const hasMore = rows.length > limit
  const isNewer = way === 'newer'
  const logins = (isNewer ? rows.slice(-limit) : rows.slice(0, limit)).map(opened)
  const [first, last] = [logins.at(0), logins.at(-1)]
  const hasNewer = isNewer ? hasMore : way !== undefined
  const hasOlder = isNewer || hasMore
  return {
    logins,
    newer: hasNewer && first ? { way: 'newer', id: first.id } : null,
    older: hasOlder && last ? { way: 'older', id: last.id } : null,
  }
}
