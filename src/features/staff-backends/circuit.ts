import { SECOND } from '../../core/clock.ts'

/** After so many failures of a call in a row it is left out. */
const FAILURES = 3
/** How long it is left out, in ms. Then one call tries again while others still pass by. */
const REST_MS = 30 * SECOND

interface Circuit {
  failures: number
  restsUntil: number
}

/** By backend and call: a backend may fail at one call and answer another. */
const circuits = new WeakMap<object, Map<string, Circuit>>()

/** Whether a call is left out now. The first one after the pause is let through. */
export function isResting(backend: object, call: string, nowMs: number): boolean {
  const circuit = circuits.get(backend)?.get(call)
  if (circuit === undefined || circuit.failures < FAILURES) return false
  if (nowMs < circuit.restsUntil) return true
  circuit.restsUntil = nowMs + REST_MS
  return false
}

/** Whether any call of this backend failed several times in a row within the last 30 s. */
export function isTroubled(backend: object, nowMs = Date.now()): boolean {
  const calls = circuits.get(backend)?.values() ?? []
  return [...calls].some(({ failures, restsUntil }) => failures >= FAILURES && nowMs < restsUntil)
}

export function noteFailure(backend: object, call: string, nowMs: number): void {
  const calls = circuits.get(backend) ?? new Map<string, Circuit>()
  circuits.set(backend, calls)
  const failures = (calls.get(call)?.failures ?? 0) + 1
  calls.set(call, { failures, restsUntil: failures >= FAILURES ? nowMs + REST_MS : 0 })
}

export function noteAnswer(backend: object, call: string): void {
  circuits.get(backend)?.delete(call)
}
