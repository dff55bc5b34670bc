import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Forbidden } from '../../core/errors.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { Platform } from '../../platform/platform.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import type { ApiTokens } from '../api-tokens/index.ts'
import { displayName, STAFF_COOKIE, type Staff } from '../staff/index.ts'
import type { Teams } from '../teams/index.ts'
import { type Caller, personCaller, tokenCaller } from './caller.ts'
import { LoginNotEnough, Unauthenticated } from './errors.ts'

/** Wrong tokens of one address; right ones are never refused. */
const WRONG_TOKENS = { points: 30, windowS: 300 } as const
const HEADER = /^(?:Token|Bearer) +(\S+)$/i
const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

export interface AuthenticationDeps {
  readonly platform: Pick<Platform, 'throttle' | 'config'>
  readonly apiTokens: Pick<ApiTokens, 'find'>
  readonly staff: Pick<Staff, 'sessions' | 'gates'>
  readonly teams: Pick<Teams, 'permissions'>
  /** Those that are configured: nobody can confirm who the people of others are. */
  readonly backends: { get(identifier: string): unknown }
}

/**
 * Finds out who calls: by the header `Authorization: Token …`, else by a session of the back office, which needs the token of a
 * form and the same origin for whatever changes something. Administrators who look through another account call nothing.
 */
export function authenticate(app: FastifyInstance, deps: AuthenticationDeps): void {
  const wrongTokens = deps.platform.throttle.define('api-tokens', { ...WRONG_TOKENS, blockS: 60 })
  const { origin } = new URL(deps.platform.config.url)

  async function byToken(request: FastifyRequest, header: string): Promise<Caller> {
    const secret = HEADER.exec(header)?.[1]
    const found = secret === undefined ? null : await deps.apiTokens.find(secret)
    if (found) return tokenCaller(found)
    await wrongTokens.consume(addressKey(clientAddress(request)))
    throw new Unauthenticated('api:badToken')
  }

  async function bySession(request: FastifyRequest): Promise<Caller> {
    const secret = request.server.browser.cookies.read(request, STAFF_COOKIE)
    const found = secret && (await deps.staff.sessions.find(secret, request.headers['user-agent'] ?? ''))
    if (!found || !deps.backends.get(found.session.authBackend)) throw new Unauthenticated('api:noCredentials')
    if (found.isIdle) throw new LoginNotEnough('api:idle')
    if (found.impersonator) throw new LoginNotEnough('api:onlyOneself')
    const { user } = found
    const login = { ...found, actor: { type: 'staff', id: user.id, name: displayName(user) } } as const
    if ((await deps.staff.gates.closed(login, request)) !== null) throw new LoginNotEnough('api:firstElsewhere')
    return personCaller(login, deps.teams)
  }

  app.decorateRequest('caller', null as never)
  app.addHook('onRequest', async (request) => {
    const { authorization } = request.headers
    request.caller = authorization === undefined ? await bySession(request) : await byToken(request, authorization)
  })
  app.addHook('preHandler', async (request) => {
    if (request.caller.token !== null || READING.includes(request.method)) return
    request.server.browser.csrf.check(request)
    if (originOf(request) !== origin) throw new Forbidden('not from our own pages', { key: 'api:otherOrigin' })
  })
}

/** Where a browser says that the call comes from. */
function originOf({ headers }: FastifyRequest): string | null {
  const said = headers.origin ?? headers.referer ?? ''
  return URL.canParse(said) ? new URL(said).origin : null
}
