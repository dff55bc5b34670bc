import type { Message } from '../../core/errors.ts'
import type { CustomerId, CustomerSessionId } from '../../core/ids.ts'
import type { Site } from '../../platform/http/site.ts'
import type { TextKey } from '../../platform/i18n/i18n.ts'
import type { AuditActor, AuditEntry } from '../audit/index.ts'
import type { Customer } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'

/** A part of the copy: one feature's data. */
export interface CopyPart {
  readonly key: string
  readonly title: TextKey
  readonly data: unknown
  /** Of the history: what happened, for sentences instead of the bare data. No names of staff. */
  readonly events?: readonly AuditEntry[]
}

export interface DeletionFacts {
  readonly goes: readonly Message[]
  readonly stays: readonly Message[]
}

export interface Privacy {
  /** Everything that is kept about a person and that they may have. @throws TooManyRequests */
  copy(organizer: Organizer, customer: Customer, format: 'json' | 'html'): Promise<CopyPart[]>
  /** What a deletion would remove today, and what would have to stay. */
  preview(organizer: Organizer, customer: Customer): Promise<DeletionFacts>
  /**
   * Plans the deletion, tells the person by mail how to keep the account, and ends all other sessions. False when it was
   * planned already.
   */
  plan(organizer: Organizer, site: Site, customer: Customer, session: CustomerSessionId): Promise<boolean>
  /** Takes the plan back; false when there was none. */
  keep(organizer: Organizer, customer: Pick<Customer, 'id' | 'identifier'>): Promise<boolean>
  /** The account that a link from the mail would keep. */
  findKept(organizer: Organizer, token: string): Promise<Customer | null>
  /** Uses the link up and takes the plan back; false when the link does not count any more. */
  keepByLink(organizer: Organizer, token: string): Promise<boolean>
  /** Anonymises accounts whose time has come, of all organizers; answers how many. */
  deleteDue(): Promise<number>
}

export type SelfActor = Extract<AuditActor, { type: 'customer' }>
export interface DueAccount {
  readonly organizerId: Organizer['id']
  readonly id: CustomerId
}
