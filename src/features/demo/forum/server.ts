import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import * as openid from 'openid-client'
import type { AssetAddresses } from '../../../platform/http/assets.ts'
import { loadAssetAddresses, serveAssets } from '../../../platform/http/assets.ts'
import { contentSecurityPolicy } from '../../../platform/http/security-headers.ts'
import { type I18n, type Locale, negotiateLocale } from '../../../platform/i18n/i18n.ts'
import { brandCss } from '../../../ui/brand.ts'
import { renderPage } from '../../../ui/render.ts'
import { uiLabels } from '../../../ui/request-frame.ts'
import { BadLogoutToken } from './logout-token.ts'
import { ForumFailed, type ForumFrame, ForumFront, ForumMember } from './pages.tsx'
import { createRelyingParty, type RelyingPartyOptions } from './relying-party.ts'
import { createVisits, type Visit } from './visits.ts'

const COLOR = '#5b3a8c'
const COOKIE = 'forum'

/** The demo application: a program of its own that signs people in with the shop's accounts. State is in memory. */
export async function createForum(options: RelyingPartyOptions & { i18n: I18n }): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: 16 * 1024, requestTimeout: 15_000, forceCloseConnections: 'idle' })
  const party = createRelyingParty(options)
  const visits = createVisits()
  const assets: AssetAddresses & { brandCss: string } = { ...loadAssetAddresses(), brandCss: '/forum.css' }
  await app.register(cookie)
  await app.register(formbody)
  await serveAssets(app)
  /** The form to log out leads on to the shop. */
  const policy = contentSecurityPolicy([new URL(options.issuer).origin])
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff')
    reply.header('cache-control', 'no-store').header('referrer-policy', 'same-origin')
  })

  function frameOf(request: FastifyRequest): ForumFrame {
    const locale: Locale = negotiateLocale(request.headers['accept-language'] ?? '') ?? 'en'
    const t = options.i18n.translator(locale)
    return { frame: { lang: locale, siteName: t('demo:forum.name'), assets, labels: uiLabels(t) }, t }
  }

  function visitOf(request: FastifyRequest): Visit | undefined {
    return visits.find(request.cookies[COOKIE])
  }

  app.get('/forum.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(brandCss(COLOR)))

  app.get('/', async (request, reply) => {
    const member = visitOf(request)?.member
    const frame = frameOf(request)
    const page = member ? ForumMember({ ...frame, member }) : ForumFront(frame)
    return reply.type('text/html; charset=utf-8').send(await renderPage(page))
  })

  app.get('/signin', async (request, reply) => {
    const { attempt, location } = await party.begin(asksFirst(request))
    const visit = visitOf(request) ?? visits.start()
    visits.addAttempt(visit, attempt)
    keepCookie(reply, visit)
    return reply.redirect(location, 303)
  })

  app.get('/callback', async (request, reply) => {
    const callback = new URL(request.url, options.url)
    const visit = visitOf(request)
    const state = callback.searchParams.get('state') ?? ''
    const attempt = visit?.attempts.get(state)
    if (!visit || !attempt) throw new Error('expired')
    visit.attempts.delete(state)
    keepCookie(reply, visits.signIn(visit, await party.finish(callback, attempt)))
    return reply.redirect('/', 303)
  })

  app.post('/logout', async (request, reply) => {
    const member = visits.end(visitOf(request))
    reply.clearCookie(COOKIE, { path: '/' })
    return reply.redirect(member ? await party.logOut(member) : '/', 303)
  })

  app.get('/logged-out', async (request, reply) => {
    const page = ForumFront({ ...frameOf(request), isLoggedOut: true })
    return reply.type('text/html; charset=utf-8').send(await renderPage(page))
  })

  /** The shop says that somebody has logged out; there is no browser at the other end. Back-Channel Logout 1.0, 2.5 to 2.8. */
  app.post('/backchannel-logout', async (request, reply) => {
    try {
      visits.endLogins(await party.readLogout(logoutTokenOf(request)))
      return reply.send()
    } catch (error) {
      if (!(error instanceof BadLogoutToken)) return reply.code(503).send()
      return reply.code(400).send({ error: 'invalid_request', error_description: error.message })
    }
  })

  app.setErrorHandler(async (error, request, reply) => {
    const frame = frameOf(request)
    const page = ForumFailed({ ...frame, reason: reasonOf(error, frame.t) })
    return reply
      .code(400)
      .type('text/html; charset=utf-8')
      .send(await renderPage(page))
  })
  return app
}

function keepCookie(reply: FastifyReply, { id }: Visit): void {
  reply.setCookie(COOKIE, id, { path: '/', httpOnly: true, sameSite: 'lax' })
}

function logoutTokenOf({ body }: FastifyRequest): string {
  const token = (body as Record<string, unknown> | undefined)?.logout_token
  if (typeof token !== 'string') throw new BadLogoutToken('logout_token is missing')
  return token
}

function asksFirst({ query }: FastifyRequest): boolean {
  return (query as Record<string, unknown>).ask === '1'
}

function reasonOf(error: unknown, t: ForumFrame['t']): string {
  if (error instanceof openid.AuthorizationResponseError) return error.error_description ?? error.error
  if (error instanceof openid.ResponseBodyError) return error.error_description ?? error.error
  if ((error as Error).message === 'expired') return t('demo:forum.expired')
  if (error instanceof TypeError) return t('demo:forum.unreachable')
  return (error as Error).message
}
