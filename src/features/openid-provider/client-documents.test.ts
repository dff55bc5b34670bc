import { beforeEach, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../core/clock.ts'
import { OutgoingFailed } from '../../platform/outgoing/errors.ts'
import { createFakeOutgoing, type FakeOutgoing } from '../../platform/outgoing/testing.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import { testClient } from '../../protocol/provider/testing.ts'
import type { ClientDocuments } from '../../protocol/provider/types.ts'
import { createClientDocuments } from './client-documents.ts'

const URI = 'https://app.example/jwks'
const key = (kid: string) => ({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid })
const keySet = (...kids: string[]) => JSON.stringify({ keys: kids.map(key) })
const byAddress = testClient({ jwks: null, jwksUri: URI })

let now: number
let outgoing: FakeOutgoing
let documents: ClientDocuments
beforeEach(() => {
  now = 1_800_000_000_000
  outgoing = createFakeOutgoing()
  documents = createClientDocuments({ outgoing, clock: { now: () => now } })
  outgoing.on(URI, keySet('one'))
})

const kids = async (fresh = false) => (await documents.keys(byAddress, fresh)).map(({ kid }) => kid)
const refusal = (work: unknown) =>
  Promise.resolve(work).then(
    () => null,
    (error: unknown) => error,
  )

test('keys by value are answered at once and a client without keys has none', () => {
  expect(documents.keys(testClient({ jwks: { keys: [key('own')] }, jwksUri: null }), true)).toEqual([key('own')])
  expect(documents.keys(testClient({ jwks: null, jwksUri: null }), false)).toEqual([])
  expect(outgoing.sent).toEqual([])
})

test('fetched keys are kept for ten minutes', async () => {
  expect(await kids()).toEqual(['one'])
  outgoing.on(URI, keySet('two'))
  now += 10 * MINUTE - 1
  expect(await kids()).toEqual(['one'])
  now += 1
  expect(await kids()).toEqual(['two'])
  expect(outgoing.sent).toHaveLength(2)
})

test('a changed key is found when none fits, but the address is not asked again within three seconds', async () => {
  await kids()
  outgoing.on(URI, keySet('one', 'two'))
  now += 3 * SECOND - 1
  expect(await kids(true)).toEqual(['one'])
  now += 1
  expect(await kids(true)).toEqual(['one', 'two'])
  expect(await kids()).toEqual(['one', 'two'])
  expect(outgoing.sent).toHaveLength(2)
})

test('parallel callers share one call', async () => {
  const all = await Promise.all([kids(), kids(true), kids(), kids(true)])
  expect(all).toEqual([['one'], ['one'], ['one'], ['one']])
  expect(outgoing.sent).toHaveLength(1)
})

test('an address that fails is left alone for three seconds, then asked again', async () => {
  outgoing.on(URI, { status: 503 })
  await expect(kids()).rejects.toMatchObject({ code: 'invalid_client' })
  outgoing.on(URI, keySet('one'))
  await expect(kids()).rejects.toMatchObject({ code: 'invalid_client' })
  expect(outgoing.sent).toHaveLength(1)
  now += 3 * SECOND
  expect(await kids()).toEqual(['one'])
})

test('known keys count on for an hour while the address is down, but never as fresh ones', async () => {
  await kids()
  outgoing.on(URI, () => {
    throw new OutgoingFailed('timeout', 'https://app.example')
  })
  now += 10 * MINUTE
  await expect(kids(true)).rejects.toMatchObject({ code: 'invalid_client' })
  expect(await kids()).toEqual(['one'])
  now += 49 * MINUTE
  expect(await kids()).toEqual(['one'])
  now += MINUTE
  await expect(kids()).rejects.toMatchObject({ code: 'invalid_client' })
})

test.each([
  '',
  'no json',
  '[]',
  '{}',
  '{"keys":[]}',
  '{"keys":[{"kty":"oct","k":"x"}]}',
  keySet(...Array(51).fill('x')),
])('an answer without usable keys is refused: %s', async (body) => {
  outgoing.on(URI, body)
  const error = await refusal(documents.keys(byAddress, false))
  expect(error).toBeInstanceOf(OAuthError)
  expect(error).toMatchObject({ code: 'invalid_client', hint: { rule: 'client_keys_unavailable', expected: URI } })
})

test('the client is not told why, staff are', async () => {
  outgoing.on(URI, () => {
    throw new OutgoingFailed('unreachable', 'https://app.example')
  })
  expect(await refusal(documents.keys(byAddress, false))).toMatchObject({
    description: 'the jwks_uri of the client does not answer with public keys',
    hint: { sent: 'https://app.example: the host does not answer' },
  })
})

test('more addresses than are kept push out the one that was used longest ago', async () => {
  await kids()
  for (let i = 0; i < 1000; i++) {
    const uri = `https://app${i}.example/jwks`
    outgoing.on(uri, keySet('x'))
    await documents.keys(testClient({ jwks: null, jwksUri: uri }), false)
  }
  const before = outgoing.sent.length
  await kids()
  expect(outgoing.sent).toHaveLength(before + 1)
})

test('a request object is fetched each time, trimmed, whatever its type says', async () => {
  const uri = 'https://app.example/request.jwt'
  outgoing.on(uri, { body: 'a.b.c\n', headers: { 'content-type': 'text/plain' } })
  expect(await documents.requestObject(uri)).toBe('a.b.c')
  expect(await documents.requestObject(uri)).toBe('a.b.c')
  expect(outgoing.sent.map(({ maxBytes }) => maxBytes)).toEqual([65_536, 65_536])
})

test('a request object that is not there is refused', async () => {
  await expect(documents.requestObject('https://gone.example/r')).rejects.toMatchObject({ code: 'invalid_request_uri' })
  outgoing.on('https://app.example/r', { status: 404, body: 'a.b.c' })
  const error = await refusal(documents.requestObject('https://app.example/r'))
  expect(error).toMatchObject({
    code: 'invalid_request_uri',
    hint: { rule: 'request_uri_unavailable', sent: 'status 404' },
  })
})
