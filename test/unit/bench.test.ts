import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { readArguments } from '../load/arguments.ts'
import { openConnection } from '../load/client/connection.ts'
import { flowSteps } from '../load/client/flow.ts'
import { createReport, renderReport } from '../load/report/report.ts'
import { type Sample, summarize } from '../load/results.ts'
import { median, percentile } from '../load/statistics.ts'
import { REDIRECT_URI } from '../load/types.ts'

interface Fault {
  readonly state?: string
  readonly location?: string
  readonly tokenStatus?: number
  readonly tokens?: object
  readonly claims?: object
}

/** A provider whose answers can be wrong in one point. */
async function startProvider(fault: Fault = {}) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider')
    request.resume()
    if (url.pathname === '/authorize') {
      const state = fault.state ?? url.searchParams.get('state')
      response.writeHead(303, { location: fault.location ?? `${REDIRECT_URI}?code=c&state=${state}` }).end()
    } else if (url.pathname === '/token') {
      const tokens = fault.tokens ?? { access_token: 'a', id_token: 'i' }
      response.writeHead(fault.tokenStatus ?? 200).end(JSON.stringify(tokens))
    } else {
      response.end(JSON.stringify(fault.claims ?? { sub: 'ANN', name: 'Ann', email: 'ann@example.org' }))
    }
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const connection = openConnection(origin)
  const endpoints = {
    origin,
    issuer: origin,
    authorize: '/authorize',
    token: '/token',
    userinfo: '/me',
    jwksUri: origin,
  }
  const client = { clientId: 'client', clientSecret: 'secret' }
  return {
    steps: flowSteps(connection, endpoints, client, { cookie: 'session=1', subject: 'ANN' }),
    async [Symbol.asyncDispose]() {
      await connection.close()
      server.close()
    },
  }
}

describe('a flow of the load client', () => {
  it('ends with the tokens of a login that works', async () => {
    await using provider = await startProvider()
    const outcome = await provider.steps.codeFlow(7)
    expect(outcome).toEqual({ accessToken: 'a', idToken: 'i', refreshToken: null, nonce: 'n-7' })
  })

  it.each<[string, Fault, RegExp]>([
    ['another state', { state: 'forged' }, /authorize: another state/],
    ['the login page', { location: '/login' }, /authorize: a redirect to somewhere else/],
    ['an error', { location: `${REDIRECT_URI}?error=access_denied&state=s-1` }, /authorize: no code/],
    ['a refusal of the code', { tokenStatus: 400, tokens: { error: 'invalid_grant' } }, /token: .*invalid_grant/],
    ['no ID token', { tokens: { access_token: 'a' } }, /token: a token is missing/],
    ['another person', { claims: { sub: 'BOB', name: 'Bob', email: 'bob@example.org' } }, /userinfo: sub is not ANN/],
    ['no claims', { claims: { sub: 'ANN' } }, /userinfo: the claims of a scope are missing/],
  ])('fails on %s', async (_, fault, problem) => {
    await using provider = await startProvider(fault)
    await expect(provider.steps.codeFlow(1)).rejects.toThrow(problem)
  })
})

describe('a refresh of the load client', () => {
  const fresh = { access_token: 'a2', id_token: 'i2', refresh_token: 'r2' }

  it('ends with the next refresh token', async () => {
    await using provider = await startProvider({ tokens: fresh })
    expect(await provider.steps.refresh('r1')).toEqual({ accessToken: 'a2', idToken: 'i2', refreshToken: 'r2' })
  })

  it.each<[string, Fault, RegExp]>([
    ['a refusal', { tokenStatus: 400, tokens: { error: 'invalid_grant' } }, /refresh: not answered with 200/],
    ['no refresh token', { tokens: { ...fresh, refresh_token: undefined } }, /refresh: no refresh token/],
    ['the token that was sent', { tokens: { ...fresh, refresh_token: 'r1' } }, /refresh: the same refresh token/],
  ])('fails on %s', async (_, fault, problem) => {
    await using provider = await startProvider(fault)
    await expect(provider.steps.refresh('r1')).rejects.toThrow(problem)
  })

  it('fails when an old token is good for more', async () => {
    await using provider = await startProvider({ tokens: fresh })
    await expect(provider.steps.replay('r1')).rejects.toThrow(/replay: not refused/)
    await using strict = await startProvider({ tokenStatus: 400, tokens: { error: 'invalid_grant' } })
    await strict.steps.replay('r1')
  })
})

function sample(target: Sample['target'], round: number, flowsPerSecond: number): Sample {
  const measurement = { flowsPerSecond, p50: 1, p99: 2, clientLoad: 0.3, serverLoad: 0.9 }
  return { target, title: target, algorithm: 'RS256', round, measurement }
}

describe('results', () => {
  it('are medians, with ratios to what ran in the same round', () => {
    const slowRound = [sample('sqlite', 2, 200), sample('peer', 2, 100), sample('bare', 2, 250)]
    const samples = [
      ...[sample('sqlite', 1, 1000), sample('peer', 1, 400), sample('bare', 1, 1250)],
      ...slowRound,
      ...[sample('sqlite', 3, 900), sample('peer', 3, 450), sample('bare', 3, 1000)],
    ]
    expect(summarize(samples)).toMatchObject([
      { target: 'sqlite', flowsPerSecond: 900, cpuPerFlow: 1, toPeer: 2, toBare: 0.8, rounds: [1000, 200, 900] },
      { target: 'peer', flowsPerSecond: 400, toPeer: null, toBare: null },
      { target: 'bare', flowsPerSecond: 1000, toBare: null },
    ])
  })

  it('say so when the load client may have been too slow', () => {
    const busy = sample('sqlite', 1, 5000)
    const results = summarize([{ ...busy, measurement: { ...busy.measurement, clientLoad: 0.97 } }])
    const facts = { cores: { server: '0', client: '1' }, sessions: 1, seconds: 5, rounds: 1, clientLimit: 6000 }
    const text = renderReport(createReport({ ...facts, results }))
    expect(text).toContain('Warning: the load client used 97 % of its core for sqlite, RS256')
    expect(text).toMatch(/sqlite +5000 +1\.0 +2\.0 +0\.18/)
  })

  it('count ranks from the start', () => {
    expect([0.5, 0.99, 1].map((share) => percentile([1, 2, 3, 4], share))).toEqual([2, 4, 4])
    expect([median([3, 1, 2]), median([4, 1])]).toEqual([2, 2.5])
  })
})

describe('the command line', () => {
  it('keeps the order of the table, whatever was asked for first', () => {
    expect(readArguments(['--only', 'peer,sqlite', '--seconds', '0.5'])).toMatchObject({
      only: ['sqlite', 'peer'],
      seconds: 0.5,
      rounds: 3,
      sessions: 16,
    })
  })

  it('measures everything unless told otherwise', () => {
    expect(readArguments([])?.scenarios).toEqual(['code-flow', 'userinfo', 'refresh', 'storm', 'start'])
    expect(readArguments(['--scenario', 'start,code-flow'])?.scenarios).toEqual(['code-flow', 'start'])
  })

  it.each([
    [['--only', 'mysql'], /--only knows .*, not "mysql"/],
    [['--scenario', 'logins'], /--scenario knows .*, not "logins"/],
    [['--seconds', 'x'], /--seconds must be a number above 0/],
    [['--rounds', '1.5'], /--rounds must be a whole number/],
    [['--sessions', '17'], /--sessions is 16 at most/],
    [['--unknown'], /--unknown/],
  ])('refuses %j', (args, problem) => {
    expect(() => readArguments(args)).toThrow(problem)
  })
})
