import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MINUTE } from '../../core/clock.ts'
import { TooManyRequests } from '../../core/errors.ts'
import { createCollectingLog } from '../../platform/observe/testing.ts'
import { createThrottle } from '../../platform/throttle/throttle.ts'
import { type Attempt, createThrottles, type SignInThrottles } from './throttles.ts'

const ann: Attempt = { ip: '203.0.113.1', organizerId: 'acme', email: 'ann@example.org', knownBrowser: null }
const atHome: Attempt = { ...ann, ip: '198.51.100.1', knownBrowser: 'her own browser' }

function create(): SignInThrottles {
  return createThrottles(createThrottle({ log: createCollectingLog() }))
}

/** How many attempts are let through before the first is refused. */
async function letThrough(attempts: Iterable<Attempt>, count: (attempt: Attempt) => Promise<void>): Promise<number> {
  let passed = 0
  for (const attempt of attempts) {
    const error = await count(attempt).then(
      () => null,
      (refused: unknown) => refused,
    )
    if (error instanceof TooManyRequests) return passed
    if (error) throw error
    passed++
  }
  return passed
}

function* times(count: number, make: (index: number) => Attempt): Generator<Attempt> {
  for (let index = 0; index < count; index++) yield make(index)
}

const elsewhere = (index: number): Attempt => ({ ...ann, ip: `192.0.2.${index}` })

describe('logins are counted', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('for one account from one address', async () => {
    const throttles = create()
    expect(
      await letThrough(
        times(10, () => ann),
        throttles.login,
      ),
    ).toBe(5)
    expect(await letThrough([{ ...ann, email: 'ben@example.org' }], throttles.login)).toBe(1)
    expect(await letThrough([{ ...ann, organizerId: 'other' }], throttles.login)).toBe(1)
    expect(await letThrough([{ ...ann, ip: '203.0.113.2' }], throttles.login)).toBe(1)
  })

  it('for one account from everywhere', async () => {
    expect(await letThrough(times(60, elsewhere), create().login)).toBe(30)
  })

  it('for one address over all accounts', async () => {
    const attempts = times(90, (index) => ({ ...ann, email: `person${index}@example.org` }))
    expect(await letThrough(attempts, create().login)).toBe(60)
  })

  it('by themselves in a browser that the account knows, whatever strangers do', async () => {
    const throttles = create()
    await letThrough(times(60, elsewhere), throttles.login)
    await letThrough(
      times(90, (index) => ({ ...ann, ip: atHome.ip, email: `p${index}@example.org` })),
      throttles.login,
    )
    expect(
      await letThrough(
        times(20, () => atHome),
        throttles.login,
      ),
    ).toBe(10)
    expect(await letThrough([{ ...atHome, knownBrowser: 'her phone' }], throttles.login)).toBe(1)
  })

  it('no longer when their window is over', async () => {
    const throttles = create()
    await letThrough(times(60, elsewhere), throttles.login)
    await letThrough(
      times(10, () => ann),
      throttles.login,
    )
    expect(await letThrough([ann], throttles.login)).toBe(0)
    vi.advanceTimersByTime(5 * MINUTE + 1)
    expect(await letThrough([ann], throttles.login)).toBe(1)
  })

  it('not when they could not be tried, and no longer after the right password', async () => {
    const throttles = create()
    for (let i = 0; i < 40; i++) {
      await throttles.login(ann)
      await throttles.notTried(ann)
    }
    for (let i = 0; i < 4; i++) await throttles.login(ann)
    await throttles.login(ann)
    await throttles.loggedIn(ann)
    expect(
      await letThrough(
        times(10, () => ann),
        throttles.login,
      ),
    ).toBe(5)
  })
})

describe('codes are counted', () => {
  it('for one account from one address, and by themselves in a known browser', async () => {
    const throttles = create()
    expect(
      await letThrough(
        times(10, () => ann),
        throttles.code,
      ),
    ).toBe(3)
    expect(await letThrough(times(10, elsewhere), throttles.code)).toBe(3)
    expect(
      await letThrough(
        times(10, () => atHome),
        throttles.code,
      ),
    ).toBe(5)
  })

  it('apart from links to set a password', async () => {
    const throttles = create()
    await letThrough(
      times(10, () => ann),
      throttles.code,
    )
    await expect(throttles.link(ann.ip, ann.organizerId, ann.email)).resolves.toBeUndefined()
  })
})
