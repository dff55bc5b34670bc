import type { AuditEntry } from './types.ts'

type Place = Pick<AuditEntry, 'at' | 'id'>

/** A place in the history as part of an address. */
export function writeCursor({ at, id }: Place): string {
  return `${at}-${id}`
}

/** Undefined for what is no cursor. */
export function readCursor(text: unknown): Place | undefined {
  const match = typeof text === 'string' ? /^(\d{1,15})-([a-z0-9]{26})$/.exec(text) : null
  return match ? { at: Number(match[1]), id: match[2] as Place['id'] } : undefined
}
