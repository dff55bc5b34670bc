import { expect, it } from 'vitest'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { ENDPOINTS } from '../../src/protocol/provider/endpoints.ts'
import { describeOnBoth } from '../support/databases.ts'
import {
  codeFor,
  getAtHost,
  json,
  OFFLINE,
  offlineTokens,
  postAtHost,
  REDIRECT_URI,
  redeem,
  refresh,
} from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const HOST = 'tickets.acme.example'

async function withDomain(foyer: TestServer): Promise<Organizer> {
  const acme = await foyer.organizer('acme')
  await foyer.features.organizers.addDomain(acme, HOST, { type: 'system' })
  return acme
}

describeOnBoth('an issuer', (kind) => {
  it('is told at every well-known address, and each form only by its own issuer', async () => {
    await using foyer = await startFoyer(kind)
    await withDomain(foyer)
    await foyer.organizer('other')
    const issuerAt = async (path: string, host?: string) => {
      const { status, text } = host
        ? await getAtHost(foyer, host, path)
        : await fetch(foyer.url + path).then(async (answer) => ({ status: answer.status, text: await answer.text() }))
      return status === 200 ? JSON.parse(text).issuer : status
    }
    for (const form of ['openid-configuration', 'oauth-authorization-server']) {
      expect(await issuerAt(`/acme/.well-known/${form}`)).toBe(`${foyer.url}/acme`)
      expect(await issuerAt(`/.well-known/${form}/acme`)).toBe(`${foyer.url}/acme`)
      expect(await issuerAt(`/.well-known/${form}/other`)).toBe(`${foyer.url}/other`)
      expect(await issuerAt(`/.well-known/${form}`, HOST)).toBe(`http://${HOST}`)
      expect(await issuerAt(`/.well-known/${form}`)).toBe(404)
      expect(await issuerAt(`/.well-known/${form}/nobody`)).toBe(404)
      expect(await issuerAt(`/.well-known/${form}/acme`, HOST)).toBe(404)
    }
  })

  it('has its documents only where customer accounts are on', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme', { customer_accounts: 'false' })
    for (const path of [ENDPOINTS.discovery, ENDPOINTS.oauthDiscovery, ENDPOINTS.keys]) {
      expect((await fetch(`${foyer.url}/acme${path}`)).status).toBe(404)
    }
    expect((await fetch(`${foyer.url}/.well-known/openid-configuration/acme`)).status).toBe(404)
  })

  it('redeems no code and no refresh token of the other address of the same organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await withDomain(foyer)
    const { app, browser, tokens } = await offlineTokens(foyer, acme, OFFLINE)
    const atHost = (fields: Record<string, string>) =>
      postAtHost(foyer, HOST, ENDPOINTS.token, { client_id: app.clientId, client_secret: app.secret, ...fields })
    const code = await codeFor(browser, acme, app)

    const moved = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }
    expect(await atHost(moved)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const stolen = { grant_type: 'refresh_token', refresh_token: String(tokens.refresh_token) }
    expect(await atHost(stolen)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })

    expect((await redeem(foyer, acme, app, code)).status).toBe(200)
    expect((await refresh(foyer, acme, app, tokens.refresh_token)).status).toBe(200)
  })

  it('is never taken from the Host header', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const { text } = await getAtHost(foyer, 'evil.example', `/acme${ENDPOINTS.discovery}`)
    expect(text).not.toContain('evil.example')
    expect(JSON.parse(text).issuer).toBe(`${foyer.url}/acme`)
    const named = await json(await fetch(`${foyer.url}/acme${ENDPOINTS.discovery}`))
    expect(named.body.issuer).toBe(`${foyer.url}/acme`)
  })
})
