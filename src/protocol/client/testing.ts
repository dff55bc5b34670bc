import { hash } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import type { Outgoing, OutgoingAnswer, OutgoingRequest } from '../../platform/outgoing/types.ts'
import { leftHalfHash } from '../keys/left-half-hash.ts'
import type { Claims } from './claims.ts'
import type { ClientSettings } from './types.ts'

export const ISSUER = 'https://id.example'
export const CLIENT_ID = 'foyer'

/** A person as the provider knows them. */
export const ANN = { sub: 'u-1', email: 'ann@company.example', email_verified: true, name: 'Ann Example' }

interface SignOptions {
  readonly typ?: string
  /** Signed with a key that the provider does not publish, under the name of one that it does. */
  readonly foreign?: boolean
  readonly header?: Partial<JWTHeaderParameters>
}

/** What a provider in memory answers; a test spoils one thing of it. */
export interface FakeProvider {
  /** Of the next ID token; `null` leaves a claim out. */
  idToken: Record<string, unknown>
  /** Of the next userinfo answer. */
  userinfo: Record<string, unknown>
  /** Added to the description of itself; `null` leaves a member out. */
  metadata: Record<string, unknown>
  /** Added to the answer of the token endpoint; `null` leaves a member out. */
  tokens: Record<string, unknown>
  /** The published keys. */
  keys: JWK[]
  /** Answers an address in another way, or throws. */
  intercept: ((url: string) => OutgoingAnswer | null) | null
  /** What it was asked, in order. */
  readonly calls: { readonly url: string; readonly request: OutgoingRequest }[]
  /** Signs what the provider would sign, or with `foreign` what somebody else would. */
  sign(claims: JWTPayload, options?: SignOptions): Promise<string>
  /** From now on it signs with another key, and publishes only that one. */
  rotate(kid: string): Promise<void>
  /**
   * Ann arrives with an authorization request and logs in: the next ID token and userinfo are for that. Answers the parameters with
   * which she is sent back.
   * @param now ms
   */
  visit(address: string, now?: number): { readonly code: string; readonly state: string; readonly iss: string }
  readonly outgoing: Outgoing
}

/** A provider that lives in memory, behind the client for outgoing calls; it checks PKCE. */
export async function fakeProvider(): Promise<FakeProvider> {
  let own = await generateKeyPair('ES256')
  const other = await generateKeyPair('ES256')
  let kid = 'k1'
  const challenges = new Set<string>()
  const provider: FakeProvider = {
    idToken: {},
    userinfo: {},
    metadata: {},
    tokens: {},
    keys: [await publicKey(own.publicKey, kid)],
    intercept: null,
    calls: [],
    sign: (claims, { typ = 'JWT', foreign = false, header = {} } = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid, typ, ...header })
        .sign((foreign ? other : own).privateKey),
    async rotate(name) {
      kid = name
      own = await generateKeyPair('ES256')
      provider.keys = [await publicKey(own.publicKey, kid)]
    },
    visit(address, now = Date.now()) {
      const { searchParams: sent } = new URL(address)
      challenges.add(sent.get('code_challenge') ?? '')
      const seconds = Math.floor(now / 1000)
      const times = { iat: seconds, exp: seconds + 300, auth_time: seconds }
      provider.idToken = { iss: ISSUER, aud: CLIENT_ID, nonce: sent.get('nonce'), ...times, ...ANN }
      provider.userinfo = { ...ANN }
      return { code: 'c', state: sent.get('state') ?? '', iss: ISSUER }
    },
    outgoing: {
      async fetch(url, request = {}) {
        provider.calls.push({ url, request })
        return provider.intercept?.(url) ?? answerTo(url, request)
      },
      close: async () => undefined,
    },
  }

  async function answerTo(url: string, { body = '' }: OutgoingRequest): Promise<OutgoingAnswer> {
    switch (new URL(url).pathname) {
      case '/.well-known/openid-configuration':
        return json(withoutNull({ ...METADATA, ...provider.metadata }))
      case '/keys':
        return json({ keys: provider.keys })
      case '/par':
        challenges.add(new URLSearchParams(body).get('code_challenge') ?? '')
        return json({ request_uri: 'urn:x', expires_in: 60 }, 201)
      case '/token': {
        const verifier = new URLSearchParams(body).get('code_verifier') ?? ''
        const challenge = hash('sha256', verifier, 'base64url')
        return challenges.has(challenge) ? json(await tokens()) : json({ error: 'invalid_grant' }, 400)
      }
      default:
        return json(provider.userinfo)
    }
  }

  async function tokens(): Promise<Claims> {
    const claims = withoutNull({ at_hash: leftHalfHash('at', 'ES256'), ...provider.idToken })
    const id_token = await provider.sign(claims as JWTPayload)
    return withoutNull({ access_token: 'at', token_type: 'Bearer', id_token, ...provider.tokens })
  }
  return provider
}

/** What is agreed upon with it. */
export function settingsWith(changes: Partial<ClientSettings> = {}): ClientSettings {
  return {
    issuer: ISSUER,
    clientId: CLIENT_ID,
    proof: { method: 'auto', secret: 'shh' },
    scope: 'openid profile email',
    responseMode: 'query',
    claimsFrom: 'both',
    authorizeParams: {},
    ...changes,
  }
}

/** An answer of a server. */
export function json(body: unknown, status = 200, type = 'application/json'): OutgoingAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers: new Headers({ 'content-type': type }), body: Buffer.from(text), text: () => text }
}

const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  jwks_uri: `${ISSUER}/keys`,
  end_session_endpoint: `${ISSUER}/logout`,
  response_types_supported: ['code'],
  id_token_signing_alg_values_supported: ['ES256'],
  authorization_response_iss_parameter_supported: true,
}

async function publicKey(key: CryptoKey, kid: string): Promise<JWK> {
  return { ...(await exportJWK(key)), kid, alg: 'ES256', use: 'sig' }
}

function withoutNull(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}
