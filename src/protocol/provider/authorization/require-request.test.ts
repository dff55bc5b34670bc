import { describe, expect, it } from 'vitest'
import { authorizationParams, testClient, testHost } from '../testing.ts'
import { pushedParameters } from './pushed-parameters.ts'
import { refusal } from './refusal.ts'
import { refuseRegistration } from './refuse-registration.ts'
import { requirePushedRequest } from './require-pushed-request.ts'
import { requireRequestObject } from './require-request-object.ts'

const pushed = { handleHash: 'h', dpopJkt: null }

describe('a request that was not pushed', () => {
  const host = testHost()
  const require = (client = testClient(), at = host) => requirePushedRequest({ host: at, client, pushed: null })

  it('is fine for most clients', () => {
    expect(() => require()).not.toThrow()
  })

  it('is refused where the client or the issuer wants it pushed', () => {
    expect(() => require(testClient({ requiresPushedRequests: true }))).toThrow('invalid_request')
    expect(() => require(testClient({ isHighSecurity: true }))).toThrow('invalid_request')
    expect(() => require(testClient(), { ...host, isHighSecurity: true })).toThrow('invalid_request')
  })

  it('is not what a pushed one is', () => {
    const client = testClient({ requiresPushedRequests: true, isHighSecurity: true })
    expect(() => requirePushedRequest({ host, client, pushed })).not.toThrow()
  })
})

describe('a request without a signed object', () => {
  const facts = {
    client: testClient({ requiresRequestObject: true }),
    pushed: null,
    hasObject: false,
    requestProblem: null,
  }

  it('is refused where the client signs its requests', () => {
    expect(() => requireRequestObject(facts)).toThrow('invalid_request')
    expect(() => requireRequestObject({ ...facts, client: testClient() })).not.toThrow()
  })

  it('is good when it was pushed, because it was looked at then', () => {
    expect(() => requireRequestObject({ ...facts, pushed })).not.toThrow()
    expect(() => requireRequestObject({ ...facts, hasObject: true })).not.toThrow()
  })

  it('is told what was wrong with the one that came', () => {
    const requestProblem = refusal('invalid_request_object', 'expired', 'request_object_claims')
    expect(() => requireRequestObject({ ...facts, hasObject: true, requestProblem })).toThrow(requestProblem)
  })
})

it('a client cannot describe itself in a request', () => {
  expect(() => refuseRegistration({ params: authorizationParams({ registration: '{}' }) })).toThrow(
    'registration_not_supported',
  )
  expect(() => refuseRegistration({ params: authorizationParams() })).not.toThrow()
  expect(() => refuseRegistration({ params: authorizationParams({ registration: '' }) })).not.toThrow()
})

describe('what a client pushes', () => {
  const push = (form: Record<string, string>) => pushedParameters(new URLSearchParams(form), testClient())

  it('is stored without what the client proved itself with', () => {
    const form = { client_id: 'web-app', scope: 'openid', client_secret: 's', client_assertion: 'a', x: 'y' }
    expect(push(form).toString()).toBe('client_id=web-app&scope=openid')
  })

  it('names the client also when its credentials did', () => {
    expect(push({ scope: 'openid' }).get('client_id')).toBe('web-app')
  })

  it('does not say anything by parameters without a value', () => {
    expect(push({ client_id: '', request_uri: '', scope: 'openid' }).get('client_id')).toBe('web-app')
  })

  it('keeps repeated parameters, so that they are refused', () => {
    const form = new URLSearchParams('client_id=web-app&state=a&state=b')
    expect(pushedParameters(form, testClient()).getAll('state')).toEqual(['a', 'b'])
  })

  it('is not the request of another client, nor one that is elsewhere', () => {
    expect(() => push({ client_id: 'native-app' })).toThrow('invalid_request: client_id')
    expect(() => push({ request_uri: 'urn:ietf:params:oauth:request_uri:x' })).toThrow('invalid_request: request_uri')
  })
})
