import type { Message } from '../../core/errors.ts'
import type { CustomerImportId } from '../../core/ids.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'

/** `mapping`: columns are to be assigned. `checking`, `running`: somebody is at it. */
export type ImportState = 'mapping' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'canceled'

export interface ImportSettings {
  /** Heads of the columns, as the file has them. */
  readonly columns: readonly string[]
  /** For each column the field of a customer, or null for one that is left out. */
  readonly mapping: readonly (string | null)[]
  /** What happens to accounts that exist. */
  readonly existing: 'skip' | 'update'
  /** By which field they are recognised. */
  readonly matchBy: 'email' | 'external_identifier' | 'identifier'
  /** Addresses count as verified where no column says so. */
  readonly verified: boolean
}

export interface CustomerImport {
  readonly id: CustomerImportId
  readonly fileName: string
  readonly state: ImportState
  readonly settings: ImportSettings
  readonly totalRows: number
  readonly doneRows: number
  readonly created: number
  readonly updated: number
  readonly skipped: number
  readonly failed: number
  readonly by: string
  /** Instants in ms. */
  readonly createdAt: number
  readonly modifiedAt: number
}

/** What is wrong with a row of the file. */
export interface RowProblem {
  /** In the file, the first one after the heads is 1. */
  readonly row: number
  /** By field of a customer. */
  readonly problems: Readonly<Record<string, Message>>
}

export interface CustomerImports {
  /**
   * Reads a CSV file and keeps it, encrypted, until it is imported or given up.
   * @throws InvalidInput when it cannot be read, is empty or too large
   */
  create(
    organizer: Organizer,
    file: { readonly name: string; readonly data: Uint8Array },
    actor: AuditActor,
  ): Promise<CustomerImport>
  find(organizer: Organizer, id: string): Promise<CustomerImport | null>
  /** The latest ones first, at most 50. */
  list(organizer: Organizer): Promise<CustomerImport[]>
  /** The first rows of the file. */
  sample(organizer: Organizer, id: CustomerImportId): Promise<string[][]>
  /** The first problems, by row. */
  problems(organizer: Organizer, id: CustomerImportId, limit: number): Promise<RowProblem[]>
  /** Assigns the columns. @throws InvalidInput when they do not make customers; NotFound */
  configure(organizer: Organizer, id: CustomerImportId, settings: Omit<ImportSettings, 'columns'>): Promise<void>
  /** Goes through all rows and stores nothing (`check`), or stores them; a worker does it. @throws NotFound in another state */
  begin(organizer: Organizer, id: CustomerImportId, what: 'check' | 'run'): Promise<void>
  /** Stops it, and forgets the file. What is stored stays. @throws NotFound */
  cancel(organizer: Organizer, id: CustomerImportId): Promise<void>
  /** Does what `begin` asked for, here and now. @param onProgress is told the rows that are done, and stops it by false */
  work(organizer: Organizer, id: CustomerImportId, onProgress?: (done: number) => boolean): Promise<void>
  /** Looks for work every few seconds. */
  start(): void
  stop(): Promise<void>
  /** Forgets files that nobody imported for a week. To be called now and then; answers how many. */
  cleanUp(): Promise<number>
}
