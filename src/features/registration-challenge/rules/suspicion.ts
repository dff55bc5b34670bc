/** How suspicious a registration is, from 0, not at all, to 3. */
export type Suspicion = 0 | 1 | 2 | 3

interface Work {
  /** Zero bits: each more doubles the calculation, 18 take about half a second. */
  readonly bits: number
  /** What somebody without JavaScript waits instead, in seconds. */
  readonly waitS: number
}

const WORK: Readonly<Record<Suspicion, Work>> = {
  0: { bits: 17, waitS: 15 },
  1: { bits: 18, waitS: 20 },
  2: { bits: 20, waitS: 45 },
  3: { bits: 22, waitS: 90 },
}

export function workFor(suspicion: Suspicion): Work {
  return WORK[suspicion]
}

/** A challenge that was made one level ago still counts, so that a wave of registrations turns nobody away twice. */
export function isEnough(bits: number, suspicion: Suspicion): boolean {
  return bits >= WORK[suspicion].bits - 2
}

/** Registrations within an hour from which on the next one is suspicious, by level. */
export const SUSPICIOUS_COUNTS = {
  address: { 1: 3, 2: 6, 3: 9 },
  network: { 1: 10, 2: 20, 3: 40 },
  organizer: { 1: 60, 2: 200, 3: 600 },
} as const

export type SuspicionScope = keyof typeof SUSPICIOUS_COUNTS
