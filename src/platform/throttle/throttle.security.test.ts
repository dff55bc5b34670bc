import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { TooManyRequests } from '../../core/errors.ts'
import { createMetrics } from '../observe/metrics.ts'
import { createCollectingLog } from '../observe/testing.ts'
import { consumeAll } from './consume-all.ts'
import { createThrottle } from './throttle.ts'

function setup() {
  const metrics = createMetrics()
  return { metrics, throttle: createThrottle({ log: createCollectingLog(), metrics }) }
}

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000)

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a window', () => {
  test('refuses the attempt after the last one, says how long, and ends', async () => {
    const { throttle, metrics } = setup()
    const login = throttle.define('login', { points: 3, windowS: 600 })
    for (let attempt = 0; attempt < 3; attempt++) await login.consume('ann')
    await minutes(4)
    const refusal = await login.consume('ann').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(TooManyRequests)
    expect(refusal).toMatchObject({ retryAfterS: 360, headers: { 'retry-after': '360' } })
    await expect(login.consume('bob')).resolves.toBeUndefined()
    await minutes(6)
    await expect(login.consume('ann')).resolves.toBeUndefined()
    expect(await metrics.render()).toContain('foyer_throttled_total{throttle="login"} 1')
  })

  test('counts attempts made at once', async () => {
    const login = setup().throttle.define('login', { points: 5, windowS: 60 })
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => login.consume('ann')))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(5)
  })

  test('is not prolonged by refused attempts', async () => {
    const login = setup().throttle.define('login', { points: 1, windowS: 120 })
    await login.consume('ann')
    await minutes(1)
    await expect(login.consume('ann')).rejects.toThrow(TooManyRequests)
    await minutes(1)
    await expect(login.consume('ann')).resolves.toBeUndefined()
  })

  test('with a pause refuses for that long from the first refusal on', async () => {
    const codes = setup().throttle.define('codes', { points: 1, windowS: 60, blockS: 600 })
    await codes.consume('ann')
    await expect(codes.consume('ann')).rejects.toMatchObject({ retryAfterS: 600 })
    await minutes(9)
    await expect(codes.consume('ann')).rejects.toThrow(TooManyRequests)
    await minutes(1)
    await expect(codes.consume('ann')).resolves.toBeUndefined()
  })
})

test('isBlocked counts nothing; penalty, reward and reset change the count', async () => {
  const login = setup().throttle.define('login', { points: 2, windowS: 60 })
  expect(await login.isBlocked('ann')).toBe(false)
  await login.penalty('ann', 2)
  expect(await login.isBlocked('ann')).toBe(true)
  await login.reward('ann')
  expect(await login.isBlocked('ann')).toBe(false)
  await login.consume('ann')
  await expect(login.consume('ann')).rejects.toThrow(TooManyRequests)
  await login.reset('ann')
  expect(await login.isBlocked('ann')).toBe(false)
})

test('limiters of different names count apart, and a name is defined once', async () => {
  const { throttle } = setup()
  const login = throttle.define('login', { points: 1, windowS: 60 })
  const reset = throttle.define('reset', { points: 1, windowS: 60 })
  await login.consume('ann')
  await expect(reset.consume('ann')).resolves.toBeUndefined()
  expect(() => throttle.define('login', { points: 1, windowS: 60 })).toThrow('defined twice')
})

test('one machine cannot use up the attempts of an account', async () => {
  const { throttle } = setup()
  const pair = throttle.define('login.pair', { points: 5, windowS: 300 })
  const account = throttle.define('login.account', { points: 8, windowS: 300 })
  const attempt = (ip: string) =>
    consumeAll([
      [pair, `ann ${ip}`],
      [account, 'ann'],
    ])
  for (let guess = 0; guess < 100; guess++) await attempt('198.51.100.1').catch(() => undefined)
  await expect(attempt('203.0.113.9')).resolves.toBeUndefined()
  await expect(attempt('198.51.100.1')).rejects.toThrow(TooManyRequests)
})

test('an account under attack from many machines opens again after its short window', async () => {
  const { throttle } = setup()
  const account = throttle.define('login.account', { points: 30, windowS: 300 })
  for (let guess = 0; guess < 1000; guess++) await account.consume('ann').catch(() => undefined)
  await expect(account.consume('ann')).rejects.toThrow(TooManyRequests)
  await minutes(5)
  await expect(account.consume('ann')).resolves.toBeUndefined()
})
