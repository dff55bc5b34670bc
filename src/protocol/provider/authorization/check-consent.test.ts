import { describe, expect, it } from 'vitest'
import { testClient, testHost, testSession } from '../testing.ts'
import type { Consent } from '../types.ts'
import { type ConsentFacts, checkConsent } from './check-consent.ts'

const session = testSession()
const hostWith = (consent: Consent | null) => {
  const host = testHost()
  if (consent) host.consents.given.set(`${session.accountId} client-1`, consent)
  return host
}
const facts = (changes: Partial<ConsentFacts>): ConsentFacts => ({
  host: testHost(),
  client: testClient({ consent: 'once' }),
  session,
  prompts: [],
  scope: 'openid email',
  singleClaims: [],
  ...changes,
})
const check = async (changes: Partial<ConsentFacts>) => checkConsent(facts(changes))
const isAsked = async (changes: Partial<ConsentFacts>) => (await check(changes)).question !== null

describe('an app that the organizer trusts', () => {
  const client = testClient({ consent: 'never' })

  it('is answered at once, without a look at what is stored', () => {
    expect(checkConsent(facts({ client }))).toEqual({ question: null })
    expect(checkConsent(facts({ client, scope: 'openid offline_access' }))).toEqual({ question: null })
  })

  it('asks when it wishes to', async () => {
    expect(await isAsked({ client, prompts: ['login', 'consent'] })).toBe(true)
  })
})

describe('an app that asks once', () => {
  it('asks for everything that it would get', async () => {
    const { question } = await check({ singleClaims: ['name'] })
    expect(question).toMatchObject({ kind: 'consent', scopes: ['openid', 'email'], claims: ['name'] })
    expect(question?.client.clientId).toBe('web-app')
  })

  it('does not ask again for the same or less', async () => {
    const host = hostWith({ scopes: ['openid', 'email', 'profile'], claims: ['phone_number'] })
    expect(await isAsked({ host })).toBe(false)
    expect(await isAsked({ host, singleClaims: ['phone_number', 'nickname'] })).toBe(false)
  })

  it.each([
    { scope: 'openid email phone' },
    { scope: 'openid email offline_access' },
    { singleClaims: ['address'] },
    { prompts: ['consent'] as const },
  ])('asks again for more: %j', async (changes) => {
    const host = hostWith({ scopes: ['openid', 'email'], claims: ['name'] })
    expect(await isAsked({ host, ...changes })).toBe(true)
  })

  it('does not take a claim for the scope of the same name', async () => {
    const host = hostWith({ scopes: ['openid'], claims: ['email', 'profile', 'address'] })
    expect(await isAsked({ host, scope: 'openid email' })).toBe(true)
    expect(await isAsked({ host, scope: 'openid profile' })).toBe(true)
    expect(await isAsked({ host, scope: 'openid', singleClaims: ['email'] })).toBe(false)
  })
})

it('an app that asks always asks although all is allowed', async () => {
  const host = hostWith({ scopes: ['openid', 'email'], claims: [] })
  expect(await isAsked({ host, client: testClient({ consent: 'always' }) })).toBe(true)
})

describe('the answer of the person', () => {
  it.each(['never', 'once', 'always'] as const)('counts for an app that asks %s', async (consent) => {
    const client = testClient({ consent })
    expect(checkConsent(facts({ client, decision: 'allowed', prompts: ['consent'] }))).toEqual({ question: null })
    expect(() => checkConsent(facts({ client, decision: 'denied' }))).toThrow('access_denied')
  })
})

describe('prompt=none', () => {
  const prompts = ['none'] as const

  it('is refused where the person would have to be asked', async () => {
    await expect(check({ prompts })).rejects.toThrow('consent_required')
    await expect(check({ prompts, client: testClient({ consent: 'always' }) })).rejects.toThrow('consent_required')
  })

  it('is answered where the person agreed before', async () => {
    const host = hostWith({ scopes: ['openid', 'email', 'offline_access'], claims: [] })
    expect(await check({ host, prompts, scope: 'openid offline_access' })).toEqual({ question: null })
    expect(await check({ prompts, client: testClient() })).toEqual({ question: null })
  })

  it('gives no offline access that the person never agreed to, and the rest all the same', async () => {
    const host = hostWith({ scopes: ['openid', 'email'], claims: [] })
    expect(await check({ host, prompts, scope: 'openid email offline_access' })).toEqual({
      question: null,
      scope: 'openid email',
    })
  })
})
