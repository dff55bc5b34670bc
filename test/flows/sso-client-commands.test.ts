import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { foyerCommand } from '../support/foyer-command.ts'
import { startFoyer } from '../support/server.ts'

const KEYS = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
  ],
}

const CREATE = ['client', 'create', '--organizer', 'acme', '--name', 'App', '--redirect-uri', 'https://rp.example/cb']

describeOnBoth('the settings of an SSO client at the command line', (kind) => {
  it('are answered in the words of RFC 7591', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    writeFileSync(join(foyer.config.dataDir, 'keys.json'), JSON.stringify(KEYS))
    const created = await foyerCommand(
      foyer,
      ...CREATE,
      ...['--auth-method', 'private_key_jwt', '--jwks', 'keys.json', '--auth-signing-alg', 'ES256', '--first-party'],
      ...['--id-token-alg', 'EdDSA', '--userinfo-alg', 'ES256', '--access-token-lifetime', '600'],
      ...['--id-token-lifetime', '300', '--refresh-idle-lifetime', '7200', '--refresh-absolute-lifetime', '86400'],
      ...['--default-max-age', '60', '--subject-type', 'pairwise', '--require-par', '--dpop'],
      ...['--request-object-alg', 'ES256', '--request-uri', 'https://rp.example/r', '--require-request-object'],
      ...['--backchannel-logout-uri', 'https://rp.example/bc', '--backchannel-logout-session', 'optional'],
      ...['--client-uri', 'https://rp.example/', '--contact', 'a@rp.example', '--scopes', 'openid,offline_access'],
    )
    expect(created.stderr).toBe('')
    expect(created.json).not.toHaveProperty('client_secret')
    expect(created.json).toMatchObject({
      client_name: 'App',
      scope: 'openid offline_access',
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: KEYS,
      jwks_uri: null,
      id_token_signed_response_alg: 'EdDSA',
      userinfo_signed_response_alg: 'ES256',
      access_token_lifetime: 600,
      id_token_lifetime: 300,
      refresh_idle_lifetime: 7200,
      refresh_absolute_lifetime: 86_400,
      default_max_age: 60,
      subject_type: 'pairwise',
      require_pushed_authorization_requests: true,
      dpop_bound_access_tokens: true,
      request_object_signing_alg: 'ES256',
      require_signed_request_object: true,
      request_uris: ['https://rp.example/r'],
      backchannel_logout_session_required: false,
      frontchannel_logout_session_required: true,
      client_uri: 'https://rp.example/',
      contacts: ['a@rp.example'],
      first_party: true,
      high_security: false,
    })
  })

  it('can be changed one by one, and back', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const { json } = await foyerCommand(foyer, ...CREATE, '--jwks', JSON.stringify(KEYS), '--dpop')
    const set = (...args: string[]) =>
      foyerCommand(foyer, 'client', 'set', '--organizer', 'acme', '--id', String(json.client_id), ...args)
    const renamed = await set('--name', 'Renamed', '--no-dpop', '--default-max-age', '60', '--jwks', '')
    expect(renamed.json).toMatchObject({
      client_name: 'Renamed',
      redirect_uris: ['https://rp.example/cb'],
      dpop_bound_access_tokens: false,
      default_max_age: 60,
      jwks: null,
    })
    expect((await set('--default-max-age', 'none')).json).toMatchObject({ default_max_age: null, name: 'Renamed' })
    const moved = await set('--redirect-uri', 'https://rp.example/new')
    expect(moved.json.redirect_uris).toEqual(['https://rp.example/new'])
    const open = await set('--type', 'public')
    expect(open.json).toMatchObject({ token_endpoint_auth_method: 'none', pkce: 'required' })
    const closed = await set('--type', 'confidential')
    expect(closed.json.client_secret).toMatch(/^[\w-]{43}$/)
    expect((await set('--dpop', '--no-dpop')).stderr).toContain('contradict')
    expect((await set('--access-token-lifetime', '5')).stderr).toContain('access_token_lifetime: An access token lives')
    expect((await set('--default-max-age', 'soon')).stderr).toContain('default_max_age')
    expect((await set('--jwks', 'missing.json')).stderr).toContain('missing.json cannot be read')
  })

  it('follow from high security', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const made = await foyerCommand(foyer, ...CREATE, '--high-security', '--jwks-uri', 'https://rp.example/keys')
    expect(made.json).toMatchObject({
      high_security: true,
      token_endpoint_auth_method: 'private_key_jwt',
      require_pushed_authorization_requests: true,
      dpop_bound_access_tokens: true,
      id_token_signed_response_alg: 'ES256',
      pkce: 'required',
    })
    const refused = await foyerCommand(foyer, ...CREATE, '--high-security', '--auth-method', 'client_secret_basic')
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('private_key_jwt')
  })

  it('include how long an old secret works', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const { json } = await foyerCommand(foyer, ...CREATE)
    const rotate = (...args: string[]) =>
      foyerCommand(foyer, 'client', 'rotate-secret', '--organizer', 'acme', '--id', String(json.client_id), ...args)
    const week = await rotate('--overlap', '7d')
    const left = Date.parse(String(week.json.client_secret_old_until)) - Date.now()
    expect(left).toBeGreaterThan(6.9 * 86_400_000)
    expect(left).toBeLessThanOrEqual(7 * 86_400_000)
    expect((await rotate()).json.client_secret_old_until).toBeNull()
    expect((await rotate('--overlap', '8d')).stderr).toContain('7 days at most')
    expect((await rotate('--overlap', 'long')).stderr).toContain('--overlap must be')
  })

  it('include a logo', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(8)])
    writeFileSync(join(foyer.config.dataDir, 'logo.png'), png)
    const { json } = await foyerCommand(foyer, ...CREATE, '--logo', 'logo.png')
    const logo = await fetch(String(json.logo_uri))
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png'])
  })
})
