import { ENDPOINTS } from '../../../src/protocol/provider/endpoints.ts'
import { CHALLENGE, REDIRECT_URI } from '../provider.ts'
import type { FuzzRequest, Pairs } from './request.ts'
import type { FuzzWorld, Material } from './world.ts'

/** A good request to each endpoint, several to those that do several things. */
export function goodRequests({ client }: FuzzWorld, material: Material): readonly FuzzRequest[] {
  const { cookie, accessToken, boundToken, proof, idToken, pushed, registered, consent } = material
  const own = { client_id: client.clientId, client_secret: client.secret }
  const basic = `Basic ${Buffer.from(`${client.clientId}:${client.secret}`).toString('base64')}`
  const asked = {
    client_id: client.clientId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    scope: 'openid profile email phone offline_access',
    state: 'state-1',
    nonce: 'nonce-1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  }
  const more = {
    prompt: 'login consent',
    max_age: '3600',
    claims: '{"userinfo":{"name":{"essential":true}},"id_token":{"acr":{"values":["1","2"]}}}',
    id_token_hint: idToken,
    login_hint: 'ann@example.org',
    ui_locales: 'de en',
    acr_values: '1 2',
    display: 'popup',
  }
  const assertion = {
    client_assertion: material.assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  }
  const redeemed = { grant_type: 'authorization_code', code: material.code, redirect_uri: REDIRECT_URI }
  const refreshed = { grant_type: 'refresh_token', refresh_token: material.refreshToken, scope: 'openid' }
  const farewell = {
    id_token_hint: idToken,
    post_logout_redirect_uri: 'https://app.example/bye',
    state: 's',
    client_id: client.clientId,
  }
  const metadata = {
    ...registered.metadata,
    grant_types: ['authorization_code'],
    response_types: ['code'],
    contacts: ['a@example.org'],
    jwks: { keys: [] },
    default_max_age: 60,
    logo_uri: 'https://app.example/logo.png',
  }
  const get = (endpoint: string, query: object, headers = {}) => request('GET', `/acme${endpoint}`, { query, headers })
  const post = (endpoint: string, form: object, headers = {}) => request('POST', `/acme${endpoint}`, { form, headers })
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  return [
    get(ENDPOINTS.authorization, asked, { cookie }),
    get(ENDPOINTS.authorization, asked),
    get(ENDPOINTS.authorization, { ...asked, ...more }, { cookie }),
    get(
      ENDPOINTS.authorization,
      { ...asked, response_type: 'code id_token token', response_mode: 'form_post' },
      { cookie },
    ),
    get(ENDPOINTS.authorization, { ...asked, request: material.requestObject }, { cookie }),
    get(ENDPOINTS.authorization, Object.fromEntries(pushed.searchParams), { cookie }),
    post(ENDPOINTS.authorization, { ...asked, ...more }),
    post(ENDPOINTS.token, { ...own, ...redeemed }),
    post(ENDPOINTS.token, redeemed, { authorization: basic }),
    post(ENDPOINTS.token, { ...redeemed, ...assertion }),
    post(ENDPOINTS.token, { ...own, ...refreshed }),
    post(ENDPOINTS.token, { ...own, ...refreshed }, { dpop: proof }),
    get(ENDPOINTS.userinfo, {}, bearer(accessToken)),
    get(ENDPOINTS.userinfo, {}, { authorization: `DPoP ${boundToken}`, dpop: proof }),
    post(ENDPOINTS.userinfo, { access_token: accessToken }),
    post(ENDPOINTS.revocation, { ...own, token: 'x.y', token_type_hint: 'refresh_token' }),
    post(ENDPOINTS.introspection, { ...own, token: accessToken, token_type_hint: 'access_token' }),
    post(ENDPOINTS.pushedAuthorization, { ...own, ...asked, ...more }),
    post(ENDPOINTS.pushedAuthorization, { ...asked, request: material.requestObject }, { authorization: basic }),
    get(ENDPOINTS.endSession, farewell, { cookie }),
    post(ENDPOINTS.endSession, farewell),
    get(ENDPOINTS.checkSession, { client_id: client.clientId }),
    get(ENDPOINTS.keys, {}, { 'if-none-match': '"x"' }),
    get(ENDPOINTS.discovery, {}),
    request('GET', '/.well-known/oauth-authorization-server/acme', {}),
    request('POST', `/acme${ENDPOINTS.registration}`, { json: metadata, headers: bearer(material.initialToken) }),
    request('GET', registered.path, { headers: bearer(registered.token) }),
    request('PUT', registered.path, { json: metadata, headers: bearer(registered.token) }),
    request('GET', consent.path.pathname, {
      query: Object.fromEntries(consent.path.searchParams),
      headers: { cookie },
    }),
    request('POST', consent.path.pathname, { form: { ...consent.form, decision: 'allowed' }, headers: { cookie } }),
    request('GET', '/acme/account/apps', { headers: { cookie } }),
  ]
}

interface Parts {
  readonly query?: object
  readonly form?: object
  readonly json?: unknown
  readonly headers?: Record<string, string>
}

function request(method: string, path: string, { query = {}, form, json, headers = {} }: Parts): FuzzRequest {
  const pairs = (values: object): Pairs => Object.entries(values).map(([name, value]) => [name, String(value)])
  return {
    name: `${method} ${path}`,
    method,
    path,
    query: pairs(query),
    form: form ? pairs(form) : null,
    ...(json !== undefined && { json }),
    headers,
  }
}
