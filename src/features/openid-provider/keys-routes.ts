import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { formatInstant } from '../../platform/i18n/format.ts'
import { say } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import { SIGNING_ALGS, type SigningAlg } from '../../protocol/keys/types.ts'
import { renderPage } from '../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../office-access/index.ts'
import type { Organizers } from '../organizers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { keysContext, shortKid } from './keys-context.ts'
import { KeysPage } from './keys-page.tsx'
import { TurnPage } from './keys-turn-page.tsx'
import type { SigningKeys } from './keys-types.ts'
import { type AlgView, algViews } from './keys-view.ts'

export interface SigningKeyRoutesDeps {
  readonly platform: Platform
  readonly organizers: Pick<Organizers, 'set'>
  readonly ssoClients: Pick<SsoClients, 'list'>
  readonly keys: SigningKeys
}

const MOST_CLIENTS = 250
const MOST_NAMED = 8

const text = (max: number) => z.string().max(max).catch('')
const rotateQuery = z.object({ alg: z.enum(SIGNING_ALGS) })
const rotateForm = rotateQuery.extend({ from: text(100), when: z.enum(['announce', 'now']).nullable().catch(null) })
const intervalForm = z.object({ sso_key_rotation_days: text(20) })

/** Below `/control/organizer/:organizer`: the signing keys, for everybody who works there; changes for those who may change settings. */
export function signingKeyRoutes(app: FastifyInstance, deps: SigningKeyRoutesDeps): void {
  const { platform, organizers, ssoClients, keys } = deps
  const { config, clock } = platform

  app.addHook('onRequest', async (request) => {
    allow(request, policies.signingKeys.see)
  })

  async function viewsOf({ organizer }: FastifyRequest): Promise<AlgView[]> {
    const [list, used] = await Promise.all([keys.list(organizer.id), keys.algsInUse(organizer.id)])
    return algViews(list, used, organizer.settings.sso_key_rotation_days, clock.now())
  }

  async function viewOf(request: FastifyRequest, alg: SigningAlg): Promise<AlgView> {
    const view = (await viewsOf(request)).find((candidate) => candidate.alg === alg)
    if (!view) throw new NotFound('signing key')
    return view
  }

  async function showKeys(request: FastifyRequest, reply: FastifyReply, typed?: string, wrong?: InvalidInput) {
    const { organizer, t } = request
    await keys.publicKeys(organizer.id)
    const days = organizer.settings.sso_key_rotation_days
    const [problem] = Object.values(wrong?.fields ?? {})
    const page = KeysPage({
      context: keysContext(request, reply, { config, now: clock.now() }),
      views: await viewsOf(request),
      days,
      typed: typed ?? String(days),
      error: problem && say(t, problem),
    })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  app.get('/ssokeys', (request, reply) => showKeys(request, reply))

  app.post('/ssokeys', async (request, reply) => {
    allow(request, policies.signingKeys.manage)
    const { organizer } = request
    const { sso_key_rotation_days } = intervalForm.parse(request.body ?? {})
    try {
      const saved = await organizers.set(organizer, { sso_key_rotation_days }, requireStaff(request).actor)
      const days = saved.settings.sso_key_rotation_days
      reply.flash('ok', { key: 'signingKeys:interval.saved', params: { days } })
      return reply.redirect(officePath(organizer.slug, 'ssokeys'), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showKeys(request, reply, sso_key_rotation_days, error)
    }
  })

  async function showTurn(request: FastifyRequest, reply: FastifyReply, view: AlgView, wrong?: string) {
    const { t } = request
    const { alg } = view
    const { clients } = await ssoClients.list(request.organizer.id, { limit: MOST_CLIENTS })
    const asking = clients.filter(
      (client) => client.isActive && (client.idTokenAlg === alg || client.userinfoSigningAlg === alg),
    )
    const page = TurnPage({
      context: keysContext(request, reply, { config, now: clock.now() }, t('signingKeys:turn.title', { alg })),
      view,
      apps: { names: asking.slice(0, MOST_NAMED).map(({ name }) => name), count: asking.length },
      wrong,
    })
    return reply.code(wrong === undefined ? 200 : 422).html(await renderPage(page))
  }

  app.get('/ssokeys/rotate', async (request, reply) => {
    allow(request, policies.signingKeys.manage)
    const query = rotateQuery.safeParse(request.query)
    if (!query.success) throw new NotFound('signing key')
    return showTurn(request, reply, await viewOf(request, query.data.alg))
  })

  app.post('/ssokeys/rotate', async (request, reply) => {
    const { actor } = allow(request, policies.signingKeys.manage)
    const form = rotateForm.safeParse(request.body ?? {})
    if (!form.success) throw new NotFound('signing key')
    const { alg, from, when } = form.data
    const view = await viewOf(request, alg)
    if (when === null) return showTurn(request, reply, view, request.t('signingKeys:turn.choose'))
    const { organizer } = request
    const isAlready = view.current.kid !== from
    const announces = when === 'announce' && !isAlready
    const key = announces
      ? await keys.announce(organizer.id, alg, actor)
      : await keys.rotate(organizer.id, alg, actor, from)
    const day = formatInstant(key.signsFrom, request.locale, organizer.timeZone)
    const what = isAlready ? 'already' : announces ? 'announced' : 'rotated'
    reply.flash('ok', {
      key: `signingKeys:flash.${what}`,
      params: { alg, kid: shortKid(key.kid), day },
    })
    return reply.redirect(officePath(organizer.slug, 'ssokeys'), 303)
  })
}
