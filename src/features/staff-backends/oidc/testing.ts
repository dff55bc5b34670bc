import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { createLog } from '../../../platform/observe/log.ts'
import type { Outgoing, OutgoingAnswer, OutgoingRequest } from '../../../platform/outgoing/types.ts'
import { createThrottle } from '../../../platform/throttle/throttle.ts'
import { type BackendKit, createBackendKit, type Visit } from '../testing/index.ts'
import { OidcBackend } from './oidc-backend.ts'

export const ISSUER = 'https://id.example'
export const CLIENT_ID = 'foyer'

/** What a provider in memory answers; a test spoils one thing of it. */
export interface FakeProvider {
  /** Of the next ID token; `null` leaves a claim out. */
  idToken: Record<string, unknown>
  /** Of the next userinfo answer. */
  userinfo: Record<string, unknown>
  /** Added to the description of itself. */
  metadata: Record<string, unknown>
  /** Answers an address in another way, or throws. */
  intercept: ((url: string) => OutgoingAnswer | null) | null
  /** What it was asked, in order. */
  readonly calls: { readonly url: string; readonly request: OutgoingRequest }[]
  /** Signs what the provider would sign, or with `foreign` what somebody else would. */
  sign(claims: JWTPayload, options?: { typ?: string; foreign?: boolean }): Promise<string>
  readonly outgoing: Outgoing
}

/** A provider that lives in memory, behind the client for outgoing calls. */
export async function fakeProvider(): Promise<FakeProvider> {
  const [own, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
  const provider: FakeProvider = {
    idToken: {},
    userinfo: {},
    metadata: {},
    intercept: null,
    calls: [],
    sign: (claims, { typ = 'JWT', foreign = false } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1', typ }).sign((foreign ? other : own).privateKey),
    outgoing: {
      async fetch(url, request = {}) {
        provider.calls.push({ url, request })
        const answer = provider.intercept?.(url)
        return answer ?? json(await answerTo(url))
      },
      close: async () => undefined,
    },
  }

  async function answerTo(url: string): Promise<unknown> {
    switch (new URL(url).pathname) {
      case '/.well-known/openid-configuration':
        return { ...METADATA, ...provider.metadata }
      case '/keys':
        return { keys: [jwk] }
      case '/token': {
        const claims = Object.entries(provider.idToken).filter(([, value]) => value !== null)
        return {
          access_token: 'at',
          token_type: 'Bearer',
          id_token: await provider.sign(Object.fromEntries(claims) as JWTPayload),
        }
      }
      default:
        return provider.userinfo
    }
  }
  return provider
}

const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  jwks_uri: `${ISSUER}/keys`,
  end_session_endpoint: `${ISSUER}/logout`,
  id_token_signing_alg_values_supported: ['ES256'],
  authorization_response_iss_parameter_supported: true,
}

/** An answer of a server. */
export function json(body: unknown, status = 200, type = 'application/json'): OutgoingAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers: new Headers({ 'content-type': type }), body: Buffer.from(text), text: () => text }
}

/** An hour of one provider and one backend, with ways to log in. */
export interface OidcKit {
  readonly provider: FakeProvider
  readonly kit: BackendKit
  /** Clicks, logs in at the provider, comes back. @param idToken changes of the ID token; `null` leaves a claim out */
  logIn(idToken?: Record<string, unknown>, visit?: Visit): ReturnType<BackendKit['callback']>
  /** Clicks and prepares the provider for what was asked. Answers the parameters of the request. */
  leave(visit?: Visit): Promise<URLSearchParams>
}

/** A person as the provider knows them. */
export const ANN = { sub: 'u-1', email: 'ann@company.example', email_verified: true, name: 'Ann Example' }

export async function oidcKit(
  config: Readonly<Record<string, unknown>> = {},
  options: { readonly env?: NodeJS.ProcessEnv; readonly now?: () => number } = {},
): Promise<OidcKit> {
  const provider = await fakeProvider()
  const now = options.now ?? Date.now
  const throttle = createThrottle({ log: createLog({ level: 'silent' }) })
  const backend = new OidcBackend('oidc', {
    outgoing: provider.outgoing,
    clock: { now },
    throttle,
    env: options.env ?? {},
  })
  const section = { issuer: ISSUER, client_id: CLIENT_ID, client_secret: 'shh', ...config }
  const kit = await createBackendKit(backend, { config: section, now })

  async function leave(visit: Visit = {}): Promise<URLSearchParams> {
    const { searchParams } = await kit.start(visit)
    const seconds = Math.floor(Date.now() / 1000)
    const nonce = searchParams.get('nonce')
    const times = { iat: seconds, exp: seconds + 300, auth_time: seconds }
    provider.idToken = { iss: ISSUER, aud: CLIENT_ID, nonce, ...times, ...ANN }
    provider.userinfo = { ...ANN }
    return searchParams
  }

  return {
    provider,
    kit,
    leave,
    async logIn(idToken = {}, visit = {}) {
      const sent = await leave(visit)
      Object.assign(provider.idToken, idToken)
      return kit.callback({ ...visit, query: { code: 'c', state: sent.get('state') ?? '', iss: ISSUER } })
    },
  }
}

/** Why a login did not work. */
export function reasonOf(outcome: Awaited<ReturnType<BackendKit['callback']>>): string {
  return outcome.kind === 'refused' ? outcome.reason : `not refused: ${outcome.kind}`
}
