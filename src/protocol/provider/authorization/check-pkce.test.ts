import { expect, it } from 'vitest'
import { authorizationParams, CHALLENGE, publicTestClient, testClient, testHost } from '../testing.ts'
import { checkPkce } from './check-pkce.ts'

const host = testHost()
const check = (challenge: string | null, method: string | null, client = testClient(), givesCode = true) => {
  const params = authorizationParams({ code_challenge: challenge, code_challenge_method: method })
  return checkPkce({ host, params, client, givesCode })
}

it('takes an S256 challenge', () => {
  expect(check(CHALLENGE, 'S256')).toEqual({ codeChallenge: CHALLENGE })
})

it('is optional for a confidential client that does not need it', () => {
  expect(check(null, null)).toEqual({ codeChallenge: null })
})

it('is needed where the client says so, and by every public client', () => {
  expect(() => check(null, null, testClient({ pkceRequired: true }))).toThrow('needs PKCE')
  expect(() => check(null, null, publicTestClient({ pkceRequired: false }))).toThrow('needs PKCE')
  expect(() => check('', null, publicTestClient())).toThrow('needs PKCE')
})

it('is needed in high security', () => {
  expect(() => check(null, null, testClient({ isHighSecurity: true }))).toThrow('needs PKCE')
  const secure = { ...host, isHighSecurity: true }
  const params = authorizationParams()
  expect(() => checkPkce({ host: secure, params, client: testClient(), givesCode: true })).toThrow('needs PKCE')
})

it('proves nothing where no code is given', () => {
  expect(check(null, null, publicTestClient(), false)).toEqual({ codeChallenge: null })
  expect(check(CHALLENGE, 'S256', publicTestClient(), false)).toEqual({ codeChallenge: null })
  expect(() => check(CHALLENGE, 'plain', publicTestClient(), false)).toThrow('code_challenge_method must be S256')
})

it.each(['plain', null, 's256', 'S512'])('refuses the method %j', (method) => {
  expect(() => check(CHALLENGE, method)).toThrow('code_challenge_method must be S256')
})

it('refuses a method without a challenge', () => {
  expect(() => check(null, 'S256')).toThrow('code_challenge is missing')
})

it.each([CHALLENGE.slice(1), `${CHALLENGE}=`, CHALLENGE.replace('-', '+'), 'x'.repeat(128)])(
  'refuses a challenge that no verifier can have (%#)',
  (challenge) => {
    expect(() => check(challenge, 'S256')).toThrow('43 characters')
  },
)
