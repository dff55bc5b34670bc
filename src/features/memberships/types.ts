import type { Message } from '../../core/errors.ts'
import type { CustomerId, MembershipId, MembershipTypeId, OrderPositionId, OrganizerId } from '../../core/ids.ts'
import type { NameParts } from '../../core/person-names.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { MembershipClaim } from '../../protocol/provider/subject-types.ts'
import type { AuditActor, AuditWords } from '../audit/index.ts'
import type { MembershipUsage, PositionInOrder } from '../orders/index.ts'
import type { Organizer } from '../organizers/index.ts'

/** A text in one or more languages. */
export type LocalizedText = { readonly [K in Locale]?: string | undefined }

/** A kind of membership that an organizer has. Instants in ms. */
export interface MembershipType {
  readonly id: MembershipTypeId
  readonly organizerId: OrganizerId
  /** In one language at least. */
  readonly name: LocalizedText
  /** May be used for different people; otherwise for the one whose name it has. */
  readonly transferable: boolean
  /** May be used for tickets at the same time. */
  readonly allowParallelUsage: boolean
  /** Null: as often as one likes. */
  readonly maxUsages: number | null
  readonly createdAt: number
  readonly modifiedAt: number
}

export interface MembershipTypeInput {
  readonly name: LocalizedText
  readonly transferable?: boolean
  readonly allowParallelUsage?: boolean
  readonly maxUsages?: number | null
}

/** A membership of one customer. Instants in ms, both ends count. */
export interface Membership {
  readonly id: MembershipId
  readonly organizerId: OrganizerId
  readonly customerId: CustomerId
  readonly type: MembershipType
  readonly isTest: boolean
  readonly isCanceled: boolean
  /** The ticket that granted it; null when staff did. */
  readonly grantedIn: OrderPositionId | null
  readonly startsAt: number
  readonly endsAt: number
  /** `{}` for nobody in particular. */
  readonly attendeeNameParts: NameParts
  readonly attendeeName: string
  /** When its end was announced by mail. */
  readonly remindedAt: number | null
  readonly createdAt: number
  /** Grows with every change: the version of what a form showed. */
  readonly modifiedAt: number
}

export interface MembershipInput {
  readonly typeId: MembershipTypeId
  readonly startsAt: number
  readonly endsAt: number
  readonly attendeeNameParts?: NameParts
  readonly isCanceled?: boolean
}

export interface NewMembership extends MembershipInput {
  readonly isTest?: boolean
}

/** A membership with how often it is used. */
export interface UsedMembership extends Membership {
  readonly used: number
}

export interface PageQuery {
  /** 1 to 250. */
  readonly limit: number
  /** Cursor that a page gave; opaque. One that does not fit is ignored. */
  readonly cursor?: string | undefined
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** Cursors of the neighbouring pages, null at the ends. */
  readonly newer: string | null
  readonly older: string | null
}

/** Kinds of membership. Every change is written to the history in the same transaction. */
export interface MembershipTypes {
  byId(organizerId: OrganizerId, id: MembershipTypeId): Promise<MembershipType | null>
  /** The one made last first. */
  list(organizerId: OrganizerId, query: PageQuery): Promise<Page<MembershipType>>
  /** For choices: up to 500, the one made first first. */
  all(organizerId: OrganizerId): Promise<readonly MembershipType[]>
  count(organizerId: OrganizerId): Promise<number>
  /** How many memberships have each type; no entry for none. */
  memberships(
    organizerId: OrganizerId,
    ids: readonly MembershipTypeId[],
  ): Promise<ReadonlyMap<MembershipTypeId, number>>
  /** @throws InvalidInput by field: `name`, `name_en`, `max_usages` */
  create(organizer: Organizer, input: MembershipTypeInput, actor: AuditActor): Promise<MembershipType>
  /** @throws InvalidInput and NotFound */
  update(
    organizer: Organizer,
    id: MembershipTypeId,
    input: Partial<MembershipTypeInput>,
    actor: AuditActor,
  ): Promise<MembershipType>
  /** @throws TypeInUse when memberships have it, TypeKept when another feature needs it, and NotFound */
  remove(organizer: Organizer, id: MembershipTypeId, actor: AuditActor): Promise<void>
  /** Why it cannot be deleted; null when it can. */
  obstacle(organizerId: OrganizerId, id: MembershipTypeId): Promise<Message | null>
  /** Features that need types add themselves here at start. Their tables refer to the type, so that the database refuses, too. */
  neededBy(why: (organizerId: OrganizerId, id: MembershipTypeId) => Promise<Message | null>): void
}

/** What the history says of a rule that did something. */
export interface RuleWords {
  /** The rule in words. */
  readonly rule: string
  /** What it found, cut. */
  readonly found?: string
  /** Why something ended: a word of `audit:word.cause`. */
  readonly cause?: keyof AuditWords['cause']
}

type Place = Pick<Organizer, 'id' | 'timeZone' | 'locale'>

/**
 * Memberships that come and go by rules, in the transaction of whoever knows why. Each change is written to the history of the
 * customer, by the program itself.
 */
export interface RuledMemberships {
  /** The customer stays as they are until the transaction ends. False when there is nobody who could have a membership. */
  hold(q: Database, organizerId: OrganizerId, customerId: CustomerId): Promise<boolean>
  byIds(q: Database, organizerId: OrganizerId, ids: readonly MembershipId[]): Promise<readonly Membership[]>
  /** The end of the day that is so many days after an instant in ms, at this place. */
  endAfter(place: Pick<Place, 'timeZone'>, at: number, days: number): number
  /** From now on. Null when the type is gone. */
  grant(
    q: Database,
    organizer: Place,
    customerId: CustomerId,
    membership: { readonly typeId: MembershipTypeId; readonly endsAt: number },
    words: RuleWords,
  ): Promise<MembershipId | null>
  setEnd(q: Database, organizer: Place, membership: Membership, endsAt: number, words: RuleWords): Promise<void>
  /** Ends it now; one that began in this very moment is cancelled. Nothing happens to one that is over or cancelled. */
  end(q: Database, organizer: Place, membership: Membership, words: RuleWords): Promise<void>
}

/** Memberships of customers. Every change is written to the history of the customer in the same transaction. */
export interface Memberships {
  readonly kinds: MembershipTypes
  readonly ruled: RuledMemberships
  /** For choices, the one made first first. */
  types(organizerId: OrganizerId): Promise<readonly MembershipType[]>
  byId(organizerId: OrganizerId, id: MembershipId): Promise<UsedMembership | null>
  /** The one that ends last first. */
  ofCustomer(organizerId: OrganizerId, customerId: CustomerId, query: PageQuery): Promise<Page<UsedMembership>>
  countOfCustomer(organizerId: OrganizerId, customerId: CustomerId): Promise<number>
  /** Tickets that it was used for, the order placed last first; those that do not count, too. */
  usages(organizerId: OrganizerId, id: MembershipId): Promise<readonly MembershipUsage[]>
  /** The tickets that granted these memberships, as far as they are known. */
  grants(
    organizerId: OrganizerId,
    memberships: readonly Membership[],
  ): Promise<ReadonlyMap<OrderPositionId, PositionInOrder>>
  /** @throws InvalidInput by field, NotFound for a customer who is not there any more */
  create(organizer: Organizer, customerId: CustomerId, input: NewMembership, actor: AuditActor): Promise<Membership>
  /**
   * @param version `modifiedAt` of what was changed; without one the last change wins
   * @throws InvalidInput by field, ChangedMeanwhile, NotFound
   */
  update(
    organizer: Organizer,
    id: MembershipId,
    input: Partial<MembershipInput>,
    actor: AuditActor,
    version?: number,
  ): Promise<Membership>
  /** False when it was so already. @throws NotFound */
  setCanceled(organizer: Organizer, id: MembershipId, isCanceled: boolean, actor: AuditActor): Promise<boolean>
  /** @throws NotRemovable unless it is a test one that no ticket uses, and NotFound */
  remove(organizer: Organizer, id: MembershipId, actor: AuditActor): Promise<void>
  /** What apps may know: those that run or are still to come and are not cancelled, the one that ends last first. */
  claims(organizerId: OrganizerId, customerId: CustomerId): Promise<readonly MembershipClaim[]>
  /** Announces the ends that are near, by mail; answers how many. To be run every few hours. */
  remind(): Promise<number>
}
