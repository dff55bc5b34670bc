import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Customer } from '../customers/index.ts'
import type { RuleWords } from '../memberships/index.ts'
import type { Organizer } from '../organizers/index.ts'

/** Who put a tag to a customer. Staff cannot take away what a rule gives. */
export type TagSource = 'staff' | 'rule' | 'both'

/** A word that staff or a rule put to a customer. */
export interface CustomerTag {
  /** As `checkTag` makes it. */
  readonly tag: string
  readonly source: TagSource
  /** ms */
  readonly createdAt: number
}

/** Tags of customers. Every change is written to the history of the customer in the same transaction. */
export interface CustomerTags {
  /** In the order of the alphabet. */
  of(organizerId: OrganizerId, customerId: CustomerId): Promise<readonly CustomerTag[]>
  /** For lists and files; no entry for customers without a tag. */
  ofMany(organizerId: OrganizerId, ids: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, readonly string[]>>
  /** All tags that customers have, up to 200, for choices. */
  inUse(organizerId: OrganizerId): Promise<readonly string[]>
  /**
   * Answers the tag as it is kept; nothing changes when staff put it there already.
   * @throws InvalidInput for `tag`, NotFound for a customer who is not there any more
   */
  add(organizer: Organizer, customer: Pick<Customer, 'id'>, tag: string, actor: AuditActor): Promise<string>
  /**
   * Answers what is left of it: `rule` as long as a rule gives it to the customer as well, and then it stays.
   * @throws TagOfRule when only a rule gave it, NotFound for a tag that the customer does not have
   */
  remove(organizer: Organizer, customer: Pick<Customer, 'id'>, tag: string, actor: AuditActor): Promise<'rule' | null>
  /** In the transaction of the rule, which holds the customer. */
  giveByRule(
    q: Database,
    organizerId: OrganizerId,
    customerId: CustomerId,
    tag: string,
    words: RuleWords,
  ): Promise<void>
  takeByRule(
    q: Database,
    organizerId: OrganizerId,
    customerId: CustomerId,
    tag: string,
    words: RuleWords,
  ): Promise<void>
}
