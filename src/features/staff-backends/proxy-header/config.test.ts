import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proxyHeaderSchema } from './config.ts'

const SECRET = 'only for tests, but long enough to be one'
const PLAIN = { user_header: 'Remote-User', email_header: 'Remote-Email' }
const JWT = {
  signature: 'jwt',
  token_header: 'X-Token',
  issuer: 'https://issuer.example',
  audience: 'foyer',
  jwks_url: 'https://issuer.example/keys',
}

const folder = mkdtempSync(join(tmpdir(), 'foyer-proxy-'))
beforeAll(() => {
  writeFileSync(join(folder, 'note.txt'), 'hello')
  writeFileSync(join(folder, 'keys.json'), '{"keys":[]}')
  writeFileSync(join(folder, 'other.json'), '{}')
})
afterAll(() => rmSync(folder, { recursive: true }))

function read(section: Readonly<Record<string, unknown>>, env: Record<string, string> = {}) {
  const { success, data, error } = proxyHeaderSchema({ folder, env }).safeParse(section)
  return success ? data : error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the section of a proxy', () => {
  it('names headers, in any case', () => {
    expect(read(PLAIN)).toMatchObject({
      headers: { user: 'remote-user', email: 'remote-email', name: null, groups: null },
      separator: ',',
      trustedProxies: [],
      proof: { kind: 'none' },
      secondFactorDone: false,
      logoutUrl: null,
    })
  })

  it.each([
    ['oauth2-proxy', { user: 'x-forwarded-user', groups: 'x-forwarded-groups' }],
    ['authelia', { user: 'remote-user', email: 'remote-email', name: 'remote-name', groups: 'remote-groups' }],
  ])('takes them from the preset %s', (preset, headers) => expect(read({ preset })).toMatchObject({ headers }))

  it('lets its own words win over the preset', () => {
    const section = {
      preset: 'oauth2-proxy',
      user_header: 'X-Auth-Request-User',
      logout_url: 'https://sso.example/out',
    }
    expect(read(section)).toMatchObject({
      headers: { user: 'x-auth-request-user', email: 'x-forwarded-email' },
      logoutUrl: 'https://sso.example/out',
    })
  })

  it('knows where Cloudflare Access keeps its keys', () => {
    const section = { preset: 'cloudflare-access', issuer: 'https://team.cloudflareaccess.com', audience: 'tag' }
    expect(read(section)).toMatchObject({
      proof: {
        kind: 'jwt',
        header: 'cf-access-jwt-assertion',
        key: { kind: 'url', url: 'https://team.cloudflareaccess.com/cdn-cgi/access/certs' },
        claims: { identifier: 'sub', email: 'email' },
      },
      logoutUrl: '/cdn-cgi/access/logout',
    })
  })

  it('reads secrets from the environment and keys from files', () => {
    const hmac = { ...PLAIN, signature: 'hmac', secret_env: 'PROXY_SECRET' }
    expect(read(hmac, { PROXY_SECRET: SECRET })).toMatchObject({ proof: { kind: 'hmac', secret: SECRET, maxAgeS: 60 } })
    const { jwks_url: _, ...rest } = JWT
    expect(read({ ...rest, jwks_file: 'keys.json' })).toMatchObject({
      proof: { key: { kind: 'jwks', jwks: { keys: [] } } },
    })
  })

  it.each<[Record<string, unknown>, string]>([
    [{}, 'user_header: is missing'],
    [{ user_header: 'Remote-User' }, 'email_header: is missing'],
    [{ ...PLAIN, name_header: 'Remote Name' }, 'name_header: must be the name of a header'],
    [{ ...PLAIN, trusted_proxies: ['10.0.0.0/33'] }, 'trusted_proxies.0: must be an address or a range'],
    [{ ...PLAIN, trusted_proxies: ['proxy.example'] }, 'trusted_proxies.0'],
    [{ ...PLAIN, signature: 'hmac' }, 'secret: is missing'],
    [{ ...PLAIN, signature: 'hmac', secret: 'short' }, 'secret: must have 32 characters'],
    [{ ...PLAIN, signature: 'hmac', secret_env: 'NOT_THERE' }, 'secret_env: NOT_THERE is not set'],
    [{ ...PLAIN, signature: 'md5' }, 'signature'],
    [{ ...JWT, audience: undefined }, 'audience: is missing'],
    [{ ...JWT, issuer: undefined }, 'issuer: is missing'],
    [{ ...JWT, token_header: undefined }, 'token_header: is missing'],
    [{ ...JWT, jwks_url: undefined }, 'jwks_url: give one of'],
    [{ ...JWT, secret: SECRET }, 'jwks_url: give one of'],
    [{ ...JWT, jwks_url: undefined, jwks_file: 'none.json' }, 'cannot be read (ENOENT)'],
    [{ ...JWT, jwks_url: undefined, jwks_file: 'other.json' }, 'holds no set of keys'],
    [{ ...JWT, jwks_url: undefined, jwks_file: 'note.txt' }, 'is not JSON'],
    [{ ...JWT, jwks_url: undefined, public_key_file: 'note.txt' }, 'holds no public key in PEM'],
    [{ ...PLAIN, logout_url: '//evil.example' }, 'logout_url: must be'],
    [{ ...PLAIN, logout_url: 'javascript:alert(1)' }, 'logout_url: must be'],
    [{ ...PLAIN, header: 'x' }, 'header'],
  ])('is refused with a reason: %o', (section, reason) => expect(String(read(section))).toContain(reason))
})
