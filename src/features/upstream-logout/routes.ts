import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import { allowEmbedding } from '../../platform/http/security-headers.ts'
import { seeOther } from '../../platform/http/see-other.ts'
import type { Platform } from '../../platform/platform.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import { BadLogoutToken } from '../../protocol/client/logout-token.ts'
import { accountsAreOn } from '../organizers/index.ts'
import { logOutBrowser, type SignIn } from '../sign-in/index.ts'
import type { SsoProvider, SsoProviders } from '../sso-providers/index.ts'
import { backChannelPath, frontChannelPath, PATHS } from './paths.ts'
import type { UpstreamLogout } from './upstream-logout.ts'

/** Logout tokens are short; in bytes. */
const FORM_LIMIT_BYTES = 16 * 1024
const text = (max: number) => z.string().max(max).catch('')
const stateQuery = z.object({ state: text(100) })
const tokenForm = z.object({ logout_token: text(FORM_LIMIT_BYTES) }).catch({ logout_token: '' })
const frameQuery = z.object({ iss: text(2000), sid: text(1000) })

interface Deps {
  readonly platform: Pick<Platform, 'throttle' | 'log'>
  readonly signIn: Pick<SignIn, 'logOut' | 'sessions'>
  readonly ssoProviders: Pick<SsoProviders, 'bySlug'>
  readonly upstreamLogout: UpstreamLogout
}

/** Pages of a logout at a provider. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function upstreamLogoutRoutes(app: FastifyInstance, deps: Deps): void {
  const { platform, upstreamLogout, signIn, ssoProviders } = deps
  const frames = platform.throttle.define('sso-logout-frame', { points: 600, windowS: 60 })
  app.register(async (scope) => {
    scope.addHook('onRequest', accountsAreOn)
    scope.get(PATHS.leave, async (request, reply) =>
      seeOther(reply, await upstreamLogout.leave(request, stateQuery.parse(request.query).state)),
    )
    scope.get(PATHS.back, async (request, reply) => {
      const goesTo = await upstreamLogout.comeBack(request, stateQuery.parse(request.query).state)
      return seeOther(reply, goesTo ?? `${request.site.base}/`)
    })

    /**
     * A browser that brings its cookie is logged out; one that does not is known by the session there. Front-Channel Logout 1.0, 2.
     * A page of its own is none of the frames that providers show: with a link anybody could log people out.
     */
    scope.get(frontChannelPath(':provider'), async (request, reply) => {
      await frames.consume(addressKey(clientAddress(request)))
      const provider = await providerOf(request, ssoProviders)
      if (!provider.settings.logout.frontChannel) throw new NotFound('front-channel logout')
      const { iss, sid } = frameQuery.parse(request.query)
      allowEmbedding(reply)
      reply.header('cache-control', 'no-store').type('text/html; charset=utf-8')
      const isFrame = request.headers['sec-fetch-dest'] !== 'document'
      if (!isFrame || (iss !== '' && iss !== provider.issuer)) return reply.code(400).send(EMPTY_PAGE)
      if (iss !== '' && sid !== '') await upstreamLogout.endBySid(request.organizer.id, provider, sid)
      else if (iss === '' && sid === '') await logOutHere(request, reply, provider)
      return reply.send(EMPTY_PAGE)
    })

    async function logOutHere(request: FastifyRequest, reply: FastifyReply, provider: SsoProvider): Promise<void> {
      const session = await request.customerSession()
      if (session && (await upstreamLogout.isOf(request.organizer.id, provider, session))) {
        await logOutBrowser(signIn, request, reply)
      }
    }
  })
}

/** What providers send from server to server. The scope has `organizerScope`; no session is looked for. */
export function upstreamLogoutServerRoutes(app: FastifyInstance, deps: Deps): void {
  const { platform, ssoProviders, upstreamLogout } = deps
  const calls = platform.throttle.define('sso-logout-call', { points: 600, windowS: 60 })
  app.register(async (scope) => {
    scope.addHook('onRequest', accountsAreOn)
    const options = { config: { answers: 'oauth', csrf: false }, bodyLimit: FORM_LIMIT_BYTES } as const
    scope.post(backChannelPath(':provider'), options, async (request, reply) => {
      await calls.consume(addressKey(clientAddress(request)))
      const provider = await providerOf(request, ssoProviders)
      reply.header('cache-control', 'no-store')
      if (!provider.settings.logout.backChannel) throw new NotFound('back-channel logout')
      const { logout_token: token } = tokenForm.parse(request.body)
      try {
        await upstreamLogout.endByToken(request.organizer.id, provider, token)
        return reply.code(200).send()
      } catch (error) {
        platform.log.warn({ err: error, provider: provider.id }, 'a logout of the provider was not carried out')
        if (!(error instanceof BadLogoutToken)) return reply.code(503).send()
        return reply.code(400).send({ error: 'invalid_request', error_description: error.message })
      }
    })
  })
}

const EMPTY_PAGE = '<!doctype html><title>Logout</title>'

async function providerOf(request: FastifyRequest, providers: Pick<SsoProviders, 'bySlug'>): Promise<SsoProvider> {
  const { provider: slug = '' } = request.params as { provider?: string }
  const provider = await providers.bySlug(request.organizer.id, slug)
  if (!provider) throw new NotFound('SSO provider')
  return provider
}
