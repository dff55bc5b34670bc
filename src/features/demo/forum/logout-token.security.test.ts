import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BadLogoutToken, createLogoutTokenReader } from './logout-token.ts'

const ISSUER = 'https://shop.example/acme'
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} }

let server: Server
let jwksUri: string
let key: CryptoKey
beforeAll(async () => {
  const pair = await generateKeyPair('ES256')
  key = pair.privateKey
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }]
  server = createServer((_request, response) => response.end(JSON.stringify({ keys })))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  jwksUri = `http://localhost:${(server.address() as AddressInfo).port}/`
})
afterAll(() => server.close())

/** A logout token that is right but for these changes; `undefined` leaves a claim out. */
async function token(changes: Record<string, unknown> = {}, header: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: ISSUER,
    aud: 'forum',
    iat: now,
    exp: now + 120,
    jti: 'j',
    sub: 'QX7PL4D',
    sid: 's',
    events: EVENTS,
  }
  return new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'logout+jwt', ...header })
    .sign(key)
}

const read = (text: string) => createLogoutTokenReader({ issuer: ISSUER, clientId: 'forum', jwksUri })(text)

test('tells which login ended, or which person', async () => {
  expect(await read(await token())).toEqual({ sid: 's', sub: 'QX7PL4D' })
  expect(await read(await token({ sid: undefined }))).toEqual({ sid: null, sub: 'QX7PL4D' })
  expect(await read(await token({ sub: undefined }))).toEqual({ sid: 's', sub: null })
})

test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
  ['another issuer', { iss: 'https://shop.example/other' }],
  ['another app', { aud: 'shop' }],
  ['too old', { exp: 1_000_000 }],
  ['without an end', { exp: undefined }],
  ['without jti', { jti: undefined }],
  ['without the event', { events: {} }],
  ['with another kind of events', { events: 'http://schemas.openid.net/event/backchannel-logout' }],
  ['with a nonce, as ID tokens have', { nonce: 'n' }],
  ['about nobody', { sid: undefined, sub: undefined }],
  ['an ID token', {}, { typ: 'JWT' }],
  ['by an unknown key', {}, { kid: 'two' }],
])('refuses one %s', async (_name, changes, header) => {
  await expect(read(await token(changes, header))).rejects.toThrow(BadLogoutToken)
})

test('a shop that does not answer says nothing about the token', async () => {
  const unreachable = createLogoutTokenReader({ issuer: ISSUER, clientId: 'forum', jwksUri: 'http://localhost:1/' })
  await expect(unreachable(await token())).rejects.not.toThrow(BadLogoutToken)
})
