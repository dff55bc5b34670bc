import { SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { generateSigningKey, publicPart } from './generate-key.ts'
import { createSigner } from './signer.ts'
import type { PrivateJwk, Signer } from './types.ts'
import { readOwnIdToken } from './verify-id-token.ts'

const ISSUER = 'https://shop.example/acme'
const claims = { iss: ISSUER, sub: 'QX7PL4D', aud: 'app', exp: 1, sid: 's1' }
let key: PrivateJwk
let signer: Signer
beforeAll(async () => {
  key = await generateSigningKey('ES256')
  signer = await createSigner(key)
})
const read = (jwt: string) => readOwnIdToken(jwt, ISSUER, [publicPart(key)])

it('reads an ID token of this issuer although it has expired', async () => {
  expect(await read(await signer.sign(claims))).toEqual({ subject: 'QX7PL4D', audience: ['app'], sid: 's1' })
})

it.each(['RS256', 'EdDSA'] as const)('reads one that is signed with %s', async (alg) => {
  const other = await generateSigningKey(alg)
  const jwt = await (await createSigner(other)).sign(claims)
  expect(await readOwnIdToken(jwt, ISSUER, [publicPart(key), publicPart(other)])).toMatchObject({ subject: 'QX7PL4D' })
})

it('reads the token that a former key signed, as long as that key is published', async () => {
  const newer = publicPart(await generateSigningKey('ES256'))
  const jwt = await signer.sign(claims)
  expect(await readOwnIdToken(jwt, ISSUER, [newer, publicPart(key)])).not.toBeNull()
  expect(await readOwnIdToken(jwt, ISSUER, [newer])).toBeNull()
})

it('refuses a token of another issuer that uses the same key', async () => {
  expect(await read(await signer.sign({ ...claims, iss: 'https://shop.example/other' }))).toBeNull()
})

it('refuses a token that has no signature', async () => {
  expect(await read(new UnsecuredJWT(claims).encode())).toBeNull()
  expect(await read((await signer.sign(claims)).replace(/[^.]*$/, ''))).toBeNull()
})

it('refuses a token that a stranger signed under our key id', async () => {
  const stranger = await createSigner({ ...(await generateSigningKey('ES256')), kid: key.kid })
  expect(await read(await stranger.sign(claims))).toBeNull()
})

it('refuses a token whose claims were changed', async () => {
  const [header, , signature] = (await signer.sign(claims)).split('.')
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'OTHER' })).toString('base64url')
  expect(await read(`${header}.${changed}.${signature}`)).toBeNull()
})

it('refuses a token that is signed with the public key as a shared secret', async () => {
  const secret = new TextEncoder().encode(JSON.stringify(publicPart(key)))
  expect(
    await read(await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(secret)),
  ).toBeNull()
})

it('refuses a logout token, which is signed with the same key', async () => {
  expect(await read(await signer.sign(claims, 'logout+jwt'))).toBeNull()
})

it.each(['', '.', '..', 'a.b.c', 'eyJhbGciOiJFUzI1NiJ9..', 'x'.repeat(9000), '\u0000.\u0000.\u0000'])(
  'refuses what is no token at all (%#)',
  async (text) => {
    expect(await read(text)).toBeNull()
  },
)

it.each(['null', '[]', '1', '"text"', '{}'])('refuses the signed payload %s', async (payload) => {
  expect(await read(await signer.sign({ toJSON: () => JSON.parse(payload) }))).toBeNull()
})
