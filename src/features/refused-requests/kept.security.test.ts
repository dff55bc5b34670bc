import { expect, test } from 'vitest'
import { OAuthError } from '../../protocol/provider/errors.ts'
import { detailOf } from './detail.ts'
import { redacted } from './redact.ts'

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl-_x'
const SECRET = 'ZtKo8Wn3hOKgqkS4a1uQ2dIuIBv0qkq9uVx5hH1sYzA'
const HANDLE = `01h8xjw2k3m4n5p6q7r8s9t0vw.${SECRET}`

test.each([
  ['a signed token', `id_token_hint was ${JWT}`, [JWT, 'eyJzdWI', 'c2lnbmF0dXJl']],
  ['a secret', SECRET, [SECRET, SECRET.slice(5)]],
  ['a code or token', HANDLE, [SECRET, SECRET.slice(5)]],
  ['a password in an address', 'https://ann:hunter22@app.example/cb', ['ann', 'hunter22']],
  [
    'a code in an address',
    'https://app.example/cb?a=b&code=short-code&state=xyz#access_token=t0k',
    ['short-code', 'xyz', 't0k'],
  ],
  ['a secret parameter', 'https://app.example/?client_secret=hunter22&API_TOKEN=abc', ['hunter22', 'abc']],
  [
    'the address of a person',
    'https://app.example/cb?mail=ann@example.org&login=Ben%40example.org, was eve@example.org',
    ['ann', 'Ben', 'eve', 'example.org'],
  ],
  ['an endless text', `x ${'y '.repeat(5000)}${SECRET}`, [SECRET]],
])('%s is not kept', (_, text, secrets) => {
  const kept = redacted(text)
  for (const secret of secrets) expect(kept).not.toContain(secret)
  expect(kept.length).toBeLessThanOrEqual(501)
})

test('what staff need is kept', () => {
  const uri = 'https://app.example/a/rather/long/path/of/many/words/that/is/no/secret/at/all/callback?shop=1'
  expect(redacted(uri)).toBe(uri)
  expect(redacted('https://ann:hunter22@app.example/cb')).toBe('https://…@app.example/cb')
  expect(redacted('client_secret_basic, client_secret_post')).toBe('client_secret_basic, client_secret_post')
  expect(redacted('urn:ietf:params:oauth:client-assertion-type:jwt-bearer')).toBe(
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  )
})

test('a secret in place of the client ID, in a value and in the description is not kept', () => {
  const hint = { rule: 'client_id_unknown', sent: SECRET, expected: JWT }
  const kept = JSON.stringify(detailOf(new OAuthError('invalid_client', `no client ${HANDLE}`, { hint }), SECRET))
  for (const secret of [SECRET, JWT, HANDLE, SECRET.slice(10)]) expect(kept).not.toContain(secret)
})

test('an endless value costs little time', () => {
  const began = performance.now()
  redacted(`//${'a'.repeat(1_000_000)}`)
  redacted('?token='.repeat(200_000))
  expect(performance.now() - began).toBeLessThan(30_000)
})
