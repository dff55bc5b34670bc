import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import * as openid from 'openid-client'
import type { AssetAddresses } from '../../../platform/http/assets.ts'
import { loadAssetAddresses, serveAssets } from '../../../platform/http/assets.ts'
import { contentSecurityPolicy } from '../../../platform/http/security-headers.ts'
import { type I18n, type Locale, negotiateLocale } from '../../../platform/i18n/i18n.ts'
import { brandCss } from '../../../ui/brand.ts'
import { renderPage } from '../../../ui/render.ts'
import { uiLabels } from '../../../ui/request-frame.ts'
import { ForumFailed, type ForumFrame, ForumFront, ForumMember } from './pages.tsx'
import { type Attempt, createRelyingParty, type RelyingPartyOptions, type SignedIn } from './relying-party.ts'

const COLOR = '#5b3a8c'
const COOKIE = 'forum'
const KEPT = 10_000

interface Visit {
  attempts: Map<string, Attempt>
  member: SignedIn | null
}

/** The demo application: a program of its own that signs people in with the shop's accounts. State is in memory. */
export async function createForum(options: RelyingPartyOptions & { i18n: I18n }): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: 16 * 1024, requestTimeout: 15_000, forceCloseConnections: 'idle' })
  const party = createRelyingParty(options)
  const visits = new Map<string, Visit>()
  const assets: AssetAddresses & { brandCss: string } = { ...loadAssetAddresses(), brandCss: '/forum.css' }
  await app.register(cookie)
  await app.register(formbody)
  await serveAssets(app)
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy()).header('x-content-type-options', 'nosniff')
    reply.header('cache-control', 'no-store').header('referrer-policy', 'same-origin')
  })

  function frameOf(request: FastifyRequest): ForumFrame {
    const locale: Locale = negotiateLocale(request.headers['accept-language'] ?? '') ?? 'en'
    const t = options.i18n.translator(locale)
    return { frame: { lang: locale, siteName: t('demo:forum.name'), assets, labels: uiLabels(t) }, t }
  }

  function visitOf(request: FastifyRequest): Visit | undefined {
    return visits.get(request.cookies[COOKIE] ?? '')
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
    let visit = visitOf(request)
    if (!visit) {
      visit = { attempts: new Map(), member: null }
      const id = randomBytes(32).toString('base64url')
      if (visits.size >= KEPT) visits.clear()
      visits.set(id, visit)
      reply.setCookie(COOKIE, id, { path: '/', httpOnly: true, sameSite: 'lax' })
    }
    if (visit.attempts.size >= 20) visit.attempts.clear()
    visit.attempts.set(attempt.state, attempt)
    return reply.redirect(location, 303)
  })

  app.get('/callback', async (request, reply) => {
    const callback = new URL(request.url, options.redirectUri)
    const visit = visitOf(request)
    const state = callback.searchParams.get('state') ?? ''
    const attempt = visit?.attempts.get(state)
    if (!visit || !attempt) throw new Error('expired')
    visit.attempts.delete(state)
    visit.member = await party.finish(callback, attempt)
    return reply.redirect('/', 303)
  })

  app.post('/signout', async (request, reply) => {
    visits.delete(request.cookies[COOKIE] ?? '')
    return reply.clearCookie(COOKIE, { path: '/' }).redirect('/', 303)
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
