import { describe, expect, it } from 'vitest'
import { AuthorizationPageError } from '../errors.ts'
import { authorizationParams, ISSUER, NOW, REDIRECT_URI, testHost, testSession } from '../testing.ts'
import { authorize } from './index.ts'
import type { AuthorizationRequest } from './types.ts'

const request = (params: URLSearchParams, changes: Partial<AuthorizationRequest> = {}): AuthorizationRequest => ({
  host: testHost(),
  params,
  session: testSession(),
  now: NOW,
  ...changes,
})

async function redirectFor(params: URLSearchParams, changes: Partial<AuthorizationRequest> = {}): Promise<URL> {
  const outcome = await authorize(request(params, changes))
  if (outcome.kind !== 'redirect') throw new Error(`expected a redirect, got ${outcome.kind}`)
  return new URL(outcome.location)
}

describe('with a session', () => {
  it('answers at once with code, state and issuer and nothing else', async () => {
    const location = await redirectFor(authorizationParams())
    expect(location.origin + location.pathname).toBe(REDIRECT_URI)
    expect([...location.searchParams.keys()]).toEqual(['code', 'state', 'iss'])
    expect(location.searchParams.get('state')).toBe('af0ifjsldkj')
    expect(location.searchParams.get('iss')).toBe(ISSUER)
    expect(location.hash).toBe('')
  })

  it('does not mind parameters it does not know or does not need', async () => {
    const extras = {
      extra: 'foobar',
      display: 'popup',
      acr_values: '1 2',
      claims_locales: 'se',
      ui_locales: 'se',
      login_hint: 'buffy@example.org',
      claims: '{"userinfo":{"name":{"essential":true}}}',
      resource: 'https://api.example',
    }
    expect((await redirectFor(authorizationParams(extras))).searchParams.has('code')).toBe(true)
  })

  it('answers with a code when prompt=login was followed by a login', async () => {
    const changes = { reauthenticatedAfter: NOW - 5000, session: testSession({ authTime: NOW - 1000 }) }
    expect((await redirectFor(authorizationParams({ prompt: 'login' }), changes)).searchParams.has('code')).toBe(true)
  })
})

describe('without a session', () => {
  it('asks the host for a login and hands on what helps to draw it', async () => {
    const params = authorizationParams({ login_hint: 'ada@example.org', ui_locales: 'de' })
    expect(await authorize(request(params, { session: null }))).toMatchObject({
      kind: 'login',
      reason: 'no_session',
      client: { clientId: 'web-app' },
      loginHint: 'ada@example.org',
      uiLocales: ['de'],
    })
  })

  it('issues nothing before the login', async () => {
    const host = testHost()
    await authorize(request(authorizationParams(), { host, session: null }))
    expect(host.grants.rows.size).toBe(0)
  })

  it('checks the request before it asks anybody to log in', async () => {
    const location = await redirectFor(authorizationParams({ scope: 'email' }), { session: null })
    expect(location.searchParams.get('error')).toBe('invalid_scope')
  })
})

describe('a refusal', () => {
  it('goes to the client with error, description, state and issuer and nothing else', async () => {
    const location = await redirectFor(authorizationParams({ prompt: 'none' }), { session: null })
    expect([...location.searchParams.keys()]).toEqual(['error', 'error_description', 'state', 'iss'])
    expect(location.searchParams.get('error')).toBe('login_required')
    expect(location.searchParams.get('state')).toBe('af0ifjsldkj')
  })

  it('names its word for the log', async () => {
    const outcome = await authorize(request(authorizationParams({ response_type: null })))
    expect(outcome).toMatchObject({ kind: 'redirect', error: { code: 'invalid_request' } })
  })

  it.each([{ client_id: 'nobody' }, { redirect_uri: 'https://evil.example/' }, { redirect_uri: null }])(
    'never leaves our pages when it is not clear whom to trust: %j',
    async (changes) => {
      await expect(authorize(request(authorizationParams(changes)))).rejects.toBeInstanceOf(AuthorizationPageError)
    },
  )

  it('is not invented for a failure of the host', async () => {
    const host = testHost()
    host.grants.issue = () => {
      throw new Error('disk full')
    }
    await expect(authorize(request(authorizationParams(), { host }))).rejects.toThrow('disk full')
  })
})
