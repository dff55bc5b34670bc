import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { systemRandom } from '../../../core/random.ts'
import type { Fields } from '../rules/fields.ts'
import { NEW_PROVIDER, type ProviderDraft } from '../rules/read-input.ts'
import type { AuthMethod, SsoProviderInput } from '../types.ts'
import { NO_SECRETS, type ProofSecrets, proofOf, readProof, shownOf } from './proof.ts'

const draftWith = (authMethod: AuthMethod, issuer = 'https://id.example'): ProviderDraft => ({
  ...NEW_PROVIDER,
  issuer,
  settings: { ...NEW_PROVIDER.settings, authMethod, apple: { teamId: 'T', keyId: 'K' } },
})

async function read(method: AuthMethod, input: SsoProviderInput, before: ProofSecrets = NO_SECRETS, issuer?: string) {
  const wrong: Fields = {}
  const former = { ...before, issuer: 'https://id.example' }
  const secrets = await readProof(input, draftWith(method, issuer), former, { random: systemRandom, wrong })
  return { ...secrets, wrong: Object.values(wrong).map(({ key }) => key.replace('ssoProviders:bad.', '')) }
}

const pem = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

test('a secret that is not typed stays, a typed one takes its place', async () => {
  const before = { secret: 'the former secret', key: null }
  expect(await read('auto', {}, before)).toMatchObject({ secret: 'the former secret', wrong: [] })
  expect(await read('client_secret_post', { clientSecret: ' new one ' }, before)).toMatchObject({ secret: 'new one' })
  expect((await read('auto', { clientSecret: ' ' })).wrong).toEqual(['secretMissing'])
  expect((await read('auto', { clientSecret: 'a\nb' })).wrong).toEqual(['invisible'])
})

test('a kept secret is sent to no other provider, also where everybody may have pages on one host', async () => {
  const before = { secret: 'the former secret', key: null }
  expect((await read('auto', {}, before, 'https://evil.example')).wrong).toEqual(['secretAgain'])
  expect((await read('auto', { clientSecret: 'x' }, before, 'https://evil.example')).wrong).toEqual([])
  expect((await read('auto', {}, before, 'https://id.example/~eve')).wrong).toEqual(['secretAgain'])
  expect((await read('auto', {}, before, 'https://id.example/')).wrong).toEqual([])
})

test('what a method does not need is dropped', async () => {
  const before = { secret: 'secret', key: '{"kty":"EC"}' }
  expect(await read('none', {}, before)).toMatchObject(NO_SECRETS)
  expect(await read('auto', {}, before)).toMatchObject({ key: null })
})

test('a key for assertions is made once, and only its public part can be seen', async () => {
  const made = await read('private_key_jwt', {})
  const jwk = JSON.parse(made.key ?? '')
  expect(jwk).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', kid: expect.stringMatching(/^[\w-]{16}$/) })
  const shown = shownOf(made)
  expect(shown.publicKeys?.keys).toEqual([expect.not.objectContaining({ d: expect.anything() })])
  expect(JSON.stringify(shown)).not.toContain(jwk.d)
  expect((await read('private_key_jwt', {}, made)).key).toBe(made.key)
  expect((await read('private_key_jwt', { clientKey: made.key ?? '' })).wrong).toEqual([])
  for (const clientKey of ['no JSON', '{"kty":"EC"}', '{"kty":"EC","alg":"ES256","d":"x"}', pem('P-256')]) {
    expect((await read('private_key_jwt', { clientKey })).wrong).toEqual(['keyJwk'])
  }
})

test('Apple’s key is a file of theirs', async () => {
  const key = pem('P-256')
  const made = await read('apple', { clientKey: key })
  expect(made.wrong).toEqual([])
  expect((await read('apple', {}, made)).wrong).toEqual([])
  expect((await read('apple', {})).wrong).toEqual(['keyMissing'])
  expect((await read('apple', {}, made, 'https://evil.example')).wrong).toEqual(['keyMissing'])
  for (const clientKey of ['AuthKey', pem('P-384'), '{"kty":"EC"}']) {
    expect((await read('apple', { clientKey })).wrong).toEqual(['keyPem'])
  }
  expect(proofOf(draftWith('apple'), made)).toEqual({ method: 'apple', key: made.key, teamId: 'T', keyId: 'K' })
  expect(shownOf(made)).toEqual({ secretHint: null, publicKeys: null })
})

test('of a secret four symbols are shown, of a short one none', () => {
  expect(shownOf({ secret: '0123456789abcdef', key: null }).secretHint).toBe('cdef')
  expect(shownOf({ secret: '0123456789abcde', key: null }).secretHint).toBeNull()
})
