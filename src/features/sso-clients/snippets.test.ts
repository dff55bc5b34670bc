import { expect, test } from 'vitest'
import { clientSnippets, type SnippetClient } from './snippets.ts'

const client: SnippetClient = {
  clientId: 'abc',
  allowedScopes: ['openid', 'email', 'offline_access'],
  requirePkce: true,
  authMethod: 'client_secret_basic',
  responseTypes: ['code'],
  redirectUris: ['https://app.example/cb'],
  postLogoutRedirectUris: [],
  idTokenAlg: 'RS256',
  isHighSecurity: false,
  requirePushedAuthorizationRequests: false,
}
const issuer = 'https://tickets.example/acme'

const titles = (changes: Partial<SnippetClient>) =>
  clientSnippets({ ...client, ...changes }, issuer).map((snippet) => snippet.title)
const code = (title: string, changes: Partial<SnippetClient> = {}) =>
  clientSnippets({ ...client, ...changes }, issuer).find((snippet) => snippet.title === title)?.code ?? ''

test('every snippet has the ID and the addresses of this client, and no secret', () => {
  for (const snippet of clientSnippets(client, issuer)) {
    expect(snippet.code).toContain('abc')
    expect(snippet.code).toContain(issuer)
    expect(snippet.code).not.toMatch(/secret(: |=|', ')[^…\n]/i)
    expect(snippet.code).not.toContain('offline_access')
  }
})

test('common targets are there, and only those that can do what the client demands', () => {
  const all = ['OpenID Connect', 'WordPress', 'Discourse', 'Nextcloud', 'Apache', 'oauth2-proxy', 'Node']
  expect(titles({})).toEqual(all)
  expect(titles({ authMethod: 'none' })).toEqual(['OpenID Connect', 'Node'])
  expect(titles({ authMethod: 'private_key_jwt' })).toEqual(['OpenID Connect', 'Apache', 'Node'])
  expect(titles({ idTokenAlg: 'EdDSA' })).not.toContain('Apache')
  expect(titles({ responseTypes: ['id_token'] })).toEqual(['OpenID Connect'])
})

test.each([
  ['WordPress', 'OIDC_ENABLE_PKCE'],
  ['Discourse', 'openid_connect_use_pkce'],
  ['Apache', 'OIDCPKCEMethod S256'],
  ['oauth2-proxy', 'code_challenge_method = "S256"'],
])('%s is told to use PKCE when it is required', (title, option) => {
  expect(code(title)).toContain(option)
  expect(code(title, { requirePkce: false })).not.toContain(option)
})

test('high security shows PAR and DPoP where the software has them', () => {
  const fapi = { authMethod: 'private_key_jwt', isHighSecurity: true, idTokenAlg: 'ES256' } as const
  expect(code('Apache', fapi)).toContain('OIDCProfile FAPI20')
  for (const call of ['buildAuthorizationUrlWithPAR', 'getDPoPHandle', 'PrivateKeyJwt', "alg: 'ES256'"]) {
    expect(code('Node', fapi)).toContain(call)
  }
})

test('a public client proves nothing and has no secret to enter', () => {
  expect(code('Node', { authMethod: 'none' })).toContain('client.None()')
  expect(code('OpenID Connect', { authMethod: 'none' })).not.toContain('SECRET')
})
