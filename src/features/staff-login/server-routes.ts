import type { FastifyInstance, FastifyReply } from 'fastify'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { Staff } from '../staff/index.ts'
import type { LoadedBackend } from '../staff-backends/index.ts'
import { singleValues } from './backend-request.ts'
import type { BackendDoors } from './doors.ts'
import { backendOf } from './redirect-routes.ts'

/** A signed answer of an identity provider with many groups fits well. */
const FORM_LIMIT_BYTES = 128 * 1024
const WITHOUT_TOKEN = { config: { office: 'open', csrf: false }, bodyLimit: FORM_LIMIT_BYTES } as const
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w-]+)*$/

/**
 * What other sites and servers send to a backend. No session is looked for and no token of a form: a posted callback only
 * leads on by GET, where the browser brings its cookies, and the rest answers servers.
 */
export function backendServerRoutes(
  app: FastifyInstance,
  { doors, staff }: { readonly staff: Staff; readonly doors: BackendDoors },
): void {
  const { backends } = doors
  app.post('/auth/:backend/callback', WITHOUT_TOKEN, async (request, reply) => {
    const backend = backendOf(backends, request, 'callback')
    await staff.throttle.visit(clientAddress(request))
    const ticket = await staff.attempts.putAside(backend.identifier, singleValues(request.body))
    const path = `/control/auth/${encodeURIComponent(backend.identifier)}/callback`
    return reply.header('cache-control', 'no-store').redirect(`${path}?posted=${ticket}`, 303)
  })

  app.post('/auth/:backend/backchannel', WITHOUT_TOKEN, async (request, reply) => {
    const backend = backendOf(backends, request, 'backchannel')
    await staff.throttle.call(clientAddress(request))
    const form = singleValues(request.body)
    const call = doors.calls(backend, request, reply, { method: 'POST', form, isFromServer: true })
    const answer = await doors.ask(
      backend,
      'handleBackchannel',
      () => backend.handleBackchannel(call.request),
      'person',
    )
    return send(reply, answer.ok ? answer.value : null)
  })

  app.get('/auth/:backend/metadata', { config: { office: 'open' } }, async (request, reply) => {
    const backend = backendOf(backends, request, 'metadata')
    await staff.throttle.call(clientAddress(request))
    const call = doors.calls(backend, request, reply, { isFromServer: true })
    const answer = await doors.ask(backend, 'metadata', () => backend.metadata(call.request), 'person')
    return send(reply, answer.ok ? answer.value : null)
  })
}

type Answered = Awaited<ReturnType<LoadedBackend['metadata']>>

/** @param answer null when the backend failed: 503, so that the caller tries again */
function send(reply: FastifyReply, answer: Answered | null): FastifyReply {
  const { status, type = 'text/plain', body = '' } = isAnswer(answer) ? answer : { status: 503 }
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type(MEDIA_TYPE.test(type) ? type : 'text/plain')
    .send(body)
}

function isAnswer(answer: Answered | null): answer is Answered {
  if (answer === null || typeof answer !== 'object') return false
  const { status, type, body } = answer
  const isStatus = Number.isInteger(status) && status >= 200 && status < 600
  return isStatus && ['string', 'undefined'].includes(typeof type) && ['string', 'undefined'].includes(typeof body)
}
