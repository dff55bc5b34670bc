import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FoyerError, type Message, NotFound } from '../../core/errors.ts'
import { fittingNext, safeRedirect } from '../../core/redirects.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { BackendRegistry, LoadedBackend } from '../staff-backends/index.ts'
import { sessionOwner, singleValues } from './backend-request.ts'
import { type CallbackDeps, createCallback } from './callback.ts'
import { loginAddress } from './login-view.ts'
import { HOME } from './next-address.ts'
import { outwardAddress } from './outward-address.ts'
import { backendName } from './safe-backend.ts'

const OPEN = { exposeHeadRoute: false, config: { office: 'open', idle: true } } as const

/** Where a login leaves for somewhere else, and where it comes back to. */
export function redirectRoutes(app: FastifyInstance, deps: CallbackDeps): void {
  const { doors, staff, backends } = deps
  const callback = createCallback(deps)

  app.get('/auth/:backend/start', OPEN, async (request, reply) => {
    const backend = backendOf(backends, request, 'begin')
    await staff.throttle.visit(clientAddress(request))
    const { next, purpose: wanted } = singleValues(request.query)
    const owner = sessionOwner(request)
    const isAsked = wanted === 'reauthentication' && owner?.authBackend === backend.identifier
    if (owner !== null && !isAsked) return leave(reply, safeRedirect(next, HOME))
    const purpose = isAsked ? 'reauthentication' : 'login'
    const call = doors.calls(backend, request, reply, { purpose })
    const answer = await doors.ask(backend, 'beginLogin', () => backend.beginLogin(call.request), 'person')
    const address = answer.ok ? outwardAddress(answer.value) : null
    if (address !== null) return leave(reply, address)
    const name = backendName(backend, request.locale)
    const unavailable = { key: 'staff:login.unavailableOnly', params: { name } }
    reply.flash('bad', answer.ok ? unavailable : (refusalOf(answer.error) ?? unavailable))
    for (const { tone, text } of call.messages) reply.flash(tone, { key: 'staff:login.message', params: { text } })
    if (isAsked)
      return leave(
        reply,
        `/control/reauth/?${new URLSearchParams({ next: fittingNext(safeRedirect(next, HOME), HOME) })}`,
      )
    return leave(reply, loginAddress({ backend: backend.identifier, next, stay: '1' }))
  })

  app.get('/auth/:backend/callback', OPEN, async (request, reply) => {
    const backend = backendOf(backends, request, 'callback')
    await staff.throttle.visit(clientAddress(request))
    const { posted, ...query } = singleValues(request.query)
    if (posted === undefined) return callback(request, reply, { backend, form: null, query })
    const form = await staff.attempts.takePosted(posted, backend.identifier)
    if (form !== null) return callback(request, reply, { backend, form, query })
    reply.flash('bad', { key: 'doors:nothing', params: { name: backendName(backend, request.locale) } })
    return leave(reply, loginAddress({ backend: backend.identifier, stay: '1' }))
  })
}

/** The backend of the address. @throws NotFound when it is not enabled or does not have that method */
export function backendOf(
  backends: BackendRegistry,
  request: FastifyRequest,
  method: keyof LoadedBackend['has'],
): LoadedBackend {
  const { backend: identifier } = request.params as { backend: string }
  const backend = backends.get(identifier)
  if (!backend?.has[method]) throw new NotFound()
  return backend
}

/** What the backend itself said; nothing for a failure. */
function refusalOf(error: unknown): Message | undefined {
  return error instanceof FoyerError ? error.text : undefined
}

function leave(reply: FastifyReply, address: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(address, 303)
}
