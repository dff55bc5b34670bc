import { createHmac, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFakeOutgoing } from '../../../platform/outgoing/testing.ts'
import { inShort, NOW, PROXY, proxyKit, STRANGER } from './testing.ts'

const ISSUER = 'https://team.cloudflareaccess.com'
const KEYS = `${ISSUER}/cdn-cgi/access/certs`
const AUDIENCE = 'tag-of-the-application'
const SECRET = 'only for tests, but long enough to be one'
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString()

const folder = mkdtempSync(join(tmpdir(), 'foyer-proxy-'))
beforeAll(() => writeFileSync(join(folder, 'key.pem'), PEM))
afterAll(() => rmSync(folder, { recursive: true }))

const CLOUDFLARE = { preset: 'cloudflare-access', issuer: ISSUER, audience: AUDIENCE, trusted_proxies: [] }
const CLAIMS = { sub: 'ann-1', email: 'ann@example.org', name: 'Ann', groups: ['staff', 7, 'box office'] }

async function outgoing() {
  const fake = createFakeOutgoing()
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  fake.on(KEYS, { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ keys: [jwk] }) })
  return fake
}

async function cloudflare(settings: Record<string, unknown> = {}) {
  return proxyKit({ ...CLOUDFLARE, ...settings }, { outgoing: await outgoing() })
}

interface Signing {
  readonly key?: Parameters<SignJWT['sign']>[0]
  readonly header?: Record<string, string>
  readonly issuer?: string
  readonly audience?: string
  /** In s from now. */
  readonly expires?: number | null
}

function token(claims: JWTPayload = CLAIMS, options: Signing = {}): Promise<string> {
  const { key = privateKey, header = {}, issuer = ISSUER, audience = AUDIENCE, expires = 60 } = options
  const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header }).setIssuer(issuer)
  if (audience !== '') jwt.setAudience(audience)
  if (expires !== null) jwt.setExpirationTime(NOW / 1000 + expires)
  return jwt.sign(key)
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = (value: string) => ({ 'cf-access-jwt-assertion': value })

describe('a token of a proxy', () => {
  it('names the person, from wherever it comes when no proxy is named', async () => {
    const kit = await cloudflare({ required_groups: ['box office'] })
    expect(await kit.visit({ headers: header(await token()), peerAddress: STRANGER })).toMatchObject({
      login: { user: { email: 'ann@example.org', fullname: 'Ann', authBackendIdentifier: 'ann-1' } },
    })
    const near = await cloudflare({ trusted_proxies: ['10.0.0.0/8'] })
    expect(inShort(await near.visit({ headers: header(await token()), peerAddress: STRANGER }))).toBe('nothing')
    expect(inShort(await near.visit({ headers: header(await token()), peerAddress: PROXY }))).toBe('ann-1')
  })

  it('is all that counts: headers beside it say nothing', async () => {
    const kit = await cloudflare()
    const headers = { ...header(await token()), 'x-user': 'boss', 'x-email': 'boss@example.org', 'x-groups': 'bosses' }
    expect(inShort(await kit.visit({ headers, peerAddress: PROXY }))).toBe('ann-1')
    expect(inShort(await kit.visit({ headers: { 'x-user': 'boss' }, peerAddress: PROXY }))).toBe('nothing')
  })

  it.each<[string, () => Promise<string> | string]>([
    ['of another application', () => token(CLAIMS, { audience: 'another application' })],
    ['for nobody in particular', () => token(CLAIMS, { audience: '' })],
    ['of another issuer', () => token(CLAIMS, { issuer: 'https://evil.cloudflareaccess.com' })],
    ['that has expired', () => token(CLAIMS, { expires: -31 })],
    ['that never expires', () => token(CLAIMS, { expires: null })],
    ['that counts later', () => token({ ...CLAIMS, nbf: NOW / 1000 + 300 })],
    ['signed with another key', () => token(CLAIMS, { key: other.privateKey })],
    ['with an unknown key', () => token(CLAIMS, { header: { kid: 'k2' } })],
    ['without a signature', () => `${part({ alg: 'none' })}.${part({ ...CLAIMS, iss: ISSUER, aud: AUDIENCE })}.`],
    ['that is none', () => 'ann'],
    ['that is endless', () => 'x'.repeat(20_000)],
  ])('is dropped and noted: %s', async (_, make) => {
    const kit = await cloudflare()
    expect(inShort(await kit.visit({ headers: header(await make()), peerAddress: PROXY }))).toBe('nothing')
    expect(kit.log).toHaveLength(1)
    expect(await kit.accounts.users.findByIdentifier('ann-1')).toBeNull()
  })

  it.each([
    ['a file of a public key', { public_key_file: 'key.pem' }],
    ['the address of keys', {}],
  ])('signed with the public key as if it were a secret is dropped: %s', async (_, settings) => {
    const kit = await proxyKit({ ...CLOUDFLARE, ...settings }, { outgoing: await outgoing(), folder })
    const body = `${part({ alg: 'HS256', kid: 'k1' })}.${part({ ...CLAIMS, iss: ISSUER, aud: AUDIENCE, exp: NOW / 1000 + 60 })}`
    const forged = `${body}.${createHmac('sha256', PEM).update(body).digest('base64url')}`
    expect(inShort(await kit.visit({ headers: header(forged), peerAddress: PROXY }))).toBe('nothing')
    expect(inShort(await kit.visit({ headers: header(await token()), peerAddress: PROXY }))).toBe('ann-1')
  })

  it('may be signed with a secret; then no key of another kind counts', async () => {
    const kit = await cloudflare({ secret: SECRET })
    const secret = new TextEncoder().encode(SECRET)
    const good = await token(CLAIMS, { key: secret, header: { alg: 'HS256' } })
    expect(inShort(await kit.visit({ headers: header(good), peerAddress: PROXY }))).toBe('ann-1')
    expect(inShort(await kit.visit({ headers: header(await token()), peerAddress: PROXY }))).toBe('nothing')
  })

  it('twice, or without an email, is refused', async () => {
    const kit = await cloudflare()
    const good = await token()
    const twice = await kit.visit({ headers: { 'cf-access-jwt-assertion': [good, good] }, peerAddress: PROXY })
    expect(inShort(twice)).toContain('more than once')
    for (const claims of [{ sub: 'ann-1' }, { sub: 'ann-1', email: ['ann@example.org'] }] as JWTPayload[]) {
      expect(inShort(await kit.visit({ headers: header(await token(claims)), peerAddress: PROXY }))).toContain('email')
    }
    const nobody = await token({ email: 'ann@example.org' })
    expect(inShort(await kit.visit({ headers: header(nobody), peerAddress: PROXY }))).toContain('user name')
  })

  it('of oauth2-proxy stands behind Bearer', async () => {
    const config = { ...CLOUDFLARE, preset: 'oauth2-proxy', signature: 'jwt', jwks_url: KEYS }
    const kit = await proxyKit(config, { outgoing: await outgoing() })
    const good = await token()
    const ask = async (authorization: string) =>
      inShort(await kit.visit({ headers: { authorization }, peerAddress: PROXY }))
    expect(await ask(`Bearer ${good}`)).toBe('ann-1')
    expect(await ask(good)).toBe('nothing')
    expect(await ask(`Basic ${good}`)).toBe('nothing')
  })

  it('cannot be checked without the keys: that is no wrong token', async () => {
    const kit = await proxyKit(CLOUDFLARE, { outgoing: createFakeOutgoing() })
    expect((await kit.visit({ headers: header(await token()), peerAddress: PROXY })).kind).toBe('failed')
    const write = () => {}
    const log = { info: write, warn: write, error: write }
    await expect(kit.backend.checkHealth({ config: kit.backend.config, log })).rejects.toThrow()
    const well = await cloudflare()
    await well.backend.checkHealth({ config: well.backend.config, log })
  })
})
