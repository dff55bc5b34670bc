import type { Selectable } from 'kysely'
import type { OutboxTable } from '../db/installation-tables.ts'
import type { DeadEntry, LoggedEntry } from './types.ts'

type DeadRow = Pick<
  Selectable<OutboxTable>,
  'id' | 'organizer_id' | 'kind' | 'recipient' | 'topic' | 'attempts' | 'created_at' | 'last_error'
>

/** An entry that was given up. */
export function deadEntry(row: DeadRow): DeadEntry {
  return {
    id: row.id,
    organizerId: row.organizer_id,
    kind: row.kind,
    recipient: row.recipient,
    topic: row.topic,
    attempts: row.attempts,
    createdAt: row.created_at,
    lastError: row.last_error ?? '',
  }
}

type LoggedRow = Pick<
  Selectable<OutboxTable>,
  'id' | 'recipient' | 'state' | 'attempts' | 'created_at' | 'next_attempt_at' | 'done_at' | 'last_error'
>

/** An entry of any state. */
export function loggedEntry(row: LoggedRow): LoggedEntry {
  return {
    id: row.id,
    recipient: row.recipient,
    state: row.state as LoggedEntry['state'],
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.state === 'pending' ? row.next_attempt_at : null,
    doneAt: row.done_at,
    lastError: row.last_error,
  }
}
