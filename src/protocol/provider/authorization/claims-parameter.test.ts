import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseClaims } from './claims-parameter.ts'

it('reads the example of OpenID Connect Core 5.5', () => {
  const text = `{
    "userinfo": {
      "given_name": {"essential": true}, "nickname": null, "email": {"essential": true},
      "picture": null, "http://example.info/claims/groups": null
    },
    "id_token": {"auth_time": {"essential": true}, "acr": {"values": ["urn:mace:incommon:iap:silver"]}}
  }`
  expect(parseClaims(text)).toEqual({
    userinfo: {
      given_name: { essential: true },
      nickname: null,
      email: { essential: true },
      picture: null,
      'http://example.info/claims/groups': null,
    },
    id_token: { auth_time: { essential: true }, acr: { values: ['urn:mace:incommon:iap:silver'] } },
  })
})

it('ignores members that it does not know, and takes one that says nothing for null', () => {
  const text = '{"transactions":[1],"userinfo":{"name":{"purpose":"fun"},"email":{"essential":false}},"id_token":null}'
  expect(parseClaims(text)).toEqual({ userinfo: { name: null, email: null }, id_token: {} })
  expect(parseClaims('{}')).toEqual({ userinfo: {}, id_token: {} })
})

it.each([
  '',
  'name',
  'null',
  '[]',
  '"text"',
  '{"userinfo":[]}',
  '{"userinfo":"name"}',
  '{"userinfo":{"name":true}}',
  '{"userinfo":{"name":["a"]}}',
  '{"userinfo":{"name":{"essential":"yes"}}}',
  '{"id_token":{"acr":{"values":"1"}}}',
  '{"id_token":{"acr":{"values":[]}}}',
  `{"id_token":{"acr":{"values":[${'1,'.repeat(60)}1]}}}`,
  `{"userinfo":{${Array.from({ length: 101 }, (_, i) => `"c${i}":null`)}}}`,
  `{"userinfo":{"name":{"value":${'['.repeat(20)}${']'.repeat(20)}}}}`,
  `${'['.repeat(4000)}${']'.repeat(4000)}`,
])('is not %s', (text) => {
  expect(parseClaims(text)).toBeNull()
})

it('gains nothing from names that mean something to JavaScript', () => {
  const claims = parseClaims('{"userinfo":{"__proto__":{"essential":true},"constructor":null},"__proto__":{"x":1}}')
  expect(Object.getPrototypeOf(claims?.userinfo)).toBe(Object.prototype)
  expect(claims?.userinfo).not.toHaveProperty('essential')
})

it('answers whatever is sent, and reads what it wrote', () => {
  const claim = fc.oneof(
    fc.constant(null),
    fc.record({ essential: fc.constant(true), value: fc.string() }, { requiredKeys: ['essential'] }),
  )
  const member = fc.dictionary(
    fc.string().filter((name) => name !== '__proto__'),
    claim,
    { maxKeys: 20, noNullPrototype: true },
  )
  fc.assert(
    fc.property(fc.record({ userinfo: member, id_token: member }), (claims) => {
      expect(parseClaims(JSON.stringify(claims))).toEqual(claims)
    }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(() => parseClaims(text)).not.toThrow()
    }),
  )
})
