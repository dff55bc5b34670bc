import { describe, expect, it } from 'vitest'
import { createOutgoing } from '../../platform/outgoing/outgoing.ts'
import type { Outgoing } from '../../platform/outgoing/types.ts'
import { beginLogin } from './begin-login.ts'
import { discover } from './discover.ts'
import { finishLogin } from './finish-login.ts'
import { fakeProvider, ISSUER, json, settingsWith } from './testing.ts'
import { codeOf, loginKit, RETURN_ADDRESS } from './testing-login.ts'
import type { ClientSettings } from './types.ts'

const clock = { now: () => Date.now() }

async function discovered(metadata: Record<string, unknown>, settings: Partial<ClientSettings> = {}): Promise<string> {
  const provider = await fakeProvider()
  provider.metadata = metadata
  return codeOf(discover(settingsWith(settings), { outgoing: provider.outgoing, clock }))
}

describe('the description of a provider', () => {
  it.each([
    ['of somebody else', { issuer: 'https://evil.example' }, 'issuer_mismatch'],
    ['with a slash more', { issuer: `${ISSUER}/` }, 'issuer_mismatch'],
    ['in capitals', { issuer: ISSUER.toUpperCase() }, 'issuer_mismatch'],
    ['of nobody', { issuer: 7 }, 'bad_response'],
    ['33: without authorization endpoint', { authorization_endpoint: null }, 'endpoint_missing'],
    ['with a list of authorization endpoints', { authorization_endpoint: [ISSUER] }, 'endpoint_missing'],
    ['33: without token endpoint', { token_endpoint: '' }, 'endpoint_missing'],
    ['without keys', { jwks_uri: null }, 'keys_missing'],
    ['with plain endpoints', { token_endpoint: 'http://id.example/token' }, 'refused_by_guard'],
    ['with an endpoint that is a script', { authorization_endpoint: 'javascript:alert(1)' }, 'refused_by_guard'],
    ['with an endpoint with a password', { token_endpoint: 'https://a:b@id.example/token' }, 'refused_by_guard'],
    ['with an endpoint with a fragment', { authorization_endpoint: `${ISSUER}/#x` }, 'refused_by_guard'],
    ['34: without the code flow', { response_types_supported: ['id_token'] }, 'code_not_supported'],
    ['34: without query mode', { response_modes_supported: ['fragment'] }, 'response_mode_not_supported'],
    ['34: without codes for tokens', { grant_types_supported: ['implicit'] }, 'grant_type_not_supported'],
    [
      'with shared secrets only',
      { id_token_signing_alg_values_supported: ['HS256', 'none'] },
      'algorithm_not_supported',
    ],
    [
      'that wants certificates',
      { token_endpoint_auth_methods_supported: ['tls_client_auth'] },
      'auth_method_not_supported',
    ],
    ['that demands pushing without a place', { require_pushed_authorization_requests: true }, 'endpoint_missing'],
    ['without anything that is optional', { response_types_supported: null, userinfo_endpoint: null }, 'no problem'],
    ['with lists that are none', { response_types_supported: 'code', grant_types_supported: {} }, 'no problem'],
  ])('%s', async (_name, metadata, code) => {
    expect(await discovered(metadata)).toBe(code)
  })

  it.each([
    ['31: no issuer', { issuer: '' }, 'option_missing'],
    ['an issuer with a query', { issuer: `${ISSUER}?x=1` }, 'option_missing'],
    ['an issuer that is no address', { issuer: 'id.example' }, 'option_missing'],
    ['31: no client', { clientId: '' }, 'option_missing'],
    ['31: no secret', { proof: { method: 'auto', secret: '' } }, 'option_missing'],
    ['a key that is none', { proof: { method: 'private_key_jwt', key: '{}' } }, 'option_missing'],
    ['31: no scope', { scope: ' ' }, 'option_missing'],
    ['35: a scope without openid', { scope: 'openid2 profile' }, 'scope_without_openid'],
    ['33: claims from an endpoint that is not there', { claimsFrom: 'userinfo' }, 'endpoint_missing'],
    ['a form where there are none', { responseMode: 'form_post' }, 'response_mode_not_supported'],
  ] as const)('does not go together with settings with %s', async (_name, settings, code) => {
    const metadata = { userinfo_endpoint: null, response_modes_supported: ['query'] }
    expect(await discovered(metadata, settings)).toBe(code)
  })

  it.each([
    ['nothing', json('', 200), 'not_json'],
    ['a page', json('<html>', 200, 'text/html'), 'not_json'],
    ['a list', json('[]'), 'bad_response'],
    ['32: an error', json('', 404), 'bad_status'],
    ['an error of the server', json('', 503), 'bad_status'],
  ])('is not %s', async (_name, answer, code) => {
    const provider = await fakeProvider()
    provider.intercept = () => answer
    const failed = discover(settingsWith(), { outgoing: provider.outgoing, clock })
    expect(await codeOf(failed)).toBe(code)
    const status = code === 'bad_status' ? { status: String(answer.status) } : {}
    await expect(failed).rejects.toMatchObject({ detail: status })
  })

  it('has keys that can be read', async () => {
    const { provider, connection } = await loginKit()
    const answers = ['{}', '{"keys":"x"}', '{"keys":[]}', '<html>']
    const codes: string[] = []
    for (const body of answers) {
      provider.intercept = (url) => (url.endsWith('/keys') ? json(body) : null)
      codes.push(await codeOf(connection.keys.reload()))
    }
    expect(codes).toEqual(['keys_missing', 'keys_missing', 'keys_missing', 'not_json'])
  })
})

describe('d.4 H: nothing in a private network is asked', () => {
  const resolve = async (name: string) => [{ address: name === 'id.example' ? '192.0.2.1' : '10.0.0.7', family: 4 }]

  /** The provider in memory where it is public, the guarded client for everything else. */
  function guarded(memory: Outgoing): Outgoing {
    const real = createOutgoing({ allow: [], resolve })
    return {
      fetch: (url, request) => (url.startsWith(ISSUER) ? memory.fetch(url, request) : real.fetch(url, request)),
      close: () => real.close(),
    }
  }

  it.each([
    'http://127.0.0.1:1',
    'https://127.0.0.1:1',
    'https://[::1]:1',
    'https://169.254.169.254',
    'https://intern.example',
    'http://192.0.2.1',
    'https://2130706433',
  ])('as issuer: %s', async (issuer) => {
    const outgoing = createOutgoing({ allow: [], resolve })
    const settings = settingsWith({ issuer })
    const failed = discover(settings, { outgoing, clock })
    await expect(failed).rejects.toMatchObject({ code: 'refused_by_guard' })
    await outgoing.close()
  })

  it.each(['jwks_uri', 'token_endpoint', 'userinfo_endpoint'])(
    'as %s of a provider that is public',
    async (endpoint) => {
      const provider = await fakeProvider()
      provider.metadata = { [endpoint]: 'https://intern.example/x' }
      const outgoing = guarded(provider.outgoing)
      const connection = await discover(settingsWith(), { outgoing, clock })
      const wanted = { redirectUri: RETURN_ADDRESS, state: 's', wishes: {}, now: Date.now() }
      const { address, remembered } = await beginLogin(connection, wanted)
      const parameters = provider.visit(address)
      const back = finishLogin(connection, { parameters, remembered, state: 's', now: Date.now() })
      expect(await codeOf(back)).toBe('refused_by_guard')
      await outgoing.close()
    },
  )
})
