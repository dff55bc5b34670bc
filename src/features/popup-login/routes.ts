import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomReadable } from '../../core/random.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import { withNext } from '../../platform/http/next-path.ts'
import { seeOther } from '../../platform/http/see-other.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderPage } from '../../ui/render.ts'
import { accountsAreOn, shopFrame } from '../organizers/index.ts'
import { clearPopupSecret, hasPopup, popupSecret, setPopupSecret } from './cookies.ts'
import { isChallenge, isVerifier, readPopupQuery, readRedemption } from './forms.ts'
import { isAllowedOrigin } from './origins.ts'
import { ContinuePage, HandOverPage, ProblemPage } from './pages/popup.tsx'
import type { PopupLogin } from './popup-login.ts'

export interface PopupLoginRouteDeps {
  readonly platform: Pick<Platform, 'config' | 'throttle' | 'random'>
  readonly popupLogin: PopupLogin
}

/**
 * The popup of a checkout in a frame. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. While a browser has a
 * popup open, pages keep their link to the window that opened them.
 */
export function popupLoginRoutes(app: FastifyInstance, { platform, popupLogin }: PopupLoginRouteDeps): void {
  const { config, random } = platform
  const opened = platform.throttle.define('popup-login', { points: 60, windowS: 60 })

  app.addHook('onRequest', (request, reply, done) => {
    if (hasPopup(request)) reply.header('cross-origin-opener-policy', 'unsafe-none')
    done()
  })

  app.register(async (scope) => {
    scope.addHook('onRequest', accountsAreOn)
    scope.get('/account/popup', async (request, reply) => {
      const { organizer, site } = request
      reply.header('cross-origin-opener-policy', 'unsafe-none')
      const asked = readPopupQuery(request.query)
      if (!isAllowedOrigin(asked.origin, organizer, config.url)) return showRefused(request, reply, asked.origin)
      const isS256 = asked.code_challenge_method === 'S256' && isChallenge(asked.code_challenge)
      if (!isS256 || asked.cart === '') return showRefused(request, reply, null)
      await opened.consume(clientAddress(request))
      const secret = await popupLogin.open(organizer.id, { ...asked, challenge: asked.code_challenge })
      const name = randomReadable(random, 10)
      setPopupSecret(request, reply, name, secret)
      const path = `/account/popup/${name}`
      const door = /^[a-z0-9-]{2,40}$/.test(asked.provider) ? `/account/login/${asked.provider}/` : '/account/login'
      const hint: Record<string, string> = asked.login_hint === '' ? {} : { login_hint: asked.login_hint }
      return seeOther(reply, withNext(site, door, path, hint))
    })

    scope.get('/account/popup/:popup', async (request, reply) => {
      const popup = await popupOf(request, popupLogin)
      if (!popup) return showOver(request, reply)
      const session = await request.customerSession()
      const path = `/account/popup/${popup.name}`
      if (!session) return seeOther(reply, withNext(request.site, '/account/login', path))
      const { name, email } = session.customer
      const page = ContinuePage({
        frame: shopFrame(request, reply),
        t: request.t,
        csrf: reply.csrfToken(),
        action: request.site.base + path,
        person: name || email,
        email,
        host: new URL(popup.origin).host,
        otherAccount: withNext(request.site, '/account/login', path, { reauth: '1', reason: 'other_account' }),
      })
      return reply.html(await renderPage(page))
    })

    scope.post('/account/popup/:popup', async (request, reply) => {
      const popup = await popupOf(request, popupLogin)
      const session = await request.customerSession()
      if (!popup || !session) return showOver(request, reply)
      const isYes = (request.body as { answer?: unknown } | null)?.answer === 'continue'
      const given = isYes
        ? await popupLogin.giveValue(request.organizer.id, popup.secret, session)
        : { value: null, origin: popup.origin }
      if (!given) return showOver(request, reply)
      const page = HandOverPage({ frame: shopFrame(request, reply), t: request.t, ...given })
      clearPopupSecret(request, reply, popup.name)
      reply.header('cross-origin-opener-policy', 'unsafe-none')
      return reply.html(await renderPage(page))
    })
  })
}

/** Where the value is redeemed, by the page or by its server. The scope has `organizerScope`; no cookie is looked at. */
export function popupRedemptionRoutes(app: FastifyInstance, { platform, popupLogin }: PopupLoginRouteDeps): void {
  const { config } = platform
  const tries = platform.throttle.define('popup-redemption', { points: 120, windowS: 60 })
  const path = '/account/popup/redeem'
  const options = { config: { answers: 'oauth', csrf: false }, bodyLimit: 8 * 1024 } as const

  /** Lets the page read the answer, if it may open popups. Credentials are never allowed. */
  function allowOrigin(request: FastifyRequest, reply: FastifyReply): boolean {
    const { origin } = request.headers
    reply.header('vary', 'Origin').header('cache-control', 'no-store')
    if (origin === undefined) return true
    if (!isAllowedOrigin(origin, request.organizer, config.url)) return false
    reply.header('access-control-allow-origin', origin)
    return true
  }

  app.register(async (scope) => {
    scope.addHook('onRequest', accountsAreOn)
    scope.options(path, options, async (request, reply) => {
      if (allowOrigin(request, reply)) {
        reply.header('access-control-allow-methods', 'POST').header('access-control-allow-headers', 'content-type')
      }
      return reply.code(204).send()
    })
    scope.post(path, options, async (request, reply) => {
      const isAllowed = allowOrigin(request, reply)
      await tries.consume(clientAddress(request))
      const { value, cart, code_verifier: verifier } = readRedemption(request.body)
      const origin = request.headers.origin ?? null
      const redemption = { value, cart, verifier, origin }
      const isWhole = isAllowed && value !== '' && cart !== '' && isVerifier(verifier)
      const customer = isWhole ? await popupLogin.redeem(request.organizer.id, redemption) : null
      if (!customer) return reply.code(400).send(REFUSED)
      const { identifier, name, email, locale } = customer
      return reply.send({ identifier, name, email, email_verified: true, locale })
    })
  })
}

/** RFC 6749 5.2 */
const REFUSED = {
  error: 'invalid_grant',
  error_description: 'the value does not count: it was used, is too old, or belongs elsewhere',
}

interface KnownPopup {
  readonly name: string
  readonly secret: string
  readonly origin: string
}

async function popupOf(request: FastifyRequest, popupLogin: PopupLogin): Promise<KnownPopup | null> {
  const { popup: name = '' } = request.params as { popup?: string }
  const secret = popupSecret(request, name)
  const origin = secret === null ? null : await popupLogin.originOf(request.organizer.id, secret)
  return secret === null || origin === null ? null : { name, secret, origin }
}

async function showOver(request: FastifyRequest, reply: FastifyReply) {
  const { t } = request
  const page = ProblemPage({
    frame: shopFrame(request, reply),
    t,
    title: t('popupLogin:over'),
    text: t('popupLogin:overText'),
  })
  return reply.code(410).html(await renderPage(page))
}

/** @param origin that is not registered; null for a request that is wrong in itself */
async function showRefused(request: FastifyRequest, reply: FastifyReply, origin: string | null) {
  const { t, organizer } = request
  const host = (origin && URL.parse(origin)?.host) || t('popupLogin:nowhere')
  const text =
    origin === null
      ? t('popupLogin:faulty', { organizer: organizer.name })
      : t('popupLogin:refusedText', { organizer: organizer.name, host })
  const page = ProblemPage({ frame: shopFrame(request, reply), t, title: t('popupLogin:refused'), text })
  return reply.code(400).html(await renderPage(page))
}
