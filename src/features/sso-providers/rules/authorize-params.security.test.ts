import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readParams, writeParams } from './authorize-params.ts'

/** Everything that a login says itself: OpenID Connect Core 3.1.2.1, RFC 7636, RFC 9101, RFC 9207. */
const OWN = [
  'response_type',
  'response_mode',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'max_age',
  'id_token_hint',
  'request',
  'request_uri',
  'client_secret',
  'client_assertion',
]

const problem = (typed: string | Record<string, string>) => {
  const read = readParams(typed)
  return 'problem' in read ? read.problem.key.replace('ssoProviders:bad.', '') : null
}

test.each(OWN)('d.4 I: the extra parameters cannot set %s', (name) => {
  for (const typed of [
    `${name}=x`,
    `a=b&${name}=x`,
    `?${name}=x`,
    `${name.toUpperCase()}=x`,
    `${encodeURIComponent(name)}=`,
  ]) {
    expect(problem(typed)).toBe('paramOwn')
  }
  expect(problem({ [name]: 'x' })).toBe('paramOwn')
})

test('nothing that is typed gets a parameter of the login in, or two of a name', () => {
  const piece = fc.oneof(
    fc.constantFrom(...OWN),
    fc.constantFrom('&', '=', '%73tate', '\n', '?', '+', ' '),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const read = readParams(pieces.join(''))
      if ('problem' in read) return
      const names = [...new URLSearchParams(writeParams(read.params)).keys()]
      expect(names.filter((name) => OWN.includes(name.toLowerCase()))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
    }),
  )
})

test('parameters are normalised', () => {
  expect(readParams(' ?hd=example.org&acr_values=a b\nprompt=select_account ')).toEqual({
    params: { hd: 'example.org', acr_values: 'a b', prompt: 'select_account' },
  })
  expect(readParams('')).toEqual({ params: {} })
  expect(problem('a=1&a=2')).toBe('paramTwice')
  expect(problem('prompt=none')).toBe('paramPrompt')
  expect(problem('=x')).toBe('paramName')
  expect(problem('a b=x')).toBe('paramName')
  expect(problem('a=%00')).toBe('invisible')
  expect(problem(Array.from({ length: 21 }, (_, index) => `a${index}=1`).join('&'))).toBe('paramsMany')
  expect(problem(`a=${'x'.repeat(2000)}`)).toBe('long')
})
