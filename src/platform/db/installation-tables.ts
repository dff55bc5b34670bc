import type { AuditId, OrganizerId, OutboxId } from '../../core/ids.ts'
import type { Instant, JsonText } from './stored-values.ts'

export interface OutboxTable {
  id: OutboxId
  organizer_id: OrganizerId | null
  kind: string
  /** Encrypted at rest, emptied once it was delivered. */
  payload: string
  /** Shown to staff: whom it goes to. */
  recipient: string
  /** Shown to staff: what it is, e.g. the template's name. */
  topic: string
  state: string
  attempts: number
  created_at: Instant
  next_attempt_at: Instant
  lease_until: Instant | null
  lease_owner: string | null
  done_at: Instant | null
  last_error: string | null
}

export interface AuditLogTable {
  id: AuditId
  organizer_id: OrganizerId | null
  at: Instant
  action: string
  /** staff, customer, system, command */
  actor_type: string
  actor_id: string | null
  actor_name: string
  object_type: string
  object_id: string
  object_name: string
  /** `{before, after, …}` with secrets masked. */
  data: JsonText
  is_shredded: boolean
}

export interface DemoMailTable {
  id: string
  recipient: string
  sender: string
  subject: string
  html: string
  text: string
  received_at: Instant
}

/** Attempts counted by `rate-limiter-flexible` where several processes share the database. */
export interface ThrottlePointTable {
  key: string
  points: number
  /** Instant in ms. */
  expire: number | null
}

export interface ConfigVersionTable {
  id: number
  version: number
}

export interface InstallationTable {
  key: string
  value: string
}
