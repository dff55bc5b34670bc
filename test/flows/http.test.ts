import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'

/** fetch does not let a host be chosen. */
async function getWithHost(origin: string, path: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(new URL(path, origin), { headers: { host } }, (response) => resolve(text(response))).on('error', reject)
  })
}

describeOnBoth('every address', (kind) => {
  it('shows an organizer at its path and at its own domain', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.features.organizers.addDomain(acme, 'tickets.acme.example', { type: 'system' })
    const byPath = await foyer.client().get('/acme/')
    expect(byPath.status).toBe(200)
    expect(parse(byPath.text).text('h1')).toBe('acme festival')
    expect(parse(byPath.text).links('Log in')).toContain('/acme/account/login')
    const byDomain = await getWithHost(foyer.url, '/', 'tickets.acme.example')
    expect(parse(byDomain).text('h1')).toBe('acme festival')
    expect(parse(byDomain).links('Log in')).toContain('/account/login')
    const spoofed = await getWithHost(foyer.url, '/acme/', 'evil.example')
    expect(spoofed).not.toContain('evil.example')
  })

  it('answers unknown addresses with a page in the look of the place', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const unknown = await foyer.client().get('/nobody/')
    expect(unknown.status).toBe(404)
    expect(parse(unknown.text).text('h1')).toBe('This page does not exist')
    const inShop = await foyer.client({ headers: { 'accept-language': 'de' } }).get('/acme/nothing-here')
    expect(inShop.status).toBe(404)
    expect(inShop.text).toContain('acme festival')
    expect(parse(inShop.text).text('h1')).toBe('Diese Seite gibt es nicht')
  })

  it('tells a wrong method from an unknown address', async () => {
    await using foyer = await startFoyer(kind)
    const answer = await foyer.client().request('DELETE', '/healthz')
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toContain('GET')
  })

  it('is ready once the database is migrated', async () => {
    await using foyer = await startFoyer(kind)
    const answer = await foyer.client().get('/readyz')
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toMatchObject({
      status: 'ready',
      checks: { database: { ok: true, kind }, migrations: { ok: true }, outbox: { ok: true, dead: 0 } },
    })
  })
})
