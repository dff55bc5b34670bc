import { buildEndSessionUrl } from 'openid-client'
import type { Clock } from '../../../core/clock.ts'
import { TooManyRequests } from '../../../core/errors.ts'
import type { Outgoing } from '../../../platform/outgoing/types.ts'
import type { Limiter, Throttle } from '../../../platform/throttle/throttle.ts'
import { publicKeysOf } from '../../../protocol/client/client-key.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import { BadLogoutToken, LOGOUT_TOKEN_AGE_S, readLogoutToken } from '../../../protocol/client/logout-token.ts'
import type { AuthBackend, BackendAnswer, BackendLog, BackendLogin, BackendRequest } from '../contract.ts'
import { authorizationAddress } from './begin-login.ts'
import { handleReturn } from './callback.ts'
import { type OidcConfig, oidcConfigSchema } from './config.ts'
import { createProvider, type Provider } from './provider.ts'
import { problemInWords } from './texts.ts'

type Request = BackendRequest<OidcConfig>

interface OidcBackendDeps {
  readonly outgoing: Outgoing
  readonly clock: Clock
  readonly throttle: Throttle
  /** Where the section finds secrets that it names. */
  readonly env?: NodeJS.ProcessEnv
}

/** Login at an OpenID Connect provider: authorization code flow with PKCE. */
export class OidcBackend implements AuthBackend<OidcConfig> {
  readonly identifier: string
  readonly verboseName = 'OpenID Connect'
  readonly configSchema
  readonly #clock: Clock
  readonly #throttle: Throttle
  readonly #provider: Provider
  #logoutTokens: Limiter | null = null

  constructor(identifier: string, { outgoing, clock, throttle, env = process.env }: OidcBackendDeps) {
    this.identifier = identifier
    this.configSchema = oidcConfigSchema(env)
    this.#clock = clock
    this.#throttle = throttle
    this.#provider = createProvider({ outgoing, clock })
  }

  async beginLogin(request: Request): Promise<string> {
    const provider = await this.#known(request)
    try {
      return await authorizationAddress(provider, request, this.#clock.now())
    } catch (error) {
      throw this.#refused(request, error)
    }
  }

  handleCallback(request: Request): Promise<BackendLogin> {
    return handleReturn(request, () => this.#known(request), this.#clock.now())
  }

  /** Where the session at the provider ends, RP-Initiated Logout 1.0. */
  async logoutUrl(request: Request, data: Readonly<Record<string, unknown>>): Promise<string | null> {
    if (!request.config.rp_logout) return null
    const { client, metadata } = await this.#known(request)
    if (metadata.end_session_endpoint === undefined) return null
    return buildEndSessionUrl(client, {
      post_logout_redirect_uri: new URL('../../login?stay=1', request.callbackUrl).href,
      ...(typeof data.id_token === 'string' && { id_token_hint: data.id_token }),
    }).href
  }

  /** Back-Channel Logout 1.0. */
  async handleBackchannel(request: Request): Promise<BackendAnswer> {
    const { config, form, log } = request
    if (!config.back_channel_logout) return { status: 404 }
    try {
      const ended = await this.#endSessions(request, form.logout_token ?? '')
      log.info({ ended }, 'the provider ended sessions')
      return { status: 200 }
    } catch (error) {
      log.warn({ err: error }, 'a logout of the provider was not carried out')
      return error instanceof BadLogoutToken ? badRequest(error.message) : { status: 503 }
    }
  }

  /** The public keys of the client, for `private_key_jwt`. */
  metadata({ config }: Request): BackendAnswer {
    if (config.client_key === undefined) return { status: 404 }
    return { status: 200, type: 'application/jwk-set+json', body: JSON.stringify(publicKeysOf(config.client_key)) }
  }

  async checkHealth({ config }: { readonly config: OidcConfig; readonly log: BackendLog }): Promise<void> {
    const { metadata, keys } = await this.#provider.discover(config)
    await keys.reload()
    if (config.rp_logout && metadata.end_session_endpoint === undefined) {
      throw new Error('rp_logout = true, but the provider names no end_session_endpoint')
    }
  }

  async #known(request: Request): Promise<Connection> {
    try {
      return await this.#provider.known(request.config, request.log)
    } catch (error) {
      throw this.#refused(request, error)
    }
  }

  #refused(request: Request, error: unknown): Error {
    if (!(error instanceof ProviderProblem)) return error as Error
    request.log.warn({ err: error }, 'the identity provider cannot be used')
    return request.refuse(problemInWords(error))
  }

  /** @throws BadLogoutToken */
  async #endSessions({ config, sessions, log }: Request, token: string): Promise<number> {
    const { metadata, keys } = await this.#provider.known(config, log)
    const { about, jti } = await readLogoutToken(token, {
      issuer: metadata.issuer,
      clientId: config.client_id,
      keys,
      algorithms: metadata.id_token_signing_alg_values_supported,
      now: this.#clock.now(),
    })
    await this.#once(jti)
    if ('sid' in about) return sessions.endUpstream(about.sid)
    if (config.identifier_claim === 'sub') return sessions.endOfUser(about.sub)
    throw new BadLogoutToken('a token without sid cannot be used while identifier_claim is not "sub"')
  }

  /** Each token counts once. @throws BadLogoutToken */
  async #once(jti: string): Promise<void> {
    this.#logoutTokens ??= this.#throttle.define(`oidc logout token ${this.identifier}`, {
      points: 1,
      windowS: 2 * LOGOUT_TOKEN_AGE_S,
    })
    await this.#logoutTokens.consume(jti).catch((error: unknown) => {
      throw error instanceof TooManyRequests ? new BadLogoutToken('it was used before') : error
    })
  }
}

function badRequest(description: string): BackendAnswer {
  const body = JSON.stringify({ error: 'invalid_request', error_description: description })
  return { status: 400, type: 'application/json', body }
}
