export type CheckStatus = 'ok' | 'warn' | 'fail'

/** What was found, and what to do about it unless it is in order. */
export interface CheckResult {
  readonly name: string
  readonly status: CheckStatus
  readonly found: string
  readonly advice?: string
}

export function ok(name: string, found: string): CheckResult {
  return { name, status: 'ok', found }
}

/** It works, but not as it should in production. */
export function warn(name: string, found: string, advice: string): CheckResult {
  return { name, status: 'warn', found, advice }
}

/** It does not work. */
export function fail(name: string, found: string, advice: string): CheckResult {
  return { name, status: 'fail', found, advice }
}

/** The message of an error as one line. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message.replace(/\s*\n\s*/g, ' ').trim()
}
