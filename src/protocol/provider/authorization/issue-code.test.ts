import { expect, it } from 'vitest'
import { hashHandle } from '../handles.ts'
import { CHALLENGE, NOW, REDIRECT_URI, testClient, testHost, testSession } from '../testing.ts'
import { issueCode } from './issue-code.ts'

const facts = {
  session: testSession(),
  redirectUri: REDIRECT_URI,
  scope: 'openid email',
  nonce: 'n',
  codeChallenge: CHALLENGE,
  now: NOW,
}

it('stores everything the code is bound to under its hash, and the code itself nowhere', async () => {
  const host = testHost()
  const { code } = await issueCode({ ...facts, host, client: testClient() })
  expect(code).toMatch(/^[0-9a-z]{26}\.[A-Za-z0-9_-]{43}$/)
  expect(host.grants.rows.get(hashHandle(code))).toMatchObject({
    client: 'client-1',
    session: facts.session,
    redirectUri: REDIRECT_URI,
    scope: 'openid email',
    nonce: 'n',
    codeChallenge: CHALLENGE,
    issuedAt: NOW,
    codeExpiresAt: NOW + 60_000,
  })
  expect(JSON.stringify([...host.grants.rows])).not.toContain(code)
})

it('never lets a code live longer than ten minutes', async () => {
  const host = testHost()
  const { code } = await issueCode({ ...facts, host, client: testClient({ codeLifetimeS: 86_400 }) })
  expect(host.grants.explain(hashHandle(code))?.codeExpiresAt).toBe(NOW + 600_000)
})

it('never issues the same code twice', async () => {
  const host = testHost()
  for (let i = 0; i < 50; i += 1) await issueCode({ ...facts, host, client: testClient() })
  expect(host.grants.rows.size).toBe(50)
})
