import type { HistoryEntry } from '../../../ui/history-timeline.tsx'
import type { StaffSession, User } from '../../staff/index.ts'
import type { FactorOfUser, Holdings, PasswordLinks, TeamOfUser } from '../types.ts'
import type { AdminContext } from './context.ts'

export interface DetailPageProps {
  readonly context: AdminContext
  readonly user: User
  readonly holdings: Holdings
  readonly passwordLinks: PasswordLinks | null
  /** Identifiers of the backends that the configuration names. */
  readonly targets: readonly string[]
  readonly teams: readonly TeamOfUser[]
  readonly factors: readonly FactorOfUser[]
  readonly recoveryCodes: number
  readonly sessions: readonly StaffSession[]
  readonly history: HistoryEntry[]
}
