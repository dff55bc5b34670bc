import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import { CompactSign, importJWK, type JWK } from 'jose'
import type { OrganizerId, SsoClientId } from '../../../src/core/ids.ts'
import { hashSecret, systemRandom } from '../../../src/core/random.ts'
import { type DbOptions, openDb } from '../../../src/platform/db/db.ts'
import { grantIdOf, hashHandle, newGrantId, newHandle, secretHashOf } from '../../../src/protocol/provider/handles.ts'
import type { Algorithm } from '../types.ts'
import { findGrant, findSession, insertGrant, redeemCode } from './bare-statements.ts'
import { discoveryDocument, PATHS, receiveConfig } from './config.ts'
import { publicPart } from './keys.ts'

/** The ceiling: Fastify, the statements of a flow and one signature, and no check of anything. */
export interface BareConfig {
  readonly port: number
  readonly database: DbOptions
  readonly organizer: OrganizerId
  readonly keys: readonly JWK[]
  /** By the OAuth `client_id`. */
  readonly clients: Readonly<Record<string, { readonly id: SsoClientId; readonly algorithm: Algorithm }>>
}

const { port, database, organizer, keys, clients } = await receiveConfig<BareConfig>()
const { q } = await openDb(database)
const origin = `http://127.0.0.1:${port}`
const discovery = discoveryDocument(origin)
const signers = new Map(await Promise.all(keys.map(async (key) => [key.alg, await importJWK(key)] as const)))
const app = Fastify({ logger: false })
await app.register(formbody)

function clientOf(clientId: string) {
  const client = clients[clientId]
  if (client === undefined) throw new Error(`unknown client ${clientId}`)
  return client
}

async function sign(algorithm: Algorithm, claims: object): Promise<string> {
  const key = signers.get(algorithm)
  if (key === undefined) throw new Error(`no key for ${algorithm}`)
  const header = { alg: algorithm, kid: algorithm, typ: 'JWT' }
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader(header).sign(key)
}

app.get('/.well-known/openid-configuration', async () => discovery)
app.get(PATHS.jwks, async () => ({ keys: keys.map(publicPart) }))

app.get<{ Querystring: Record<string, string> }>(PATHS.authorize, async (request, reply) => {
  const { client_id: clientId = '', redirect_uri: redirectUri = '', scope = '', state = '', nonce = '' } = request.query
  const now = Date.now()
  const idHash = hashSecret(request.headers.cookie?.slice('session='.length) ?? '')
  const session = await findSession.first(q, { organizer, idHash, now })
  if (session === undefined) return reply.code(401).send()
  const code = newHandle(newGrantId(systemRandom, now), systemRandom)
  const codeHash = hashHandle(code)
  await insertGrant.run(q, {
    id: grantIdOf(codeHash),
    organizer,
    client: clientOf(clientId).id,
    customer: session.customer_id,
    session: session.id,
    subject: session.identifier,
    scope,
    nonce,
    redirectUri,
    authAt: session.auth_at,
    amr: session.amr,
    codeHash: secretHashOf(codeHash),
    codeExpiresAt: now + 60_000,
    endsAt: now + 3_660_000,
    now,
  })
  return reply.redirect(`${redirectUri}?code=${code}&state=${state}&iss=${encodeURIComponent(origin)}`, 303)
})

app.post<{ Body: Record<string, string> }>(PATHS.token, async (request, reply) => {
  const { code = '', redirect_uri: redirectUri = '' } = request.body
  const basic = Buffer.from(request.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString()
  const clientId = basic.slice(0, basic.indexOf(':'))
  const client = clientOf(clientId)
  const now = Date.now()
  const codeHash = hashHandle(code)
  const accessToken = newHandle(grantIdOf(codeHash), systemRandom)
  const grant = await redeemCode.first(q, {
    organizer,
    client: client.id,
    redirectUri,
    id: grantIdOf(codeHash),
    codeHash: secretHashOf(codeHash),
    codeChallenge: null,
    dpopJkt: null,
    accessTokenHash: secretHashOf(hashHandle(accessToken)),
    accessTokenExpiresAt: now + 3_600_000,
    now,
  })
  if (grant === undefined) return reply.code(400).send()
  const iat = Math.floor(now / 1000)
  const claims = {
    iss: origin,
    sub: grant.subject,
    aud: clientId,
    exp: iat + 3600,
    iat,
    auth_time: Math.floor(grant.auth_at / 1000),
    nonce: grant.nonce,
    at_hash: Buffer.from(hashSecret(accessToken), 'base64url').subarray(0, 16).toString('base64url'),
    sid: grant.session_id,
    amr: [grant.amr],
  }
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: 3600,
    id_token: await sign(client.algorithm, claims),
    scope: grant.scope,
  }
})

app.get(PATHS.userinfo, async (request, reply) => {
  const token = hashHandle(request.headers.authorization?.slice('Bearer '.length) ?? '')
  const handle = { id: grantIdOf(token), accessTokenHash: secretHashOf(token) }
  const grant = await findGrant.first(q, { organizer, ...handle, now: Date.now() })
  if (grant === undefined) return reply.code(401).send()
  const parts: Record<string, string> = JSON.parse(grant.name_parts)
  return {
    sub: grant.subject,
    name: grant.name_cached,
    given_name: parts.given_name,
    family_name: parts.family_name,
    locale: grant.locale,
    updated_at: Math.floor(grant.modified_at / 1000),
    email: grant.email,
    email_verified: grant.is_verified,
  }
})

await app.listen({ port, host: '127.0.0.1' })
