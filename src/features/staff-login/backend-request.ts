import proxyAddr from '@fastify/proxy-addr'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomSecret } from '../../core/random.ts'
import { fittingNext } from '../../core/redirects.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { FlashTone } from '../../platform/http/flash.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Staff, User } from '../staff/index.ts'
import { RefusedByBackend } from '../staff/index.ts'
import { type BackendRequest, backendText, type LoadedBackend } from '../staff-backends/index.ts'

/** Recognises the browser that a login set out from. */
const ATTEMPT_COOKIE = 'staff-attempt'
const ATTEMPT_COOKIE_S = 3600
/** What a backend says has to fit into a cookie, too. */
const MAX_TEXT = 500
const MAX_MESSAGES = 3

export interface BackendRequestDeps {
  readonly staff: Pick<Staff, 'usersOf' | 'attempts' | 'sessionsOf'>
  readonly platform: Pick<Platform, 'config' | 'random' | 'clock'>
}

/** A sentence that a backend left for the person. */
export interface BackendMessage {
  readonly tone: FlashTone
  readonly text: string
}

export interface CallOptions {
  readonly purpose?: BackendRequest['purpose']
  /** What was posted, where that is for the backend. */
  readonly form?: Readonly<Record<string, string>>
  readonly method?: BackendRequest['method']
  /** Instead of the query of the address. */
  readonly query?: Readonly<Record<string, string>>
  /** The call comes from a server: cookies that it sends mean nothing. */
  readonly isFromServer?: boolean
}

/** What one backend is asked with during one request, and what it said and took meanwhile. */
export interface BackendCall {
  readonly request: BackendRequest
  /** When the backend was asked, in ms. */
  readonly startedAt: number
  readonly messages: readonly BackendMessage[]
  /** Why the person was sent out, when the backend took an attempt; else why this call is made. */
  readonly purpose: BackendRequest['purpose']
}

export type BackendCalls = (
  backend: LoadedBackend,
  request: FastifyRequest,
  reply: FastifyReply,
  options?: CallOptions,
) => BackendCall

/** Prepares requests for backends. */
export function backendCalls({ staff, platform }: BackendRequestDeps): BackendCalls {
  const { config, random, clock } = platform
  const proxies = config.trustedProxies.length > 0 ? proxyAddr.compile([...config.trustedProxies]) : () => false

  /** The secret of this browser, made when it is needed first. */
  function browserOf(request: FastifyRequest, reply: FastifyReply): string {
    const { cookies } = request.server.browser
    const secret = request.attemptBrowser ?? cookies.read(request, ATTEMPT_COOKIE) ?? randomSecret(random)
    request.attemptBrowser = secret
    cookies.set(reply, ATTEMPT_COOKIE, secret, ATTEMPT_COOKIE_S)
    return secret
  }

  return (backend, request, reply, options = {}) => {
    const { purpose = 'login', form = {}, method = 'GET', isFromServer = false } = options
    const { identifier } = backend
    const messages: BackendMessage[] = []
    const query = options.query ?? singleValues(request.query)
    const base = `/control/auth/${encodeURIComponent(identifier)}`
    const state = { next: query.next ?? null, purpose }
    return {
      startedAt: clock.now(),
      messages,
      get purpose() {
        return state.purpose
      },
      request: {
        method,
        headers: request.headers,
        headersDistinct: request.raw.headersDistinct,
        query,
        form,
        cookies: isFromServer ? {} : foreignCookies(request.cookies),
        ip: clientAddress(request),
        peerAddress: request.socket.remoteAddress ?? '',
        isFromTrustedProxy: proxies(request.socket.remoteAddress ?? '', 0),
        get purpose() {
          return state.purpose
        },
        user: purpose === 'reauthentication' ? sessionOwner(request) : null,
        get next() {
          return state.next
        },
        locale: request.locale,
        callbackUrl: `${config.url}${base}/callback`,
        backchannelUrl: `${config.url}${base}/backchannel`,
        startUrl: startUrl(base, query.next, purpose),
        users: staff.usersOf(identifier),
        attempts: {
          start: (data = {}, options = {}) =>
            staff.attempts.start({
              backend: identifier,
              browser: browserOf(request, reply),
              purpose,
              next: query.next ?? null,
              data,
              lifetimeS: options.lifetimeS,
            }),
          async take(given) {
            const browser = request.server.browser.cookies.read(request, ATTEMPT_COOKIE)
            if (given === undefined || browser === null) return null
            const taken = await staff.attempts.take(given, { backend: identifier, browser })
            if (taken === null) return null
            state.next = taken.next
            state.purpose = taken.purpose
            return taken
          },
        },
        sessions: staff.sessionsOf(identifier),
        messages: {
          add(tone, text) {
            if (messages.length < MAX_MESSAGES) messages.push({ tone, text: short(backendText(text, request.locale)) })
          },
        },
        config: backend.config,
        log: request.log.child({ backend: identifier }),
        refuse: (text) => new RefusedByBackend(short(backendText(text, request.locale))),
      },
    }
  }
}

/** The person whose session it is, also while it looks through another account. */
export function sessionOwner({ staff }: Pick<FastifyRequest, 'staff'>): User | null {
  return staff ? (staff.impersonator ?? staff.user) : null
}

function short(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text
}

function startUrl(base: string, next: string | undefined, purpose: BackendRequest['purpose']): string {
  const query = new URLSearchParams()
  if (next !== undefined && fittingNext(next, '') !== '') query.set('next', next)
  if (purpose === 'reauthentication') query.set('purpose', purpose)
  return query.size === 0 ? `${base}/start` : `${base}/start?${query}`
}

/** Parameters that were given once; the rest is not for us. */
export function singleValues(values: unknown): Record<string, string> {
  const entries = Object.entries((values ?? {}) as Record<string, unknown>)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** The cookies of others: a backend has no business with our sessions. */
function foreignCookies(cookies: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(singleValues(cookies))
  return Object.fromEntries(entries.filter(([name]) => !/^(__Host-)?foyer-/.test(name)))
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The secret of the browser, when this answer gives it one. */
    attemptBrowser?: string
  }
}
