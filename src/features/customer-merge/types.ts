import type { Message } from '../../core/errors.ts'
import type { CustomerMergeId } from '../../core/ids.ts'
import type { TextKey } from '../../platform/i18n/i18n.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Customer } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { Choices, MergeField } from './rules/fields.ts'

/** Two accounts and what would happen if one became a part of the other. */
export interface MergePreview {
  readonly kept: Customer
  readonly removed: Customer
  /** Only fields in which both say something else. */
  readonly fields: readonly MergeField[]
  /** What changes hands: a heading for people and how many. */
  readonly moves: readonly { readonly title: TextKey; readonly count: number }[]
  /** Names of apps that know both accounts: they go on with the account that is kept. */
  readonly appsOfBoth: readonly string[]
}

export interface MergeOrder {
  readonly choices: Choices
  /** `modifiedAt` of both as they were shown: what changed since then is not merged unseen. */
  readonly seen: { readonly kept: number; readonly removed: number }
  /** A mail goes to the confirmed addresses of both. */
  readonly tells?: boolean
}

/** A merge as staff sees it. Instants in ms. */
export interface ListedMerge {
  readonly id: CustomerMergeId
  readonly at: number
  readonly by: string
  /** The customer ID that became an alias. */
  readonly identifier: string
  /** Null when it cannot be undone any more. */
  readonly undoUntil: number | null
}

export interface CustomerMerge {
  /** @throws InvalidInput when the two cannot be one: the same, anonymised, or merged already */
  preview(organizer: Organizer, kept: Customer, removed: Customer): Promise<MergePreview>
  /**
   * Makes `removed` a part of `kept`. Its customer ID stays an alias; sessions and tokens of it end.
   * @throws InvalidInput when the two cannot be one, or changed since they were shown
   */
  merge(organizer: Organizer, kept: Customer, removed: Customer, order: MergeOrder, actor: AuditActor): Promise<void>
  /** Merges into this account, the latest first, at most 50. */
  list(organizer: Organizer, kept: Customer): Promise<ListedMerge[]>
  /**
   * Makes two accounts of one again, as far as nobody changed things since then.
   * @returns what could not be brought back, as messages for people
   * @throws NotFound when there is nothing to undo, or it is too late
   */
  undo(organizer: Organizer, kept: Customer, id: CustomerMergeId, actor: AuditActor): Promise<readonly Message[]>
  /** Forgets what an undo would need once 30 days are over. To be called now and then; answers how many. */
  cleanUp(): Promise<number>
}
