import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../core/errors.ts'
import { fittingNext, isLocalPath } from '../../core/redirects.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import { renderPage } from '../../ui/render.ts'
import { requestFrame } from '../../ui/request-frame.ts'
import { requireStaff } from '../office-access/index.ts'
import type { StaffLogin } from '../staff/index.ts'
import { formFields } from '../staff-login/index.ts'
import { ReauthPage } from './page.tsx'
import { createReauth, type FailedProof, type ProofOutcome, type ReauthDeps } from './reauth.ts'
import { fixedValues } from './rules.ts'

const HERE = { config: { office: 'first', idle: true } } as const
/** For scripts: errors are JSON, too. */
const HERE_JSON = { config: { office: 'first', idle: true, answers: 'api' } } as const
const PATH = '/control/reauth/'

/** Where people who are logged in prove that it is still them: after a long pause, and before sensitive pages. */
export function reauthRoutes(app: FastifyInstance, deps: ReauthDeps): void {
  const { platform, staff, doors, factorCheck } = deps
  const reauth = createReauth(deps)

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    login: StaffLogin,
    failed: FailedProof | null,
  ): Promise<FastifyReply> {
    const owner = staff.reauthentication.ownerOf(login)
    const backend = doors.backends.get(login.session.authBackend)
    if (!backend) throw new NotFound()
    const offer = await doors.offer(backend, request, reply, 'reauthentication')
    const hasPasskey = (await factorCheck?.isOffered(owner)) ?? false
    const next = nextOf(request)
    const view = ReauthPage({
      frame: requestFrame(request, reply, app.assets, { name: platform.config.instanceName }),
      t: request.t,
      csrf: reply.csrfToken(),
      owner,
      isIdle: login.isIdle,
      offer,
      fixed: fixedValues(formFields(backend), owner),
      failed,
      next,
      action: addressOf(PATH, next),
      passkey: hasPasskey
        ? { action: addressOf('/control/reauth/passkey', next), options: `${PATH}passkey/options` }
        : null,
    })
    return reply
      .code(failed?.status ?? 200)
      .header('cache-control', 'no-store')
      .html(await renderPage(view))
  }

  const answer = (request: FastifyRequest, reply: FastifyReply, login: StaffLogin, outcome: ProofOutcome) =>
    'next' in outcome
      ? reply.header('cache-control', 'no-store').redirect(outcome.next, 303)
      : page(request, reply, login, outcome.failed)

  app.get('/reauth', { ...HERE, exposeHeadRoute: false }, async (request, reply) => {
    const login = requireStaff(request)
    return answer(request, reply, login, await reauth.byRequest(request, reply, login))
  })

  app.post('/reauth', HERE, async (request, reply) => {
    const login = requireStaff(request)
    return answer(request, reply, login, await reauth.byForm(request, reply, login))
  })

  if (factorCheck === null) return

  app.post('/reauth/passkey/options', HERE_JSON, async (request, reply) => {
    const owner = staff.reauthentication.ownerOf(requireStaff(request))
    await staff.throttle.visit(clientAddress(request))
    if (!(await factorCheck.isOffered(owner))) throw new NotFound()
    return reply.header('cache-control', 'no-store').send(await factorCheck.options(request, reply, owner))
  })

  app.post('/reauth/passkey', HERE, async (request, reply) => {
    const login = requireStaff(request)
    const { credential } = (request.body ?? {}) as Record<string, unknown>
    const given = typeof credential === 'string' ? credential : ''
    return answer(request, reply, login, await reauth.byPasskey(request, reply, login, given))
  })

  /** Reloading after a passkey that was not right. */
  app.get('/reauth/passkey', HERE, async (request, reply) => reply.redirect(addressOf(PATH, nextOf(request)), 303))
}

/** Where the person was on the way to, if it is a path of this site. */
function nextOf(request: FastifyRequest): string | null {
  const { next } = request.query as Record<string, unknown>
  return typeof next === 'string' && isLocalPath(next) ? next : null
}

function addressOf(path: string, next: string | null): string {
  return next === null || fittingNext(next, '') === '' ? path : `${path}?${new URLSearchParams({ next })}`
}
