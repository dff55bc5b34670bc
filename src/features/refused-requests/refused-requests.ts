import { DAY } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { readReference } from './reference.ts'
import { createRefusalBuffer, type NewRefusal, type RefusalWriter } from './refusal-buffer.ts'
import { crowdedOrganizers, deleteOldRefusals, refusedRequestStore } from './store.ts'
import type { RefusalPage, RefusalQuery, RefusedRequests } from './types.ts'

const KEPT_MS = 14 * DAY
const MOST_KEPT = 2000
/** After so many new entries of an organizer its oldest ones are looked at. */
const TRIM_EVERY = 200

type Machines = Pick<Platform, 'db' | 'clock' | 'random' | 'log' | 'metrics'>

/** Requests of apps that were refused: noted without waiting, looked up by staff. */
export function createRefusedRequests(platform: Machines): RefusedRequests {
  const { db, clock } = platform
  const buffer = createRefusalBuffer(platform, writerTo(platform))

  return {
    log: { note: buffer.note },
    flush: buffer.flush,
    close: buffer.close,
    async list(organizerId, query) {
      return listPage(platform, organizerId, query)
    },
    async byReference(organizerId, typed) {
      const reference = readReference(typed)
      if (reference === null) return null
      await buffer.flush()
      return refusedRequestStore(db.q).byReference(organizerId, reference)
    },
    async cleanUp() {
      let removed = await deleteOldRefusals(db.q, clock.now() - KEPT_MS)
      for (const organizerId of await crowdedOrganizers(db.q, MOST_KEPT)) {
        removed += await refusedRequestStore(db.q).trim(organizerId, MOST_KEPT)
      }
      return removed
    },
  }
}

/** A database that does not answer costs these entries their place at most, nobody an answer. */
function writerTo({ db, log, metrics }: Machines): RefusalWriter {
  const newOnes = new Map<OrganizerId, number>()

  return {
    async insert(organizerId, refusals) {
      const store = refusedRequestStore(db.q)
      const clientIds = new Set(refusals.map(({ detail }) => detail.clientId).filter((id) => id !== null))
      const clients = await store.clientsOf(organizerId, [...clientIds])
      const rows = refusals.map(({ id, reference, at, endpoint, error, detail }) => ({
        id,
        reference,
        at,
        sso_client_id: clients.get(detail.clientId ?? '') ?? null,
        endpoint,
        error,
        detail: JSON.stringify(detail),
      }))
      await store.insert(organizerId, rows)
      const added = (newOnes.get(organizerId) ?? 0) + rows.length
      newOnes.set(organizerId, added % TRIM_EVERY)
      if (added >= TRIM_EVERY) await store.trim(organizerId, MOST_KEPT)
    },
    count: (organizerId: OrganizerId, { id, detail }: NewRefusal) =>
      refusedRequestStore(db.q).setDetail(organizerId, id, JSON.stringify(detail)),
    failed(error) {
      metrics.dbError('refused requests')
      log.warn({ err: error }, 'refused requests wait to be written')
    },
  }
}

async function listPage({ db }: Machines, organizerId: OrganizerId, query: RefusalQuery): Promise<RefusalPage> {
  const limit = Math.min(100, Math.max(1, query.limit))
  const { cursor, client } = query
  const found = await refusedRequestStore(db.q).list(organizerId, { limit: limit + 1, client, cursor })
  const hasMore = found.length > limit
  const isNewer = cursor?.way === 'newer'
  const refusals = isNewer ? found.slice(-limit) : found.slice(0, limit)
  const [first, last] = [refusals.at(0), refusals.at(-1)]
  const hasNewer = isNewer ? hasMore : cursor !== undefined
  const hasOlder = isNewer || hasMore
  return {
    refusals,
    newer: hasNewer && first ? { way: 'newer', id: first.id } : null,
    older: hasOlder && last ? { way: 'older', id: last.id } : null,
  }
}
