import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { OutgoingFailed, OutgoingRefused } from '../../../platform/outgoing/errors.ts'
import { ISSUER, json } from '../../../protocol/client/testing.ts'
import { oidcKit, reasonOf } from './testing.ts'

const HOUR = 3_600_000

describe('a login at an OpenID Connect provider', () => {
  it('asks with PKCE, state and nonce, and makes the account', async () => {
    const { kit, provider, leave, logIn } = await oidcKit({ authorize_params: { hd: 'company.example' }, max_age: 60 })
    const sent = Object.fromEntries(await leave())
    expect(sent).toMatchObject({
      client_id: 'foyer',
      response_type: 'code',
      redirect_uri: 'https://tickets.example/control/auth/oidc/callback',
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      hd: 'company.example',
      max_age: '60',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(sent[name]).toHaveLength(43)
    const outcome = await logIn({}, { query: { next: '/control/x' } })
    expect(outcome).toMatchObject({ kind: 'login', next: '/control/x', login: { secondFactorDone: false } })
    expect(kit.accounts.all()).toMatchObject([
      { email: 'ann@company.example', fullname: 'Ann Example', authBackendIdentifier: 'u-1', isAdmin: false },
    ])
    const token = provider.calls.find(({ url }) => url.endsWith('/token'))
    expect(new URLSearchParams(token?.request.body).get('code_verifier')).toHaveLength(43)
    expect(token?.request.headers?.authorization).toMatch(/^Basic /)
  })

  it('asks the provider for its description once an hour', async () => {
    let now = Date.now()
    const { provider, leave } = await oidcKit({}, { now: () => now })
    const asked = () => provider.calls.filter(({ url }) => url.includes('.well-known')).length
    await Promise.all([leave(), leave(), leave()])
    expect(asked()).toBe(1)
    now += HOUR
    await leave()
    expect(asked()).toBe(2)
    provider.intercept = (url) => {
      throw new OutgoingFailed('unreachable', url)
    }
    now += 23 * HOUR
    await expect(leave()).resolves.toBeDefined()
    now += 2 * HOUR
    await expect(leave()).rejects.toThrow('cannot be reached at the moment')
  })

  it('comes back by a form, too', async () => {
    const { kit, leave } = await oidcKit({ response_mode: 'form_post' })
    const sent = await leave()
    expect(sent.get('response_mode')).toBe('form_post')
    const form = { code: 'c', state: sent.get('state') ?? '', iss: ISSUER }
    expect(await kit.callback({ method: 'POST', form })).toMatchObject({ kind: 'login' })
  })

  it('knows a second factor by amr or acr, and only those that are configured', async () => {
    const { logIn } = await oidcKit({ second_factor: ['mfa', 'https://id.example/loa3'] })
    const done = async (claims: Record<string, unknown>) => {
      const outcome = await logIn(claims)
      return outcome.kind === 'login' && outcome.login.secondFactorDone
    }
    expect(await done({ amr: ['pwd', 'mfa'] })).toBe(true)
    expect(await done({ acr: 'https://id.example/loa3' })).toBe(true)
    expect(await done({ amr: ['pwd'], acr: '1' })).toBe(false)
    expect(await done({})).toBe(false)
  })

  it('proves itself with a signed assertion where that is wanted, and shows the public key', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const client_key = JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'c1' })
    const section = { auth_method: 'private_key_jwt', client_key_env: 'KEY', client_secret: undefined }
    const { kit, provider, logIn } = await oidcKit(section, { env: { KEY: client_key } })
    expect(await logIn()).toMatchObject({ kind: 'login' })
    const token = provider.calls.find(({ url }) => url.endsWith('/token'))
    expect(new URLSearchParams(token?.request.body).get('client_assertion')).toMatch(/^ey.+\..+\./)
    const answer = await kit.backend.metadata({ config: kit.backend.config } as never)
    const { keys } = JSON.parse(answer.body ?? '')
    expect(keys[0]).toMatchObject({ kid: 'c1', kty: 'EC' })
    expect(keys[0].d).toBeUndefined()
  })

  it('pushes the request first where the provider demands it', async () => {
    const { kit, provider } = await oidcKit()
    const pushed = {
      pushed_authorization_request_endpoint: `${ISSUER}/par`,
      require_pushed_authorization_requests: true,
    }
    provider.metadata = pushed
    provider.intercept = (url) => (url.endsWith('/par') ? json({ request_uri: 'urn:x', expires_in: 60 }, 201) : null)
    const address = await kit.start()
    expect(Object.fromEntries(address.searchParams)).toEqual({ client_id: 'foyer', request_uri: 'urn:x' })
    const sent = new URLSearchParams(provider.calls.at(-1)?.request.body)
    expect(sent.get('code_challenge')).toHaveLength(43)
  })

  it('takes each place of the claims as configured', async () => {
    const token = await oidcKit({ claims_from: 'id_token' })
    await token.logIn()
    expect(token.provider.calls.some(({ url }) => url.endsWith('/userinfo'))).toBe(false)
    const userinfo = await oidcKit({ claims_from: 'userinfo' })
    expect(await userinfo.logIn({ email: 'other@company.example' })).toMatchObject({ kind: 'login' })
    expect(userinfo.kit.accounts.all()).toMatchObject([{ email: 'ann@company.example' }])
  })
})

describe('what went wrong at the provider', () => {
  it.each([
    ['access_denied', 'was cancelled'],
    ['login_required', 'needs something from you first'],
    ['temporarily_unavailable', 'has a problem at the moment'],
    ['server_error', 'has a problem at the moment'],
    ['invalid_scope', 'not set up correctly'],
    ['<b>odd</b>', 'not set up correctly'],
  ])('%s is said in plain words', async (error, words) => {
    const { kit, leave } = await oidcKit()
    const sent = await leave()
    const query = { error, error_description: 'internal', state: sent.get('state') ?? '', iss: ISSUER }
    const reason = reasonOf(await kit.callback({ query }))
    expect(reason).toContain(words)
    expect(reason).not.toContain('internal')
  })

  it.each([
    [
      'no such host',
      () => {
        throw new OutgoingFailed('unknown_host', ISSUER)
      },
      `${ISSUER}: the name of the host does not resolve`,
    ],
    [
      'a private address',
      () => {
        throw new OutgoingRefused('private_address', ISSUER)
      },
      `${ISSUER}: the host is in a private network; FOYER_OUTGOING_ALLOW can allow it`,
    ],
    [
      'a wrong path',
      () => json('Not here', 404, 'text/html'),
      `${ISSUER}: the provider answered with status 404; is the issuer right?`,
    ],
    [
      'a page',
      () => json('<html>', 200, 'text/html'),
      `${ISSUER}: the provider answered with text/html where JSON was expected; is the issuer right?`,
    ],
    [
      'another issuer',
      () => json({ issuer: 'https://evil.example' }),
      'the provider calls itself https://evil.example: set issuer to exactly that',
    ],
    [
      'no endpoints',
      () => json({ issuer: ISSUER }),
      'the provider names no authorization_endpoint in its configuration',
    ],
  ])('a discovery that meets %s is explained to the operator', async (_name, intercept, words) => {
    const { kit, provider, leave } = await oidcKit()
    provider.intercept = intercept
    const health = kit.backend.checkHealth({ config: kit.backend.config, log: { info() {}, warn() {}, error() {} } })
    await expect(health).rejects.toThrow(words)
    await expect(leave()).rejects.toThrow(/identity provider|installation/)
  })

  it('a refused client secret is named in the log, not to the person', async () => {
    const { kit, provider, logIn } = await oidcKit()
    provider.intercept = (url) => (url.endsWith('/token') ? json({ error: 'invalid_client' }, 401) : null)
    expect(reasonOf(await logIn())).toContain('not set up correctly')
    const written = kit.log.map(({ fields }) => ('err' in fields ? String(fields.err) : ''))
    expect(written.at(-1)).toContain('client_id, client_secret or auth_method is not what the provider has')
  })

  it('a healthy provider passes the check, one without what the section needs does not', async () => {
    const { kit, provider } = await oidcKit({ rp_logout: true })
    const context = { config: kit.backend.config, log: { info() {}, warn() {}, error() {} } }
    await expect(kit.backend.checkHealth(context)).resolves.toBeUndefined()
    provider.metadata = { end_session_endpoint: undefined }
    await expect(kit.backend.checkHealth(context)).rejects.toThrow('names no end_session_endpoint')
    provider.intercept = (url) => (url.endsWith('/keys') ? json({ error: 'x' }, 500) : null)
    await expect(kit.backend.checkHealth(context)).rejects.toThrow(ISSUER)
  })
})
