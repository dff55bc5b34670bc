import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { type InitialTokenId, looksLikeId } from '../../../core/ids.ts'
import { createShownOnce } from '../../../platform/http/shown-once.ts'
import type { Platform } from '../../../platform/platform.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import type { Organizers } from '../../organizers/index.ts'
import type { ClientRegistration, InitialToken } from '../types.ts'
import { AddPage } from './add-page.tsx'
import { drawing } from './context.ts'
import { inputOfForm, NEW_TOKEN, readTokenForm, type TokenFormValues } from './form.ts'
import { ListPage } from './list-page.tsx'
import { RevokePage } from './revoke-page.tsx'

export interface RegistrationTokenRoutesDeps {
  readonly platform: Platform
  readonly registration: Pick<ClientRegistration, 'tokens'>
  readonly organizers: Pick<Organizers, 'set'>
}

const oneParams = z.object({ id: z.string().max(50).catch('') })
const switchForm = z.object({ to: z.enum(['on', 'off']) })

/** Below `/control/organizer/:organizer`: the tokens with which apps register, for those who may change its settings. */
export function registrationTokenRoutes(app: FastifyInstance, deps: RegistrationTokenRoutesDeps): void {
  const { platform } = deps
  const { tokens } = deps.registration
  const once = createShownOnce(platform, 'registration-token')
  const context = (request: FastifyRequest, reply: FastifyReply, crumb?: string) =>
    drawing(request, reply, platform.config, crumb)

  app.addHook('onRequest', async (request) => {
    allow(request, policies.ssoClients.manageRegistrationTokens)
  })

  async function tokenOf(request: FastifyRequest): Promise<InitialToken> {
    const { id } = oneParams.parse(request.params)
    const token = looksLikeId(id) ? await tokens.byId(request.organizer.id, id as InitialTokenId) : null
    if (!token) throw new NotFound('registration token')
    return token
  }

  app.get('/ssoregistration', async (request, reply) => {
    const list = await tokens.list(request.organizer.id)
    const shown = once.take(request, reply, ownerOf(request))
    const drawn = ListPage({ context: context(request, reply), tokens: list, now: platform.clock.now(), shown })
    return reply.html(await renderPage(drawn))
  })

  async function showAdd(request: FastifyRequest, reply: FastifyReply, values: TokenFormValues, wrong?: InvalidInput) {
    const drawn = AddPage({ context: context(request, reply, request.t('clientRegistration:create')), values, wrong })
    return reply.code(wrong ? 422 : 200).html(await renderPage(drawn))
  }

  app.get('/ssoregistration/add', (request, reply) => showAdd(request, reply, NEW_TOKEN))

  app.post('/ssoregistration/add', async (request, reply) => {
    let values = NEW_TOKEN
    try {
      values = readTokenForm(request.body)
      const { id, slug } = request.organizer
      const { token, secret } = await tokens.create(id, inputOfForm(values), requireStaff(request).actor)
      once.put(reply, ownerOf(request), secret)
      reply.flash('ok', { key: 'clientRegistration:flash.created', params: { name: token.name } })
      return reply.redirect(officePath(slug, 'ssoregistration'), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showAdd(request, reply, values, error)
    }
  })

  app.post('/ssoregistration/switch', async (request, reply) => {
    const form = switchForm.safeParse(request.body)
    if (!form.success) throw new InvalidInput({ to: { key: 'clientRegistration:errors.badForm' } })
    const { to } = form.data
    const values = { sso_registration: to === 'on' ? 'true' : 'false' }
    await deps.organizers.set(request.organizer, values, requireStaff(request).actor)
    reply.flash('ok', { key: `clientRegistration:flash.${to}` })
    return reply.redirect(officePath(request.organizer.slug, 'ssoregistration'), 303)
  })

  app.get('/ssoregistration/:id/revoke', async (request, reply) => {
    const token = await tokenOf(request)
    return reply.html(await renderPage(RevokePage({ context: context(request, reply, token.name), token })))
  })

  app.post('/ssoregistration/:id/revoke', async (request, reply) => {
    const token = await tokenOf(request)
    await tokens.revoke(request.organizer.id, token.id, requireStaff(request).actor)
    reply.flash('ok', { key: 'clientRegistration:flash.revoked', params: { name: token.name } })
    return reply.redirect(officePath(request.organizer.slug, 'ssoregistration'), 303)
  })
}

/** Who may see a new token: the one who made it, at this organizer. */
function ownerOf(request: FastifyRequest): string {
  return `${requireStaff(request).user.id} ${request.organizer.id}`
}
