import type { BackendAttempt, LoginPurpose } from '../contract.ts'

interface Stored extends BackendAttempt {
  readonly browser: string
  readonly next: string | null
  readonly endsAt: number
}

/** Attempts in memory: each for one browser and one return. */
export function kitAttempts(now: () => number) {
  const stored = new Map<string, Stored>()
  return {
    start(browser: string, purpose: LoginPurpose, next: string | null, data: BackendAttempt['data'], lifetimeS = 900) {
      const state = `state-${stored.size + 1}-${'x'.repeat(43)}`.slice(0, 43)
      const startedAt = now()
      stored.set(state, { browser, purpose, next, data, startedAt, endsAt: startedAt + lifetimeS * 1000 })
      return state
    },
    take(state: string | undefined, browser: string): Stored | null {
      const found = state === undefined ? undefined : stored.get(state)
      if (state === undefined || found === undefined || found.browser !== browser) return null
      stored.set(state, { ...found, browser: '' })
      return found.endsAt > now() ? found : null
    },
  }
}
