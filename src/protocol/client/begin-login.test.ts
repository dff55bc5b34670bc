import { describe, expect, it } from 'vitest'
import { PROTOCOL_PARAMETERS } from './begin-login.ts'
import { ISSUER } from './testing.ts'
import { codeOf, loginKit, RETURN_ADDRESS } from './testing-login.ts'

const sentBy = async (begun: Promise<{ address: string }>) => {
  const { searchParams } = new URL((await begun).address)
  return { ...Object.fromEntries(searchParams), count: searchParams.size }
}

describe('an authorization request', () => {
  it('37: asks for a code with PKCE and nonce, whatever the provider lists', async () => {
    const { begin } = await loginKit({}, { code_challenge_methods_supported: ['plain'] })
    const { address, remembered } = await begin()
    expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
      client_id: 'foyer',
      response_type: 'code',
      redirect_uri: RETURN_ADDRESS,
      scope: 'openid profile email',
      state: 's',
      nonce: remembered.nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    expect(remembered).toMatchObject({ issuer: ISSUER, redirectUri: RETURN_ADDRESS, maxAge: null, freshSince: null })
    const other = (await begin()).remembered
    expect([other.nonce, other.verifier]).not.toEqual([remembered.nonce, remembered.verifier])
  })

  it('passes wishes on, and knows later what it asked for', async () => {
    const { begin, time } = await loginKit({ authorizeParams: { prompt: 'select_account', hd: 'uni.example' } })
    const wishes = { prompt: 'none', maxAge: 60, loginHint: 'ann', uiLocales: 'de en', acrValues: '2' }
    expect(await sentBy(begin({ wishes }))).toMatchObject({
      prompt: 'none',
      max_age: '60',
      login_hint: 'ann',
      ui_locales: 'de en',
      acr_values: '2',
      hd: 'uni.example',
    })
    expect((await begin({ wishes })).remembered).toMatchObject({ maxAge: 60, freshSince: time.now - 60_000 })
    expect(await sentBy(begin({ wishes: { prompt: '' } }))).toMatchObject({ prompt: 'select_account' })
    expect(await sentBy(begin({ isFresh: true }))).toMatchObject({ prompt: 'login', max_age: '0' })
    expect((await begin({ isFresh: true })).remembered).toMatchObject({ maxAge: null, freshSince: time.now })
    expect(await sentBy(begin({ wishes, wantsTime: true }))).toMatchObject({ max_age: '60' })
    expect(await sentBy(begin({ wantsTime: true }))).toMatchObject({ max_age: '315360000' })
    expect((await begin({ wantsTime: true })).remembered).toMatchObject({ maxAge: null, freshSince: null })
  })

  it('d.4 I: cannot be changed by added parameters', async () => {
    const evil = Object.fromEntries(
      PROTOCOL_PARAMETERS.flatMap((name) => [name, name.toUpperCase()]).map((n) => [n, 'evil']),
    )
    const { begin } = await loginKit({ authorizeParams: { ...evil, hd: 'uni.example' } })
    const sent = await sentBy(begin())
    expect(Object.values(sent)).not.toContain('evil')
    expect(sent).toMatchObject({ response_type: 'code', hd: 'uni.example', count: 9 })
  })

  it('keeps a query that the endpoint has, but nothing in it that is ours', async () => {
    const { begin } = await loginKit(
      {},
      { authorization_endpoint: `${ISSUER}/authorize?p=b2c_1&scope=evil&state=evil` },
    )
    const sent = await sentBy(begin())
    expect(sent).toMatchObject({ p: 'b2c_1', scope: 'openid profile email', state: 's', count: 9 })
  })

  it('wants a form where that is agreed on', async () => {
    const { begin } = await loginKit({ responseMode: 'form_post' })
    expect(await sentBy(begin())).toMatchObject({ response_mode: 'form_post' })
  })

  it('is pushed where the provider demands it', async () => {
    const pushed = { require_pushed_authorization_requests: true }
    const place = { pushed_authorization_request_endpoint: `${ISSUER}/par` }
    const { begin, provider, logIn } = await loginKit({}, { ...pushed, ...place })
    expect(await sentBy(begin())).toEqual({ client_id: 'foyer', request_uri: 'urn:x', count: 2 })
    expect(new URLSearchParams(provider.calls.at(-1)?.request.body).get('state')).toBe('s')
    provider.intercept = (url) => {
      if (url.endsWith('/par')) throw new TypeError('broken')
      return null
    }
    expect(await codeOf(logIn())).toBe('bad_response')
  })
})
