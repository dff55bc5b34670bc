import { hash } from 'node:crypto'
import { UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { OutgoingFailed } from '../../platform/outgoing/errors.ts'
import { CLIENT_ID, ISSUER, json } from './testing.ts'
import { codeOf, loginKit } from './testing-login.ts'

const seconds = () => Math.floor(Date.now() / 1000)

describe('d.4 C: an ID token is verified before anybody is believed', () => {
  it.each([
    ['of another issuer', { iss: 'https://evil.example' }, 'wrong_issuer'],
    ['of the issuer with a slash more', { iss: `${ISSUER}/` }, 'wrong_issuer'],
    ['without an issuer', { iss: null }, 'wrong_issuer'],
    ['for another client', { aud: 'another-app' }, 'wrong_audience'],
    ['for nobody', { aud: null }, 'wrong_audience'],
    ['for many, made for another one', { aud: [CLIENT_ID, 'another-app'], azp: 'another-app' }, 'wrong_audience'],
    ['for many, made for nobody', { aud: [CLIENT_ID, 'another-app'] }, 'wrong_audience'],
    ['for us, made for another one', { azp: 'another-app' }, 'wrong_audience'],
    ['with another nonce', { nonce: 'n' }, 'wrong_nonce'],
    ['without a nonce', { nonce: null }, 'wrong_nonce'],
    ['that is over', { exp: seconds() - 120 }, 'expired'],
    ['without an end', { exp: null }, 'claim_missing'],
    ['with an end in words', { exp: '2099-01-01' }, 'claim_missing'],
    ['of tomorrow', { iat: seconds() + 86_400, exp: seconds() + 90_000 }, 'not_yet'],
    ['without a start', { iat: null }, 'claim_missing'],
    ['that starts tomorrow', { nbf: seconds() + 86_400 }, 'not_yet'],
    ['without a person', { sub: null }, 'claim_missing'],
    ['about a number', { sub: 7 }, 'claim_missing'],
    ['about an empty name', { sub: '' }, 'claim_missing'],
    ['about a name that is too long', { sub: 'x'.repeat(256) }, 'claim_missing'],
    ['with another access token', { at_hash: hash('sha256', 'x', 'base64url') }, 'bad_token'],
    ['with another code', { c_hash: 'AAAA' }, 'bad_token'],
    ['that says nothing of its time in numbers', { auth_time: 'now' }, 'bad_response'],
  ])('%s', async (_name, idToken, code) => {
    const { logIn, called } = await loginKit()
    expect(await codeOf(logIn({ idToken }))).toBe(code)
    expect(called('/userinfo')).toBe(0)
  })

  it('with what is good of all that', async () => {
    const { logIn } = await loginKit()
    const idToken = { aud: [CLIENT_ID, 'another-app'], azp: CLIENT_ID, nbf: seconds() - 5, iat: seconds() + 30 }
    expect(await logIn({ idToken })).toMatchObject({ issuer: ISSUER, subject: 'u-1' })
  })
})

describe('an answer in the browser', () => {
  it.each([
    ['of another provider (mix-up)', { answer: { iss: 'https://evil.example' } }, 'wrong_issuer'],
    ['that does not say whose it is', { answer: { iss: null } }, 'wrong_issuer'],
    ['to a request to another provider', { remembered: { issuer: 'https://evil.example' } }, 'wrong_issuer'],
    ['to another request', { answer: { state: 'x' } }, 'bad_response'],
    ['without a code', { answer: { code: null } }, 'bad_response'],
    ['with a code and an error', { answer: { error: 'access_denied' } }, 'denied'],
    ['with an error of another provider', { answer: { error: 'x', iss: 'https://evil.example' } }, 'wrong_issuer'],
  ])('%s is not redeemed', async (_name, changes, code) => {
    const { logIn, called } = await loginKit()
    expect(await codeOf(logIn(changes))).toBe(code)
    expect(called('/token')).toBe(0)
  })

  it('with a code of another login does not fit the verifier', async () => {
    const { logIn } = await loginKit()
    expect(await codeOf(logIn({ remembered: { verifier: 'x'.repeat(43) } }))).toBe('code_refused')
  })
})

describe('d.4 G: what a provider answers is understood, and nobody waits for ever', () => {
  it.each([
    ['access_denied', 'denied'],
    ['user_cancelled_authorize', 'denied'],
    ['login_required', 'login_required'],
    ['consent_required', 'interaction_required'],
    ['unmet_authentication_requirements', 'unmet_acr'],
    ['temporarily_unavailable', 'provider_busy'],
    ['server_error', 'provider_busy'],
    ['invalid_scope', 'provider_error'],
    ['<b>odd</b>\u0007', 'provider_error'],
  ])('%s is %s', async (error, code) => {
    const { logIn } = await loginKit()
    const failed = logIn({ answer: { code: null, error, error_description: 'because\nof that' } })
    await expect(failed).rejects.toMatchObject({ code, detail: { description: 'because of that' } })
    await expect(failed).rejects.toMatchObject({ detail: { error: error.replace('\u0007', ' ') } })
  })

  it.each([
    ['a refused client', json({ error: 'invalid_client' }, 401), 'client_refused'],
    ['a client that may not', json({ error: 'unauthorized_client' }, 400), 'client_refused'],
    [
      'a challenge',
      { ...json('', 401), headers: new Headers({ 'www-authenticate': 'Basic realm="x"' }) },
      'client_refused',
    ],
    ['39: a code that is over', json({ error: 'invalid_grant' }, 400), 'code_refused'],
    ['39: another error', json({ error: 'invalid_request', error_description: 'x' }, 400), 'token_error'],
    ['an error of the server', json({ error: 'server_error' }, 500), 'provider_busy'],
    ['a page of the server', json('<h1>', 502, 'text/html'), 'provider_busy'],
    ['too many requests', json('', 429), 'provider_busy'],
    ['a page', json('<html>', 200, 'text/html'), 'not_json'],
    ['no object', json('[]'), 'bad_response'],
    ['no JSON', json('{"access_token":"at'), 'not_json'],
    ['no ID token', json({ access_token: 'at', token_type: 'Bearer' }), 'no_id_token'],
    ['no token at all', json({}), 'no_id_token'],
    ['a token in two parts', json({ access_token: 'at', token_type: 'Bearer', id_token: 'a.b' }), 'bad_token'],
    ['an encrypted token', json({ access_token: 'at', token_type: 'Bearer', id_token: 'a.b.c.d.e' }), 'bad_token'],
    ['an odd type of token', json({ access_token: 'at', token_type: 'mac', id_token: 'a.b.c' }), 'bad_token'],
  ])('%s at the token endpoint', async (_name, answer, code) => {
    const { provider, logIn } = await loginKit()
    provider.intercept = (url) => (url.endsWith('/token') ? answer : null)
    const failed = logIn()
    expect(await codeOf(failed)).toBe(code)
    await expect(failed).rejects.toMatchObject({ message: expect.not.stringContaining('access_token') })
  })

  it.each([
    ['timeout', 'timeout'],
    ['too_large', 'too_large'],
    ['redirect', 'bad_status'],
    ['unreachable', 'unreachable'],
  ] as const)('%s on the way to the token or userinfo endpoint', async (reason, code) => {
    for (const path of ['/token', '/userinfo']) {
      const { provider, logIn } = await loginKit()
      provider.intercept = (url) => {
        if (!url.endsWith(path)) return null
        throw new OutgoingFailed(reason, ISSUER)
      }
      const isConnection = path === '/token' || code === 'timeout' || code === 'unreachable'
      expect(await codeOf(logIn())).toBe(isConnection ? code : 'userinfo_failed')
    }
  })

  it('gives every call an end and a limit', async () => {
    const { provider, logIn } = await loginKit()
    await logIn()
    expect(provider.calls.map(({ url }) => new URL(url).pathname).sort()).toEqual([
      '/.well-known/openid-configuration',
      '/keys',
      '/token',
      '/userinfo',
    ])
    for (const { request } of provider.calls) {
      expect(request.timeoutMs).toBeLessThanOrEqual(10_000)
      expect(request.maxBytes).toBeLessThanOrEqual(1_000_000)
    }
  })
})

describe('userinfo', () => {
  it.each([
    ['is about somebody else', { sub: 'u-2' }],
    ['does not say whom it is about', { sub: undefined }],
    ['is about somebody in capitals', { sub: 'U-1' }],
  ])('that %s counts for nobody', async (_name, change) => {
    const kit = await loginKit()
    kit.provider.intercept = (url) => (url.endsWith('/userinfo') ? json({ ...kit.provider.userinfo, ...change }) : null)
    expect(await codeOf(kit.logIn())).toBe('wrong_subject')
  })

  it('that is signed has to be good', async () => {
    const { provider, logIn } = await loginKit()
    const answers = {
      good: { sub: 'u-1', iss: ISSUER, aud: CLIENT_ID, nickname: 'annie' },
      'for another': { sub: 'u-1', aud: 'another-app' },
      'of another': { sub: 'u-1', iss: 'https://evil.example' },
      foreign: { sub: 'u-1' },
      unsigned: { sub: 'u-1' },
    }
    const outcomes: Record<string, string> = {}
    for (const [name, claims] of Object.entries(answers)) {
      const signed = await provider.sign(claims, { foreign: name === 'foreign' })
      const body = name === 'unsigned' ? new UnsecuredJWT(claims).encode() : signed
      provider.intercept = (url) => (url.endsWith('/userinfo') ? json(body, 200, 'application/jwt') : null)
      outcomes[name] = await codeOf(logIn().then((person) => expect(person.claims.nickname).toBe('annie')))
    }
    expect(outcomes).toEqual({
      good: 'no problem',
      'for another': 'userinfo_failed',
      'of another': 'userinfo_failed',
      foreign: 'bad_signature',
      unsigned: 'userinfo_failed',
    })
  })

  it('verifies no address but its own', async () => {
    const { provider, logIn } = await loginKit()
    provider.intercept = (url) =>
      url.endsWith('/userinfo') ? json({ sub: 'u-1', email: 'mine@evil.example', email_verified: true }) : null
    const other = await logIn({ idToken: { email: 'ann@company.example', email_verified: null } })
    expect(other.claims).toMatchObject({ email: 'ann@company.example' })
    expect(other.claims).not.toHaveProperty('email_verified')
    const own = await logIn({ idToken: { email: null, email_verified: null } })
    expect(own.claims).toMatchObject({ email: 'mine@evil.example', email_verified: true })
  })
})

describe('a login that has to be recent', () => {
  it('is proved by auth_time when max_age was sent', async () => {
    const { logIn } = await loginKit()
    const wishes = { maxAge: 60 }
    expect(await codeOf(logIn({ wishes, idToken: { auth_time: null } }))).toBe('not_fresh')
    expect(await codeOf(logIn({ wishes, idToken: { auth_time: seconds() - 600 } }))).toBe('not_fresh')
    expect(await codeOf(logIn({ wishes, idToken: { auth_time: seconds() - 30 } }))).toBe('no problem')
  })

  it('is not an older one where the provider says when it was', async () => {
    const { logIn } = await loginKit()
    expect(await codeOf(logIn({ isFresh: true, idToken: { auth_time: seconds() - 600 } }))).toBe('not_fresh')
    expect(await codeOf(logIn({ isFresh: true, idToken: { auth_time: null } }))).toBe('no problem')
  })
})
