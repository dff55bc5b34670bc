import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'

const LOGIN = '/control/login'

describeOnBoth('the door', (kind) => {
  it('refuses a form without its token, with a wrong one, and one from another browser', async () => {
    await using foyer = await startFoyer(kind)
    const mine = foyer.client()
    const page = await mine.get(LOGIN)
    const token = parse(page.text).form()?.values._csrf ?? ''
    expect(token).not.toBe('')
    for (const fields of [{}, { _csrf: '' }, { _csrf: `${token}x` }, { _csrf: ['a', 'b'] }]) {
      const answer = await mine.post(LOGIN, { email: 'a@b.example', password: 'x', ...fields })
      expect(answer.status).toBe(403)
      expect(parse(answer.text).text('h1')).toBe('The form has expired')
    }
    const stranger = foyer.client()
    await stranger.get(LOGIN)
    expect((await stranger.post(LOGIN, { email: 'a@b.example', password: 'x', _csrf: token })).status).toBe(403)
  })

  it('refuses a form that the browser says comes from another site, even with the right token', async () => {
    await using foyer = await startFoyer(kind)
    for (const site of ['cross-site', 'same-site']) {
      const answer = await foyer
        .client()
        .submit(LOGIN, { email: 'a@b.example', password: 'x' }, { headers: { 'sec-fetch-site': site } })
      expect(answer.status).toBe(403)
    }
  })

  it('sends a policy without inline script or style, no frames, no sniffing, and stores no page', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    for (const path of ['/acme/', LOGIN, '/nothing/at/all']) {
      const { headers } = await foyer.client().get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toContain('no-store')
      expect(headers.get('server')).toBeNull()
    }
  })

  it('answers bodies and headers that are too large, and addresses that are none, without a 500', async () => {
    await using foyer = await startFoyer(kind)
    const big = await foyer.client().post(LOGIN, { email: 'x'.repeat(foyer.config.bodyLimitBytes + 10) })
    expect(big.status).toBe(413)
    expect(parse(big.text).text('h1')).toBe('Too large')
    expect(await raw(foyer.url, LOGIN, { headers: { 'x-long': 'x'.repeat(40_000) } })).toMatchObject({ status: 431 })
    expect(await raw(foyer.url, '/%')).toMatchObject({ status: 400 })
    expect(await raw(foyer.url, '/%00')).toMatchObject({ status: 400 })
    expect(await raw(foyer.url, `/${'a'.repeat(20_000)}`)).toMatchObject({ status: 414 })
    const wrongType = await raw(foyer.url, LOGIN, {
      method: 'POST',
      headers: { 'content-type': 'text/weird' },
      body: 'x',
    })
    expect(wrongType.status).toBe(415)
    const brokenJson = await raw(foyer.url, LOGIN, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(brokenJson.status).toBe(400)
  })

  it('believes X-Forwarded-For and -Host only from trusted proxies', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.features.organizers.addDomain(acme, 'tickets.acme.example', { type: 'system' })
    const headers = { 'x-forwarded-host': 'tickets.acme.example' }
    expect((await raw(foyer.url, '/', { headers })).body).not.toContain('acme festival')

    await using proxied = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: '127.0.0.1,::1' } })
    const other = await proxied.organizer('acme')
    await proxied.features.organizers.addDomain(other, 'tickets.acme.example', { type: 'system' })
    expect((await raw(proxied.url, '/', { headers })).body).toContain('acme festival')
  })

  it('gives metrics to the machine itself only, or to the bearer of the token', async () => {
    await using open = await startFoyer(kind)
    expect((await open.client().get('/metrics')).status).toBe(200)
    const passedOn = open.client({ headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect((await passedOn.get('/metrics')).status).toBe(404)

    await using foyer = await startFoyer(kind, { env: { FOYER_METRICS_TOKEN: 'a token for the metrics, long' } })
    expect((await foyer.client().get('/metrics')).status).toBe(404)
    const headers = { authorization: 'Bearer a token for the metrics, long' }
    const answer = await foyer.client({ headers }).get('/metrics')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('http_requests_total')
  })
})

interface RawOptions {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** A request that `fetch` would not send. */
function raw(origin: string, path: string, options: RawOptions = {}): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, path, agent: false, method: options.method ?? 'GET', headers: options.headers ?? {} },
      async (response) => resolve({ status: response.statusCode ?? 0, body: await text(response) }),
    )
    request.on('error', reject)
    request.end(options.body)
  })
}
