import type { BulkChangeId } from '../../core/ids.ts'
import type { AuditActor } from '../audit/index.ts'
import type { CustomerFilter } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'

/** `failed`: stopped by an error, can go on. */
export type BulkState = 'running' | 'done' | 'failed' | 'canceled'

/** Something that is done to all customers whom a filter finds: they are disabled. */
export interface BulkChange {
  readonly id: BulkChangeId
  readonly state: BulkState
  /** How many the filter found when somebody confirmed it. */
  readonly total: number
  readonly done: number
  /** Of those that are done; the others needed no change. */
  readonly changed: number
  readonly by: string
  /** Instants in ms. */
  readonly createdAt: number
  readonly modifiedAt: number
}

export interface BulkChanges {
  /** A worker disables everybody whom the filter finds. @param total how many that were when somebody confirmed it */
  begin(
    organizer: Organizer,
    wanted: { readonly filter: CustomerFilter; readonly total: number },
    actor: AuditActor,
  ): Promise<BulkChangeId>
  find(organizer: Organizer, id: string): Promise<BulkChange | null>
  /** Those that are not over, the latest ones first. */
  open(organizer: Organizer): Promise<BulkChange[]>
  /** What stopped by an error goes on where it stopped; in another state nothing happens. */
  goOn(organizer: Organizer, id: BulkChangeId): Promise<void>
  /** Stops it; what is done stays. Nothing happens when it is over. */
  cancel(organizer: Organizer, id: BulkChangeId): Promise<void>
  /** Does the work of the worker, here and now. @param goesOn asked after each part; ends by false */
  work(organizer: Organizer, id: BulkChangeId, goesOn?: () => boolean): Promise<void>
  /** Looks for work every few seconds. */
  start(): void
  stop(): Promise<void>
  /** Gives up what stopped by an error a week ago. To be called now and then; answers how many. */
  cleanUp(): Promise<number>
}
