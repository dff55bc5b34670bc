import type { CustomerId, CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { CustomerMerging } from './merging.ts'
import type {
  Customer,
  CustomerChanges,
  CustomerCounts,
  CustomerFilter,
  CustomerPage,
  CustomerQuery,
  DueDeletion,
  EndAccess,
  EraseTraces,
  FollowedChanges,
  NewCustomer,
  PersonalData,
} from './types.ts'

export interface CredentialOptions {
  readonly actor: AuditActor
  readonly keepSession?: CustomerSessionId | undefined
}

/**
 * Tells of a new address that an account gets. Called before the change, with the account as it was; what it answers is called
 * in the transaction of the change.
 */
export type EmailChanging = (
  organizer: Organizer,
  before: Customer,
  email: string,
  actor: AuditActor,
) => Promise<(q: Database) => Promise<void>>

/** How an account gets another address or loses its password, in the transaction of whoever decides that. */
export interface CredentialChanges {
  /**
   * Ends sessions and tokens, and the password when `endsPassword`.
   * @throws InvalidInput for a bad or taken address, NotFound for an account that is gone
   */
  changeEmail(
    q: Database,
    organizer: Organizer,
    id: CustomerId,
    email: string,
    options: CredentialOptions & { readonly endsPassword?: boolean },
  ): Promise<Customer>
  /**
   * Takes over what an identity provider says of its person. Sessions and tokens go on, also with another address; links and codes
   * that were mailed to the one before end.
   * @param source what the provider is called
   * @throws InvalidInput for values that cannot be stored and for a taken address, NotFound
   */
  follow(
    q: Database,
    organizer: Organizer,
    id: CustomerId,
    changes: FollowedChanges,
    options: { readonly actor: AuditActor; readonly source: string },
  ): Promise<Customer>
  /**
   * Gives an account that nobody activated to the person who proved its mailbox. The password goes, because whoever chose it never
   * proved that. @throws NotFound
   */
  claim(q: Database, organizer: Organizer, id: CustomerId, actor: AuditActor): Promise<Customer>
  /** Ends sessions and tokens, and the password: whoever knew it is out. @throws NotFound */
  lockOut(q: Database, organizer: Organizer, id: CustomerId, options: CredentialOptions): Promise<void>
  /** Features that tell people of a new address add themselves here at start; `update` asks them. */
  onEmailChange(handler: EmailChanging): void
}

/** Customer accounts. Every function that changes something writes the history in the same transaction. */
export interface Customers extends CredentialChanges {
  byId(organizerId: OrganizerId, id: CustomerId): Promise<Customer | null>
  byIdentifier(organizerId: OrganizerId, identifier: string): Promise<Customer | null>
  byEmail(organizerId: OrganizerId, email: string): Promise<Customer | null>
  /** Not unique; at most two. */
  byExternalIdentifier(organizerId: OrganizerId, identifier: string): Promise<Customer[]>
  /** @throws InvalidInput for values that `create` and `update` would refuse whatever the other accounts are */
  check(changes: CustomerChanges): void
  list(organizerId: OrganizerId, query: CustomerQuery): Promise<CustomerPage>
  /** Exact for a few thousand accounts; beyond that up to a minute old. */
  counts(organizerId: OrganizerId): Promise<CustomerCounts>
  /** How many a filter finds, of any number. Reads all accounts, a few thousand at a time. */
  count(organizerId: OrganizerId, filter: CustomerFilter): Promise<number>
  /** How many a filter finds; counts no further than `limit`. May read all accounts: for organizers with a few thousand. */
  countFound(organizerId: OrganizerId, filter: CustomerFilter, limit: number): Promise<number>
  /** A customer ID that is not in use, for those who need it before they create the account. */
  freeIdentifier(organizerId: OrganizerId): Promise<string>
  /**
   * @param actor `self` for people who register
   * @param source what the identity provider is called that they come from
   * @throws InvalidInput for a bad email, name, phone, profile or ID, and when email or ID are taken
   */
  create(
    q: Database,
    organizer: Organizer,
    input: NewCustomer,
    actor: AuditActor | 'self',
    source?: string,
  ): Promise<Customer>
  /**
   * Ends sessions and tokens when the account was disabled, un-verified or its email changed.
   * @param readAt the `modifiedAt` with which the account was read, when the changes count for that state only
   * @throws InvalidInput, NotFound, and CustomerOutdated when it has changed since `readAt`
   */
  update(
    organizer: Organizer,
    id: CustomerId,
    changes: CustomerChanges,
    actor: AuditActor,
    readAt?: number,
  ): Promise<Customer>
  /** Stores a new password, marks the address as verified when `verifies`, ends all other sessions and all tokens. */
  setPassword(
    q: Database,
    organizer: Organizer,
    id: CustomerId,
    passwordHash: string,
    options: { verifies: boolean; actor: AuditActor; keepSession?: CustomerSessionId | undefined },
  ): Promise<void>
  /**
   * Marks the address as verified, because its owner proved that the mailbox is theirs. False when it was already, or when the
   * account may not log in.
   */
  activate(q: Database, organizer: Organizer, id: CustomerId, actor: AuditActor): Promise<boolean>
  /** The stored PHC string, for the login and for those who prove that they know the password. @param q a transaction to read in */
  passwordHash(organizerId: OrganizerId, id: CustomerId, q?: Database): Promise<string | null>
  /** Without entry in the history: a hash of today's cost for the same password. */
  upgradeHash(organizerId: OrganizerId, id: CustomerId, passwordHash: string): Promise<void>
  /**
   * Notes a login at an instant in ms. False when meanwhile the account lost its right to log in, or has another password
   * than the one (as PHC string) that was checked.
   */
  recordLogin(
    q: Database,
    organizerId: OrganizerId,
    id: CustomerId,
    at: number,
    checkedHash?: string | null,
  ): Promise<boolean>
  /**
   * Removes everything personal for good, also of accounts that became parts of this one; the IDs stay. False when that
   * is done already, or `due` is given and not true any more. @param options.last runs at the end of the transaction, e.g. to queue a last mail
   * @throws NotFound
   */
  anonymize(
    organizer: Organizer,
    id: CustomerId,
    actor: AuditActor,
    options?: { readonly due?: DueDeletion; readonly last?: (trx: Database) => Promise<void> },
  ): Promise<boolean>
  /** Features that hold sessions or tokens add themselves here at start. */
  onEndAccess(handler: EndAccess): void
  /** Features that hold something about people add themselves here at start. */
  holdsPersonalData(holder: PersonalData): void
  /** Features that keep addresses of people without knowing whose they are add themselves here at start. */
  onErase(handler: EraseTraces): void
  readonly personalData: readonly PersonalData[]
  /** For two accounts that become one. */
  readonly merging: CustomerMerging
}
