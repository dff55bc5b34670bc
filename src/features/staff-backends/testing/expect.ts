import { fail, strictEqual } from 'node:assert/strict'
import { Socket } from 'node:net'
import type { BackendExport, Outcome } from './kit.ts'

/** @throws AssertionError that says what came instead of a user */
export function loggedIn(outcome: Outcome): Outcome & { kind: 'login' } {
  if (outcome.kind !== 'login') fail(`nobody was logged in: ${wordsOf(outcome)}`)
  return outcome
}

/** Nothing and a refusal are both right; a user and a failure are not. @throws AssertionError */
export function notLoggedIn(outcome: Outcome): void {
  if (outcome.kind === 'login') fail(`${outcome.login.user.email} was logged in`)
  if (outcome.kind === 'failed') fail(`the backend failed: ${wordsOf(outcome)}`)
}

/** Builds the backend and fails when that opens a connection. @throws AssertionError */
export async function buildsOffline(exported: BackendExport): Promise<void> {
  const { connect } = Socket.prototype
  let connections = 0
  Socket.prototype.connect = function counted(this: Socket, ...given: Parameters<typeof connect>) {
    connections += 1
    return connect.apply(this, given)
  } as typeof connect
  try {
    if (typeof exported === 'function') new exported()
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    Socket.prototype.connect = connect
  }
  strictEqual(connections, 0, 'the constructor opens connections')
}

function wordsOf(outcome: Exclude<Outcome, { kind: 'login' }>): string {
  if (outcome.kind === 'refused') return outcome.reason
  if (outcome.kind === 'nothing') return outcome.messages.join('; ') || 'nothing'
  return outcome.error instanceof Error ? (outcome.error.stack ?? outcome.error.message) : String(outcome.error)
}
