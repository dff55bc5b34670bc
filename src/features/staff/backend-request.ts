import proxyAddr from '@fastify/proxy-addr'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { FlashTone } from '../../platform/http/flash.ts'
import { type BackendRequest, backendText, type LoadedBackend } from '../staff-backends/index.ts'
import type { Staff } from './staff.ts'

export interface BackendRequestDeps {
  readonly staff: Pick<Staff, 'usersOf'>
  readonly config: Config
}

/** A sentence that a backend left for the person. */
export interface BackendMessage {
  readonly tone: FlashTone
  readonly text: string
}

/** What one backend is asked with during one request, and what it said meanwhile. */
export interface BackendCall {
  readonly request: BackendRequest
  readonly messages: readonly BackendMessage[]
}

/** Prepares requests for backends. */
export function backendCalls({ staff, config }: BackendRequestDeps) {
  const proxies = config.trustedProxies.length > 0 ? proxyAddr.compile([...config.trustedProxies]) : () => false
  return (backend: LoadedBackend, request: FastifyRequest): BackendCall => {
    const { identifier } = backend
    const messages: BackendMessage[] = []
    return {
      messages,
      request: {
        headers: request.headers,
        query: singleValues(request.query),
        cookies: foreignCookies(request.cookies),
        ip: clientAddress(request),
        isFromTrustedProxy: proxies(request.socket.remoteAddress ?? '', 0),
        purpose: 'login',
        locale: request.locale,
        users: staff.usersOf(identifier),
        messages: {
          add(tone, text) {
            messages.push({ tone, text: backendText(text, request.locale) })
          },
        },
        config: config.auth[identifier] ?? {},
        log: request.log.child({ backend: identifier }),
      },
    }
  }
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
