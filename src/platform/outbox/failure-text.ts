import { safeText } from '../observe/redact.ts'

const MAX_LENGTH = 300

/** What staff are shown of a failed delivery: one line, at most 300 characters, without secrets. */
export function failureText(error: unknown): string {
  const text = safeText(messageOf(error))
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ')
  if (error instanceof Error) return error.message === '' ? error.name : error.message
  return 'unknown failure'
}
