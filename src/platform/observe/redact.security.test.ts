import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSecretKey, redact, safePath, safeText } from './redact.ts'

const SECRET = 'S3cr3t-value'

describe('secret keys', () => {
  const names = [
    'password',
    'new_password',
    'secret',
    'clientSecret',
    'client_secret',
    'token',
    'access_token',
    'id_token',
    'refreshToken',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'Set-Cookie',
    'code',
    'code_verifier',
    'csrf',
    'csrf_token',
    'link',
    'client_assertion',
  ]
  test.each(names)('%s is masked at every depth', (name) => {
    const masked = JSON.stringify(redact({ [name]: SECRET, deep: { list: [{ [name]: { inner: SECRET } }] } }))
    expect(masked).not.toContain(SECRET)
    expect(masked.match(/\[redacted\]/g)).toHaveLength(2)
  })

  test.each(['statusCode', 'organizer', 'route', 'tokens_per_second', 'linked'])('%s is not', (name) => {
    expect(isSecretKey(name)).toBe(false)
  })
})

describe('errors', () => {
  test('lose their own properties but keep type, message, code, stack and cause', () => {
    const cause = Object.assign(new TypeError('refused'), { code: 'ECONNREFUSED', config: { apiKey: SECRET } })
    const { err } = redact({ err: new Error('mail failed', { cause }) })
    expect(err).toMatchObject({
      type: 'Error',
      message: 'mail failed',
      cause: { type: 'TypeError', code: 'ECONNREFUSED' },
    })
    expect(JSON.stringify(err)).not.toContain(SECRET)
  })

  test('lose the query of addresses in message and stack', () => {
    const { err } = redact({ err: new Error(`GET https://user:${SECRET}@rp.example/cb?code=${SECRET} failed`) })
    expect(JSON.stringify(err)).not.toContain(SECRET)
    expect(err).toMatchObject({ message: 'GET https://…@rp.example/cb?… failed' })
  })

  test('survive a circle of causes', () => {
    const err = new Error('a')
    err.cause = { err }
    expect(() => JSON.stringify(redact({ err }))).not.toThrow()
  })
})

describe('safeText', () => {
  test('masks bearer secrets and JSON web tokens, and keeps ids', () => {
    const bearer = 'kS0eOCXkRkYFyf3dJ6iN9WQm2v1rT8bqzHcGxLpA5uE'
    expect(safeText(`got ${bearer}.`)).toBe('got ….')
    expect(safeText('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln x')).toBe('… x')
    expect(safeText('entry abcdefghjkmnpqrstvwxyz0123')).toBe('entry abcdefghjkmnpqrstvwxyz0123')
  })
})

describe('safePath', () => {
  test.each([
    ['/demo/account/login?next=/x&id=1', '/demo/account/login?next=…&id=…'],
    ['/a?secretvalue', '/a?…'],
    ['/a?b=1=2#code=3', '/a?b=…'],
    ['https://user:pw@shop.example/a?b=1', '/a?b=…'],
    ['', '/'],
    ['/plain', '/plain'],
  ])('%s becomes %s', (url, expected) => {
    expect(safePath(url)).toBe(expected)
  })

  test('never shows a query value and never throws', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        const shown = safePath(`${path}?a=${SECRET}${query}&${SECRET}&b=${query}${SECRET}`)
        expect(shown).not.toContain(SECRET)
        expect(shown.length).toBeLessThanOrEqual(500)
      }),
    )
  })
})
