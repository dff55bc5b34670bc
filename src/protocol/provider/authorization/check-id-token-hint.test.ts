import { expect, it } from 'vitest'
import { authorizationParams, ISSUER, testClient, testHost } from '../testing.ts'
import { checkIdTokenHint } from './check-id-token-hint.ts'

const client = testClient()
const claims = { iss: ISSUER, sub: 'QX7PL4D', aud: 'web-app', exp: 1 }

async function check(claimsOfHint: object, host = testHost()) {
  const jwt = await (await host.keys.signer('ES256')).sign(claimsOfHint)
  return checkIdTokenHint({ params: authorizationParams({ id_token_hint: jwt }), host, client })
}

it('knows no hinted subject without a hint', () => {
  expect(checkIdTokenHint({ params: authorizationParams(), host: testHost(), client })).toEqual({ hintedSubject: null })
})

it('reads the subject of an ID token that was issued to the client, also when it has expired', async () => {
  expect(await check(claims)).toEqual({ hintedSubject: 'QX7PL4D' })
  expect(await check({ ...claims, aud: ['other', 'web-app'] })).toEqual({ hintedSubject: 'QX7PL4D' })
})

it('refuses the ID token of another client or issuer', async () => {
  await expect(check({ ...claims, aud: 'other' })).rejects.toThrow('invalid_request: id_token_hint')
  await expect(check({ ...claims, iss: 'https://evil.example' })).rejects.toThrow('invalid_request: id_token_hint')
})

it('refuses what is no ID token', async () => {
  const params = authorizationParams({ id_token_hint: 'nonsense' })
  await expect(checkIdTokenHint({ params, host: testHost(), client })).rejects.toThrow('id_token_hint')
})

it('tells staff whose token it was', async () => {
  await expect(check({ ...claims, aud: 'other' })).rejects.toMatchObject({
    hint: { rule: 'id_token_hint', expected: `an ID token of ${ISSUER} for web-app`, sent: 'other' },
  })
})
