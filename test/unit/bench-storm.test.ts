import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openConnection } from '../load/client/connection.ts'
import { logIn } from '../load/client/log-in.ts'
import { repeatWithin, windowAfter } from '../load/client/pace.ts'
import { storm } from '../load/client/storm.ts'
import { stormSection } from '../load/report/storm.ts'
import { summarizeStorm } from '../load/scenarios/storm.ts'
import type { Measurement } from '../load/types.ts'

const ANN = { email: 'ann@example.org', password: 'a long sentence', address: '198.18.0.1' }
const SESSION = ['foyer-csrf=2; Path=/', 'foyer-customer-acme=s; HttpOnly']

interface Reply {
  readonly status: number
  readonly headers?: Record<string, string | string[]>
}

/** A login page that answers its form in one way, if its token and cookie come back. */
async function startShop(reply: Reply = { status: 303, headers: { 'set-cookie': SESSION } }) {
  const addresses: (string | undefined)[] = []
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'set-cookie': 'foyer-csrf=1; HttpOnly; Path=/' })
      response.end('<form method="post"><input type="hidden" name="_csrf" value="t+/="></form>')
      return
    }
    addresses.push(request.headers['x-forwarded-for']?.toString())
    const form = new URLSearchParams(await text(request))
    const isOwn = request.headers.cookie === 'foyer-csrf=1' && form.get('_csrf') === 't+/='
    const isRight = form.get('email') === ANN.email && form.get('password') === ANN.password
    if (!isOwn || !isRight) response.writeHead(403).end('not from this page')
    else response.writeHead(reply.status, reply.headers).end('said')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connection = openConnection(origin)
  return {
    addresses,
    page: `${origin}/login`,
    logIn: () => logIn(connection, '/login', ANN),
    async [Symbol.asyncDispose]() {
      await connection.close()
      server.close()
    },
  }
}

describe('a login of the storm', () => {
  it('sends the form of the page back and ends with a session', async () => {
    await using shop = await startShop()
    expect(await shop.logIn()).toEqual({ kind: 'logged_in' })
    expect(shop.addresses).toEqual(['198.18.0.1'])
  })

  it('tells for how long it was sent away', async () => {
    await using shop = await startShop({ status: 503, headers: { 'retry-after': '2' } })
    expect(await shop.logIn()).toEqual({ kind: 'refused', retryAfterS: 2 })
  })

  it.each<[string, Reply]>([
    ['a wrong password', { status: 422 }],
    ['a throttle', { status: 429, headers: { 'retry-after': '60' } }],
    ['a redirect without a session', { status: 303 }],
    ['a failure that names no time', { status: 503 }],
  ])('fails on %s', async (_, reply) => {
    await using shop = await startShop(reply)
    await expect(shop.logIn()).rejects.toThrow(new RegExp(`ann@example.org was answered with ${reply.status}: said`))
  })
})

describe('a storm of logins', () => {
  const job = { kind: 'logins', emails: [ANN.email], password: ANN.password, browsers: 3, warmUpMs: 50 } as const

  it('counts logins within its time, each from an address of its own', async () => {
    await using shop = await startShop()
    const { loginsPerSecond, refusedPerSecond } = await storm({ ...job, page: shop.page, durationMs: 2000 })
    expect(loginsPerSecond).toBeGreaterThan(0)
    expect(loginsPerSecond * 2).toBeLessThanOrEqual(shop.addresses.length)
    expect(refusedPerSecond).toBe(0)
    expect(new Set(shop.addresses).size).toBe(shop.addresses.length)
  })

  it('waits for as long as it was told before it tries again', async () => {
    await using shop = await startShop({ status: 503, headers: { 'retry-after': '60' } })
    expect(await storm({ ...job, page: shop.page, durationMs: 2000 })).toMatchObject({ loginsPerSecond: 0 })
    expect(shop.addresses).toHaveLength(3)
  })

  it('fails with the first wrong answer', async () => {
    await using shop = await startShop({ status: 422 })
    await expect(storm({ ...job, page: shop.page, durationMs: 200 })).rejects.toThrow(/answered with 422/)
  })
})

describe('paced requests', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  async function durationsOf(window: [number, number], everyMs: number | null, run: () => Promise<unknown>) {
    const durations: number[] = []
    const running = repeatWithin(windowAfter(...window), everyMs, run, (duration) => durations.push(duration))
    await vi.advanceTimersByTimeAsync(1000)
    await running
    return durations
  }

  it('count from when they were due when the one before took too long', async () => {
    let count = 0
    const run = async () => {
      if (count++ === 0) await pause(100)
    }
    expect((await durationsOf([0, 150], 10, run)).slice(0, 3)).toEqual([100, 90, 80])
  })

  it('count from when they were sent when there was time', async () => {
    expect(await durationsOf([0, 100], 20, async () => {})).toEqual([0, 0, 0, 0, 0])
  })

  it('leave out what ended before the time that is measured', async () => {
    expect(await durationsOf([60, 60], null, () => pause(20))).toEqual([20, 20, 20])
  })
})

describe('the result of a storm', () => {
  const userinfo = (p50: number, p99: number): Measurement => ({
    ...{ flowsPerSecond: 1000, p50, p99 },
    ...{ clientLoad: 0.2, serverLoad: 0.9 },
  })
  const round = (p99: number, loginsPerSecond: number) => ({
    ...{ quiet: userinfo(0.4, 1.5), stormy: userinfo(0.8, p99) },
    ...{ loginsPerSecond, refusedPerSecond: 20 },
  })

  it('is the median of the rounds, with userinfo before and in it', () => {
    const result = summarizeStorm([round(9, 30), round(30, 35), round(8, 40)])
    expect(result).toMatchObject({ quietP99: 1.5, p50: 0.8, p99: 9, loginsPerSecond: 35, rounds: [9, 30, 8] })
    const [, , , , row] = stormSection([{ ...result, target: 'sqlite', title: 'Foyer on SQLite' }])
    expect(row).toMatch(/^Foyer on SQLite +0\.8 +9\.0 +0\.4 +1\.5 +35\.0 +20\.0 +9\.0 30\.0 8\.0$/)
  })
})
