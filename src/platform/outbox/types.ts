import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { OrganizerId, OutboxId } from '../../core/ids.ts'
import type { Schema } from '../db/schema.ts'

/** What leaves the system: letters, and logout tokens to apps. */
export type OutboxKind = 'mail' | 'backchannel_logout'

/** What a caller puts in. */
export interface NewEntry<Kind extends string> {
  readonly kind: Kind
  /** null for what belongs to the installation, such as a mail to staff. */
  readonly organizerId: OrganizerId | null
  /** Shown to staff: whom it goes to. */
  readonly recipient: string
  /** Shown to staff: what it is, such as the template's name. */
  readonly topic: string
  /** Anything that JSON can hold; encrypted at rest. */
  readonly payload: unknown
}

/** What a delivery knows of its entry. `id` is the same at every attempt. */
export interface DeliveryEntry {
  readonly id: OutboxId
  readonly organizerId: OrganizerId | null
  readonly recipient: string
  readonly topic: string
  /** Failed attempts so far. */
  readonly attempts: number
  readonly createdAt: number
  /** Ends the attempt after 45 s. */
  readonly signal: AbortSignal
}

/**
 * Delivers one payload. It may run twice for one entry, when the process is killed between delivery and the note of it.
 * @throws Undeliverable when no later attempt can succeed; any other error means that it is tried again
 */
export type Deliver<T> = (payload: T, entry: DeliveryEntry) => Promise<void>

/** An entry that was given up, as the back office shows it. */
export interface DeadEntry {
  readonly id: OutboxId
  readonly organizerId: OrganizerId | null
  readonly kind: string
  readonly recipient: string
  readonly topic: string
  readonly attempts: number
  readonly createdAt: number
  readonly lastError: string
}

/** An entry of any state, as the log of its topic shows it. Instants in ms. */
export interface LoggedEntry {
  readonly id: OutboxId
  readonly recipient: string
  /** `pending`: waits for its first or next attempt. */
  readonly state: 'pending' | 'sent' | 'dead' | 'discarded'
  /** Failed attempts. */
  readonly attempts: number
  readonly createdAt: number
  /** Only of what is pending. */
  readonly nextAttemptAt: number | null
  /** When it was delivered or given up. */
  readonly doneAt: number | null
  readonly lastError: string | null
}

/** Whose entries: one organizer's, or all of them for administrators of the installation. */
export type OutboxScope = OrganizerId | 'installation'

export interface OutboxLag {
  /** Entries that are not delivered yet. */
  readonly pending: number
  /** Milliseconds that the oldest due entry has been waiting; 0 when none is due. */
  readonly oldestDueMs: number
  /** Entries that were given up. */
  readonly dead: number
}

/**
 * What leaves the system (mails, webhooks) is written in the transaction of the change that causes it, and delivered
 * afterwards at least once.
 * @typeParam Kind the kinds of entries
 */
export interface Outbox<Kind extends string = OutboxKind> {
  /** Adds an entry in the caller's transaction. Call `wake` after the commit to save up to a second. */
  add(q: Kysely<Schema>, entry: NewEntry<Kind>): Promise<OutboxId>
  /** Says how a kind is delivered; once for each kind. An entry of a kind that nobody handles waits. */
  handle<T>(kind: Kind, payload: z.ZodType<T>, deliver: Deliver<T>): void
  /** Begins to deliver: at once, whenever woken, and every second. */
  start(): void
  /** Takes no new entries and waits for deliveries under way, at most `limitMs` (default 10,000 ms). */
  stop(limitMs?: number): Promise<void>
  /** Delivers what is due now. */
  wake(): void
  /** Delivers what is due and resolves when nothing is due any more. For tests and commands. */
  drain(): Promise<void>
  lag(): Promise<OutboxLag>
  /** The latest first. `before` is the id of the last entry of the page before. */
  listDead(scope: OutboxScope, limit: number, before?: OutboxId): Promise<DeadEntry[]>
  /** What an organizer has sent or tried to send under a topic, the latest first; goes back about as far as `cleanup` leaves it. */
  log(organizerId: OrganizerId, topic: string, limit: number): Promise<LoggedEntry[]>
  /** Makes a dead entry due again with all its attempts; false when there is none. */
  retry(scope: OutboxScope, id: OutboxId): Promise<boolean>
  /** Gives a dead entry up for good and empties its payload; false when there is none. */
  discard(scope: OutboxScope, id: OutboxId): Promise<boolean>
  /**
   * Takes an address of one organizer, or with null of the installation, out, in the caller's transaction: what waits or was
   * given up is discarded, what was delivered no longer says whom it went to. A delivery that is under way may still arrive.
   */
  forget(q: Kysely<Schema>, organizerId: OrganizerId | null, recipient: string): Promise<void>
  /** Deletes entries that were delivered or discarded more than `olderThanMs` ago; answers how many. */
  cleanup(olderThanMs: number): Promise<number>
}
