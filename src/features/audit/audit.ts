import type { Kysely } from 'kysely'
import type { AuditId, OrganizerId, UserId } from '../../core/ids.ts'
import { newId, newOrderedId } from '../../core/ids.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Platform } from '../../platform/platform.ts'
import { maskSecrets } from './rules.ts'
import { type AuditQuery, auditStore } from './store.ts'
import type { AuditAction, AuditActor, AuditEntry, AuditEvent, AuditObjectType } from './types.ts'

/** The history: one call for each business event. */
export interface Audit {
  /**
   * Writes an event as part of the caller's transaction. Values whose names speak of secrets are masked.
   * @param organizerId null for acts that belong to no organizer
   */
  record(q: Kysely<Schema>, organizerId: OrganizerId | null, event: AuditEvent): Promise<void>
  /** Newest first. @param organizerId null for acts that belong to no organizer @param q a transaction to read in */
  list(organizerId: OrganizerId | null, options: AuditQuery, q?: Kysely<Schema>): Promise<AuditEntry[]>
  /** How often something happened since an instant (ms). */
  countSince(organizerId: OrganizerId, action: AuditAction, since: number): Promise<number>
  /** Removes personal data from the history of an object; the entries stay. */
  shred(q: Kysely<Schema>, organizerId: OrganizerId, object: { type: AuditObjectType; id: string }): Promise<void>
  /** What happened to a staff account, in the installation and at any organizer; newest first. */
  listOfStaff(userId: UserId, options: Omit<AuditQuery, 'object'>): Promise<AuditEntry[]>
  /** Removes a staff member's personal data from the history, as object and as actor, in every list. */
  shredStaff(q: Kysely<Schema>, userId: UserId): Promise<void>
}

export function createAudit(platform: Pick<Platform, 'db' | 'clock' | 'random'>): Audit {
  return {
    async record(q, organizerId, event) {
      const now = platform.clock.now()
      const at = event.at ?? now
      await auditStore(q).insert(organizerId, {
        id: at === now ? newOrderedId<AuditId>(platform.random, at) : newId<AuditId>(platform.random),
        at,
        action: event.action,
        actor_type: event.actor.type,
        actor_id: 'id' in event.actor ? event.actor.id : null,
        actor_name: actorName(event.actor),
        object_type: event.object.type,
        object_id: event.object.id,
        object_name: event.object.name,
        data: JSON.stringify(maskSecrets({ before: event.before, after: event.after, detail: detailOf(event) })),
        is_shredded: false,
      })
    },
    list: (organizerId, options, q = platform.db.q) => auditStore(q).list(organizerId, options),
    countSince: (organizerId, action, since) => auditStore(platform.db.q).countSince(organizerId, action, since),
    shred: (q, organizerId, object) => auditStore(q).shred(organizerId, object),
    listOfStaff: (userId, options) => auditStore(platform.db.q).listOfStaff(userId, options),
    shredStaff: (q, userId) => auditStore(q).shredStaff(userId),
  }
}

/** What is done through another account says so, whatever it is. */
function detailOf({ actor, detail }: AuditEvent): AuditEvent['detail'] {
  return 'actingAs' in actor && actor.actingAs !== undefined ? { ...detail, acting_as: actor.actingAs } : detail
}

function actorName(actor: AuditActor): string {
  return 'name' in actor ? (actor.name ?? '') : ''
}
