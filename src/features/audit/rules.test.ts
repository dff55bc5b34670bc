import { expect, it } from 'vitest'
import { changedFields, maskSecrets } from './rules.ts'

it('masks whatever speaks of a secret, at any depth, and nothing else', () => {
  const masked = maskSecrets({
    email: 'a@b.example',
    password: 'x',
    nested: { client_secret: 'y', list: [{ api_key: 'z', name: 'n' }] },
    secret_hash: null,
    access_token: 't',
    id_token_alg: 'RS256',
    token_endpoint_auth_method: 'none',
    customer_accounts_password_min_length: 12,
  })
  expect(masked).toEqual({
    email: 'a@b.example',
    password: '********',
    nested: { client_secret: '********', list: [{ api_key: '********', name: 'n' }] },
    secret_hash: null,
    access_token: '********',
    id_token_alg: 'RS256',
    token_endpoint_auth_method: 'none',
    customer_accounts_password_min_length: 12,
  })
})

it('tells what changed, with nothing the same', () => {
  expect(changedFields({ a: 1, b: [1], c: null, d: 'x' }, { a: 2, b: [1], c: null, d: null })).toEqual({
    before: { a: 1, d: 'x' },
    after: { a: 2, d: null },
  })
})
