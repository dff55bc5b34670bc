import { exportJWK, exportPKCS8, generateKeyPair, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { connectionFrom } from './discover.ts'
import { finishLogin } from './finish-login.ts'
import { ANN, ISSUER, settingsWith } from './testing.ts'
import { codeOf, type LoginKit, loginKit } from './testing-login.ts'
import type { TraceStep } from './types.ts'

const tokenRequest = ({ provider }: LoginKit) => {
  const call = provider.calls.findLast(({ url }) => url.endsWith('/token'))
  return { headers: call?.request.headers ?? {}, sent: new URLSearchParams(call?.request.body) }
}

describe('a person who comes back', () => {
  it('41: is known by what the provider signed, then by userinfo', async () => {
    const kit = await loginKit()
    const { provider, logIn, time } = kit
    const more = { sid: 's1', amr: ['pwd', 'mfa', 7], acr: '2', name: 'Ann of the token' }
    const person = await logIn({ idToken: { ...more, email: null, email_verified: null } })
    expect(person).toMatchObject({ issuer: ISSUER, subject: 'u-1', sid: 's1', amr: ['pwd', 'mfa'], acr: '2' })
    expect(person.authAt).toBe(Math.floor(time.now / 1000) * 1000)
    expect(person.claims).toEqual({ ...ANN, name: 'Ann of the token', amr: ['pwd', 'mfa', 7], acr: '2' })
    expect(person.userinfo).toEqual(ANN)
    expect(person.idToken.split('.')).toHaveLength(3)
    expect(tokenRequest(kit).sent.get('code_verifier')).toMatch(/^[\w-]{43}$/)
    expect(provider.calls.at(-1)?.request.headers?.authorization).toBe('Bearer at')
  })

  it('is known from where that is agreed on', async () => {
    const token = await loginKit({ claimsFrom: 'id_token' })
    expect(await token.logIn({ idToken: { name: 'Token' } })).toMatchObject({
      claims: { name: 'Token' },
      userinfo: null,
    })
    expect(token.called('/userinfo')).toBe(0)
    const userinfo = await loginKit({ claimsFrom: 'userinfo' })
    expect((await userinfo.logIn({ idToken: { nickname: 'a', name: 'Token' } })).claims).toEqual(ANN)
    const none = await loginKit({}, { userinfo_endpoint: null })
    expect(await none.logIn()).toMatchObject({ claims: ANN, userinfo: null })
  })

  it('is known without an access token, unless userinfo is needed', async () => {
    const both = await loginKit()
    both.provider.tokens = { access_token: null, token_type: null }
    expect(await both.logIn({ idToken: { at_hash: null } })).toMatchObject({ claims: ANN, userinfo: null })
    const userinfo = await loginKit({ claimsFrom: 'userinfo' })
    userinfo.provider.tokens = { access_token: null }
    expect(await codeOf(userinfo.logIn({ idToken: { at_hash: null } }))).toBe('userinfo_failed')
  })

  it('may come without a name of the key, also when there are several', async () => {
    const { provider, logIn } = await loginKit()
    const { sign } = provider
    provider.sign = (claims) => sign(claims, { header: { kid: undefined } as never })
    provider.keys = provider.keys.map(({ kid: _, ...key }) => key)
    expect(await logIn()).toMatchObject({ subject: 'u-1' })
    const { publicKey } = await generateKeyPair('ES256')
    const several = await loginKit()
    const { sign: signWith } = several.provider
    several.provider.sign = (claims) => signWith(claims, { header: { kid: undefined } as never })
    several.provider.keys = [{ ...(await exportJWK(publicKey)), kid: 'k0' }, ...several.provider.keys]
    expect(await several.logIn()).toMatchObject({ subject: 'u-1' })
  })

  it('comes in while the keys change, with many others', async () => {
    const { provider, logIn, called } = await loginKit()
    await logIn()
    await provider.rotate('k2')
    const people = await Promise.all(Array.from({ length: 20 }, () => logIn()))
    expect(people.every(({ subject }) => subject === 'u-1')).toBe(true)
    expect(called('/keys')).toBe(2)
  })

  it('comes in when another key has the same name', async () => {
    const { provider, logIn } = await loginKit()
    await logIn()
    await provider.rotate('k1')
    expect(await logIn()).toMatchObject({ subject: 'u-1' })
  })
})

describe('this client proves itself', () => {
  it.each([
    ['auto', undefined, 'basic'],
    ['auto', ['client_secret_post', 'client_secret_basic'], 'basic'],
    ['auto', ['client_secret_post'], 'post'],
    ['client_secret_post', undefined, 'post'],
    ['client_secret_basic', ['client_secret_basic'], 'basic'],
  ] as const)('with %s where %s is listed by %s', async (method, listed, way) => {
    const kit = await loginKit({ proof: { method, secret: 's+h' } }, { token_endpoint_auth_methods_supported: listed })
    await kit.logIn()
    const { headers, sent } = tokenRequest(kit)
    expect(sent.get('client_secret')).toBe(way === 'post' ? 's+h' : null)
    const basic = Buffer.from('foyer:s%2Bh').toString('base64')
    expect(headers.authorization).toBe(way === 'basic' ? `Basic ${basic}` : undefined)
  })

  it('with nothing, when it has nothing', async () => {
    const kit = await loginKit(
      { proof: { method: 'none' } },
      { token_endpoint_auth_methods_supported: ['client_secret_post'] },
    )
    await kit.logIn()
    expect(tokenRequest(kit).sent.get('client_id')).toBe('foyer')
  })

  it('with a signed assertion', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const key = JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'c1' })
    const kit = await loginKit({ proof: { method: 'private_key_jwt', key } })
    await kit.logIn()
    const assertion = tokenRequest(kit).sent.get('client_assertion') ?? ''
    const { protectedHeader } = await jwtVerify(assertion, publicKey, { issuer: 'foyer', subject: 'foyer' })
    expect(protectedHeader.kid).toBe('c1')
  })

  it('with a secret that Apple can check, and takes the name that comes beside the code', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const key = await exportPKCS8(privateKey)
    const kit = await loginKit(
      { proof: { method: 'apple', key, keyId: 'K1', teamId: 'T1' } },
      { userinfo_endpoint: null },
    )
    const user = { name: { firstName: 'Ann', lastName: 'Example' }, email: 'evil@evil.example' }
    const person = await kit.logIn({ answer: { user: JSON.stringify(user) } })
    expect(person.claims).toEqual({ ...ANN, given_name: 'Ann', family_name: 'Example' })
    for (const odd of ['', '{', '{"name":7}', '[]']) {
      expect((await kit.logIn({ answer: { user: odd } })).claims).toEqual(ANN)
    }
    const secret = tokenRequest(kit).sent.get('client_secret') ?? ''
    const rules = { issuer: 'T1', subject: 'foyer', audience: 'https://appleid.apple.com', maxTokenAge: 300 }
    expect((await jwtVerify(secret, publicKey, rules)).protectedHeader).toMatchObject({ alg: 'ES256', kid: 'K1' })
    const other = await loginKit()
    expect((await other.logIn({ answer: { user: JSON.stringify(user) } })).claims).toEqual(ANN)
  })
})

describe('a connection that was stored', () => {
  it('36: works without asking for anything that is known', async () => {
    const { provider, connection, begin, called } = await loginKit()
    await connection.keys.reload()
    const stored = JSON.parse(JSON.stringify({ metadata: connection.metadata, keys: connection.keys.known() }))
    const again = await connectionFrom(
      settingsWith(),
      { metadata: stored.metadata, readAt: 1, keys: { keys: stored.keys, at: Date.now() } },
      { outgoing: provider.outgoing, clock: { now: () => Date.now() } },
    )
    const { address, remembered } = await begin()
    const parameters = provider.visit(address)
    const back = finishLogin(again, { parameters, remembered, state: 's', now: Date.now() })
    await expect(back).resolves.toMatchObject({ subject: 'u-1' })
    expect([called('/.well-known/openid-configuration'), called('/keys'), again.readAt]).toEqual([1, 1, 1])
  })

  it('is checked against the settings of today', async () => {
    const { provider, connection } = await loginKit()
    const deps = { outgoing: provider.outgoing, clock: { now: () => Date.now() } }
    const { metadata, readAt } = connection
    const changed = connectionFrom(settingsWith({ issuer: 'https://new.example' }), { metadata, readAt }, deps)
    expect(await codeOf(changed)).toBe('issuer_mismatch')
  })
})

describe('the steps of a login', () => {
  it('are told one by one, without anything that opens something', async () => {
    const { logIn, trace, provider } = await loginKit({
      proof: { method: 'client_secret_post', secret: 'very secret' },
    })
    const steps: TraceStep[] = []
    await logIn({ trace: (step) => steps.push(step) })
    expect(trace.map(({ kind, what }) => `${kind} ${what}`)).toEqual(['call discovery', 'call keys'])
    expect(steps.map(({ what }) => what)).toEqual([
      'answer.state',
      'answer.issuer',
      'answer.error',
      'answer.code',
      'token',
      'id_token.type',
      'id_token.algorithm',
      'id_token.signature',
      'id_token.iss',
      'id_token.aud',
      'id_token.azp',
      'id_token.exp',
      'id_token.iat',
      'id_token.nonce',
      'id_token.sub',
      'id_token.at_hash',
      'userinfo',
      'userinfo.sub',
    ])
    const told = JSON.stringify([...trace, ...steps])
    const idToken = (await logIn()).idToken
    const verifier = new URLSearchParams(provider.calls.findLast(({ url }) => url.endsWith('/token'))?.request.body)
    for (const secret of ['very secret', idToken, verifier.get('code_verifier'), 'Bearer at']) {
      expect(told).not.toContain(secret)
    }
    expect(told).toContain('grant_type: authorization_code')
  })

  it('end with the one that was not passed', async () => {
    const { logIn } = await loginKit()
    const steps: TraceStep[] = []
    await codeOf(logIn({ idToken: { nonce: 'n' }, trace: (step) => steps.push(step) }))
    expect(steps.at(-1)).toMatchObject({ what: 'id_token.nonce', isGood: false, problem: 'wrong_nonce' })
  })
})
