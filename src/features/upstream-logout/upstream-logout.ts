import type { FastifyRequest } from 'fastify'
import { buildEndSessionUrl } from 'openid-client'
import { TooManyRequests } from '../../core/errors.ts'
import type { OrganizerId } from '../../core/ids.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Connection } from '../../protocol/client/connection.ts'
import {
  BadLogoutToken,
  LOGOUT_TOKEN_AGE_S,
  type LoggedOut,
  readLogoutToken,
} from '../../protocol/client/logout-token.ts'
import type { CustomerIdentities } from '../customer-identities/index.ts'
import type { LoggedOutSession, SignIn } from '../sign-in/index.ts'
import type { SingleLogout } from '../single-logout/index.ts'
import type { SsoProvider, SsoProviders } from '../sso-providers/index.ts'
import { createFarewells } from './farewells.ts'
import { PATHS } from './paths.ts'
import { openIdToken } from './upstream-data.ts'

export interface UpstreamLogoutDeps {
  readonly signIn: Pick<SignIn, 'sessions'>
  readonly ssoProviders: Pick<SsoProviders, 'byId' | 'connection'>
  readonly customerIdentities: Pick<CustomerIdentities, 'byId' | 'bySubject'>
  readonly singleLogout: Pick<SingleLogout, 'useUpstream' | 'seal' | 'open' | 'addressOf'>
}

/** Logouts between the shop and the provider that vouched for somebody, in both directions. */
export interface UpstreamLogout {
  /** Where the browser with this `state` goes: to the provider, or on when that is not possible. */
  leave(request: FastifyRequest, state: string): Promise<string>
  /** Where a browser goes on that comes back from the provider; null when nothing is known of it. */
  comeBack(request: FastifyRequest, state: string): Promise<string | null>
  /**
   * Ends the sessions that a logout token is about, Back-Channel Logout 1.0. Answers how many.
   * @throws BadLogoutToken, and ProviderProblem when the keys cannot be had
   */
  endByToken(organizerId: OrganizerId, provider: SsoProvider, token: string): Promise<number>
  /** Whether this provider vouched for the session. */
  isOf(organizerId: OrganizerId, provider: SsoProvider, session: Pick<LoggedOutSession, 'identityId'>): Promise<boolean>
  /** Ends the sessions of one session there, Front-Channel Logout 1.0. Answers how many. */
  endBySid(organizerId: OrganizerId, provider: SsoProvider, sid: string): Promise<number>
}

/** This feature adds itself to `singleLogout.useUpstream`. */
export function createUpstreamLogout(platform: Platform, deps: UpstreamLogoutDeps): UpstreamLogout {
  const { clock, db, outbox, log, secrets, throttle } = platform
  const { signIn, ssoProviders, customerIdentities, singleLogout } = deps
  const farewells = createFarewells(platform)
  const tokens = throttle.define('sso-logout-token', { points: 1, windowS: 2 * LOGOUT_TOKEN_AGE_S })

  singleLogout.useUpstream(async (request, upstream, goesOn) => {
    const provider = await providerOf(request.organizer.id, upstream)
    if (!provider?.settings.logout.rpInitiated) return null
    const sealed = singleLogout.seal(request.organizer, 'onward', goesOn)
    const idToken = upstream.data === null ? null : openIdToken(secrets, upstream.data)
    const state = await farewells.keep(request.organizer.id, provider.id, { goesOn: sealed, idToken })
    return `${request.site.base}${PATHS.leave}?${new URLSearchParams({ state })}`
  })

  async function providerOf(organizerId: OrganizerId, { identityId }: NonNullable<LoggedOutSession['upstream']>) {
    const identity = await customerIdentities.byId(organizerId, identityId)
    return identity && ssoProviders.byId(organizerId, identity.providerId)
  }

  async function onward(request: FastifyRequest, sealed: string): Promise<string> {
    const goesOn = singleLogout.open(request.organizer, 'onward', sealed)
    return singleLogout.addressOf(request, goesOn ?? { path: '' })
  }

  async function connected(provider: SsoProvider | null): Promise<Connection | null> {
    if (!provider) return null
    try {
      return await ssoProviders.connection(provider)
    } catch (error) {
      log.warn({ err: error, provider: provider.id }, 'nobody could be logged out at the provider')
      return null
    }
  }

  async function end(organizerId: OrganizerId, which: Parameters<SignIn['sessions']['endUpstream']>[2]) {
    const count = await db.transaction((q) => signIn.sessions.endUpstream(q, organizerId, which))
    if (count > 0) outbox.wake()
    return count
  }

  async function endAbout(organizerId: OrganizerId, provider: SsoProvider, about: LoggedOut): Promise<number> {
    if ('sid' in about) return end(organizerId, { providerId: provider.id, sid: about.sid })
    if (provider.settings.claims.subject !== 'sub') {
      throw new BadLogoutToken('a token without sid cannot be used while the user ID is not sub')
    }
    const identity = await customerIdentities.bySubject(organizerId, provider.id, provider.issuer, about.sub)
    return identity ? end(organizerId, { identityId: identity.id }) : 0
  }

  return {
    async leave(request, state) {
      const farewell = await farewells.leave(request.organizer.id, state)
      if (!farewell) return onward(request, '')
      const connection = await connected(await ssoProviders.byId(request.organizer.id, farewell.providerId))
      if (!connection?.metadata.end_session_endpoint) return onward(request, farewell.goesOn)
      return buildEndSessionUrl(connection.client, {
        post_logout_redirect_uri: absoluteUrl(request.site, PATHS.back),
        state,
        ...(farewell.idToken !== null && { id_token_hint: farewell.idToken }),
      }).href
    },

    async comeBack(request, state) {
      const farewell = await farewells.comeBack(request.organizer.id, state)
      return farewell && onward(request, farewell.goesOn)
    },

    async endByToken(organizerId, provider, token) {
      const { metadata, keys } = await ssoProviders.connection(provider)
      const { about, jti } = await readLogoutToken(token, {
        issuer: metadata.issuer,
        clientId: provider.clientId,
        keys,
        algorithms: metadata.id_token_signing_alg_values_supported,
        now: clock.now(),
      })
      await tokens.consume(`${provider.id} ${jti}`).catch((error: unknown) => {
        throw error instanceof TooManyRequests ? new BadLogoutToken('it was used before') : error
      })
      return endAbout(organizerId, provider, about)
    },

    async isOf(organizerId, provider, { identityId }) {
      const identity = identityId === null ? null : await customerIdentities.byId(organizerId, identityId)
      return identity !== null && identity.providerId === provider.id
    },
    endBySid: (organizerId, provider, sid) => end(organizerId, { providerId: provider.id, sid }),
  }
}
