import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import proxyAddr from '@fastify/proxy-addr'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { I18n, Locale } from '../i18n/i18n.ts'
import { isLocale, negotiateLocale } from '../i18n/i18n.ts'
import type { Platform } from '../platform.ts'
import { createCookies } from './cookies.ts'
import { createCsrf } from './csrf.ts'
import { type ErrorPage, installErrorHandling } from './errors.ts'
import { createFlash } from './flash.ts'
import { collectRoutes } from './method-not-allowed.ts'
import { observeRequests } from './observe.ts'
import { fastifyLog } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'
import { type HostLookup, rewriteToOrganizer } from './site.ts'
import type { BrowserState } from './types.ts'

const MAX_HEADER_BYTES = 32 * 1024
const MAX_PARAM_LENGTH = 300
const LOCALE_COOKIE = 'locale'
const A_YEAR_S = 365 * 24 * 3600

export interface HttpOptions {
  readonly errorPage: ErrorPage
  readonly hostLookup: HostLookup
}

/** A server with everything that all addresses share, and no address yet. */
export async function createHttpServer(platform: Platform, options: HttpOptions): Promise<FastifyInstance> {
  const { config } = platform
  const https = config.url.startsWith('https:')
  const app = Fastify({
    loggerInstance: fastifyLog(platform.log),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    requestIdHeader: false,
    bodyLimit: config.bodyLimitBytes,
    requestTimeout: config.requestTimeoutMs,
    connectionTimeout: config.requestTimeoutMs,
    keepAliveTimeout: 72_000,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: true, ignoreDuplicateSlashes: false },
    rewriteUrl: rewriter(config.trustedProxies, options.hostLookup),
    frameworkErrors: (error, request, reply) => {
      const answer = reply as unknown as FastifyReply
      request.log.info({ reason: error.message }, 'request refused')
      answer
        .code(error.statusCode ?? 400)
        .type('text/plain; charset=utf-8')
        .send('This address is not valid.\n')
    },
  })

  const allowedMethods = collectRoutes(app)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: config.bodyLimitBytes })
  securityHeaders(app, { https })
  observeRequests(app, platform)
  const browser = browserState(platform, https)
  decorate(app, platform.i18n, browser, config.defaultLocale)
  installErrorHandling(app, { page: options.errorPage, allowedMethods })
  return app
}

/** Ids that tell the requests of this and of all other processes apart in the log. */
function requestIds(): () => string {
  const process = randomUUID().slice(0, 8)
  let count = 0
  return () => `${process}-${(++count).toString(36)}`
}

function browserState(platform: Platform, secure: boolean): BrowserState {
  const cookies = createCookies({ secure })
  const csrf = createCsrf({ cookies, secrets: platform.secrets, random: platform.random })
  return { cookies, csrf, flash: createFlash({ cookies, secrets: platform.secrets }) }
}

function decorate(app: FastifyInstance, i18n: I18n, browser: BrowserState, defaultLocale: Locale): void {
  app.decorate('browser', browser)
  app.decorateRequest('viewer', null)
  app.decorateRequest('fallbackLocale', null)
  app.decorateRequest('locale', {
    getter() {
      return localeOf(this, browser, defaultLocale)
    },
  })
  app.decorateRequest('t', {
    getter() {
      return i18n.translator(this.locale)
    },
  })
  app.decorateReply('html', function (markup) {
    return this.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(markup)
  })
  app.decorateReply('flash', function (tone, message) {
    browser.flash.add(this, tone, message)
    return this
  })
  app.decorateReply('csrfToken', function () {
    return browser.csrf.token(this.request, this)
  })
}

function localeOf(request: FastifyRequest, browser: BrowserState, fallback: Locale): Locale {
  const chosen = browser.cookies.read(request, LOCALE_COOKIE) ?? ''
  if (isLocale(chosen)) return chosen
  if (request.viewer?.locale) return request.viewer.locale
  return negotiateLocale(request.headers['accept-language'] ?? '') ?? request.fallbackLocale ?? fallback
}

function rewriter(trustedProxies: readonly string[], lookup: HostLookup) {
  const trust = trustedProxies.length > 0 ? proxyAddr.compile([...trustedProxies]) : () => false
  return (raw: IncomingMessage): string => {
    const forwarded = raw.headers['x-forwarded-host']
    const trusted = typeof forwarded === 'string' && trust(raw.socket.remoteAddress ?? '', 0)
    const host = trusted ? forwarded.split(',').at(-1)?.trim() : raw.headers.host
    return rewriteToOrganizer(raw, host, lookup)
  }
}

/**
 * What pages with forms need on top: every state-changing request is checked for its token, and `?locale=` chooses the
 * language.
 */
export function pageHooks(app: FastifyInstance): void {
  const { csrf, cookies } = app.browser
  app.addHook('onRequest', async (request, reply) => {
    const wanted = (request.query as Record<string, unknown> | undefined)?.locale
    if (request.method !== 'GET' || typeof wanted !== 'string' || !isLocale(wanted)) return
    cookies.set(reply, LOCALE_COOKIE, wanted, A_YEAR_S)
    const url = new URL(request.originalUrl, 'http://local')
    url.searchParams.delete('locale')
    return reply.redirect(url.pathname.replace(/^\/{2,}/, '/') + url.search, 303)
  })
  app.addHook('preHandler', async (request) => {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
    if (changes && !request.is404 && request.routeOptions.config.csrf !== false) csrf.check(request)
  })
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly browser: BrowserState
  }
}
