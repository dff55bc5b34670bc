import { describe, expect, it } from 'vitest'
import { hashHandle } from '../handles.ts'
import { pushedRequestUri } from '../pushed-request-uri.ts'
import { authorizationParams, NOW, publicTestClient, testClient, testHost } from '../testing.ts'
import { findPushedRequest, type PushedFacts } from './find-pushed-request.ts'
import { usePushedRequest } from './use-pushed-request.ts'

const stored = authorizationParams({ nonce: 'inside', state: 'inside' })

function pushed(handle = 'handle') {
  const host = testHost()
  const request = { client: testClient().id, params: stored, dpopJkt: 'jkt', expiresAt: NOW + 60_000 }
  host.pushedRequests.push(hashHandle(handle), request)
  const params = new URLSearchParams({ client_id: 'web-app', request_uri: pushedRequestUri(handle), state: 'outside' })
  const find = async (changes: Partial<PushedFacts> = {}) =>
    findPushedRequest({ host, params, client: testClient(), now: NOW, ...changes })
  return { host, params, find }
}

it('leaves other requests alone, at once', () => {
  const facts = { host: testHost(), client: testClient(), now: NOW }
  expect(findPushedRequest({ ...facts, params: authorizationParams() })).toEqual({ pushed: null })
  const params = authorizationParams({ request_uri: 'https://app.example/request.jwt' })
  expect(findPushedRequest({ ...facts, params })).toEqual({ pushed: null })
})

it('puts the parameters that were pushed in the place of all others', async () => {
  const found = await pushed().find()
  expect(found.pushed).toEqual({ handleHash: hashHandle('handle'), dpopJkt: 'jkt' })
  expect('params' in found && found.params.toString()).toBe(stored.toString())
})

it('may be shown again until it was used', async () => {
  const { host, find } = pushed()
  await find()
  const { pushed: found } = await find()
  await usePushedRequest({ host, now: NOW, pushed: found })
  await expect(find()).rejects.toMatchObject({ reason: 'request_uri_unknown', hint: { rule: 'request_uri_used' } })
})

describe.each([
  ['of nobody', 'request_uri_unknown', { params: new URLSearchParams({ request_uri: pushedRequestUri('other') }) }],
  ['of another client', 'request_uri_of_other_client', { client: publicTestClient() }],
  ['that has expired', 'request_uri_expired', { now: NOW + 60_000 }],
] as const)('a request %s', (_what, rule, changes) => {
  it('gets an error page', async () => {
    await expect(pushed().find(changes)).rejects.toMatchObject({ reason: 'request_uri_unknown', hint: { rule } })
  })
})

it('does not expire while the person logs in', async () => {
  const { find } = pushed()
  const now = NOW + 600_000
  expect((await find({ now, reauthenticatedAfter: NOW + 59_999 })).pushed).not.toBeNull()
  await expect(find({ now, reauthenticatedAfter: NOW + 60_000 })).rejects.toThrow('has expired')
})

it('is not chosen from two', async () => {
  const { params, find } = pushed()
  params.append('request_uri', pushedRequestUri('other'))
  await expect(find({ params })).rejects.toMatchObject({ reason: 'request_uri_unknown' })
})

it('of fifty that use it up at the same time one succeeds', async () => {
  const { host, find } = pushed()
  const facts = { host, now: NOW, pushed: (await find()).pushed }
  const results = await Promise.allSettled(Array.from({ length: 50 }, async () => usePushedRequest(facts)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

it('nothing is used up where nothing was pushed', () => {
  expect(usePushedRequest({ host: testHost(), now: NOW, pushed: null })).toBeUndefined()
})
