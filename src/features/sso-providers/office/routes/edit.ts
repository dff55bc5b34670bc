import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { InvalidInput } from '../../../../core/errors.ts'
import { renderPage } from '../../../../ui/render.ts'
import { describeEntry } from '../../../audit/index.ts'
import { may, policies } from '../../../office-access/index.ts'
import { readIcon } from '../../icon.ts'
import { presetOf } from '../../presets/presets.ts'
import type { SsoProvider } from '../../types.ts'
import type { SsoProviderOfficeDeps } from '../deps.ts'
import { requireRecent } from '../form/sensitive.ts'
import { type FormValues, iconOf, readForm, refilled, settingsOf, valuesOf, wasSent } from '../form/values.ts'
import { EditPage } from '../pages/edit.tsx'
import { actorOf, contextOf, formOf, presetNamed, providerOf, wrongOf } from './shared.ts'

const HISTORY = 10
const shownQuery = z.object({ preset: z.string().max(50).catch('') })

interface Shown {
  readonly values: FormValues
  readonly wrong?: InvalidInput | undefined
  readonly isRefilled?: boolean
}

/** One provider: what customers see, the connection, what is taken over. */
export function editRoutes(app: FastifyInstance, deps: SsoProviderOfficeDeps): void {
  const { ssoProviders, audit, sections = [], startTest } = deps

  async function historyOf({ organizer, t, locale }: FastifyRequest, { id }: SsoProvider) {
    const entries = await audit.list(organizer.id, { object: { type: 'ssoprovider', id }, limit: HISTORY })
    return entries.map((entry) => describeEntry(t, entry, { locale, timeZone: organizer.timeZone }))
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    provider: SsoProvider,
    { values, wrong, isRefilled = false }: Shown,
  ) {
    const usage = await ssoProviders.usage(request.organizer.id, provider.id)
    const drawnSections = await Promise.all(sections.map((section) => section(request, provider)))
    const history = await historyOf(request, provider)
    const context = contextOf(deps, request, reply, contextName(request, provider))
    const preset = presetNamed(values.preset)
    const form = await formOf(deps, request, context, { values, preset, provider, usage, wrong })
    const page = EditPage({
      context,
      provider,
      usage,
      description: await ssoProviders.description(request.organizer.id, provider.id),
      form,
      isRefilled,
      isTestable: startTest !== undefined,
      mayMoveCustomers: may(request, policies.ssoProviders.moveCustomers),
      sections: drawnSections,
      history,
    })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }

  app.get('/ssoprovider/:id/edit', async (request, reply) => {
    const provider = await providerOf(deps, request)
    const values = valuesOf(provider)
    const preset = presetOf(shownQuery.parse(request.query ?? {}).preset)
    const isRefilled = preset !== null && preset.key !== provider.preset
    return show(request, reply, provider, { values: isRefilled ? refilled(values, preset) : values, isRefilled })
  })

  app.post('/ssoprovider/:id/edit', async (request, reply) => {
    const before = await providerOf(deps, request)
    let values = valuesOf(before)
    try {
      values = readForm(request.body, values)
      requireRecent(request, valuesOf(before), values)
      const saved = await save(request, before, values)
      const context = contextOf(deps, request, reply)
      reply.flash('ok', { key: 'ssoProvidersOffice:flash.saved', params: { name: context.name(saved) } })
      const isEnding = before.isActive && values.is_active !== 'on'
      if (isEnding) return reply.redirect(context.own(saved, 'disable'), 303)
      const isTest = startTest && wasSent(request.body, 'then', 'test')
      return reply.redirect(isTest ? await startTest(request, saved) : context.own(saved), 303)
    } catch (error) {
      return show(request, reply, before, { values, wrong: wrongOf(error) })
    }
  })

  /** Switching off is asked about on a page of its own, after everything else is saved. */
  async function save(request: FastifyRequest, before: SsoProvider, values: FormValues): Promise<SsoProvider> {
    const [organizerId, actor] = [request.organizer.id, actorOf(request)]
    const icon = iconOf(request.body)
    if (icon) readIcon(icon)
    const input = { ...settingsOf(values, { isNew: false }), isActive: before.isActive || values.is_active === 'on' }
    const saved = await ssoProviders.update(organizerId, before.id, input, actor)
    if (icon) return ssoProviders.setIcon(organizerId, before.id, icon, actor)
    if (before.iconHash !== null && wasSent(request.body, 'remove_icon')) {
      return ssoProviders.setIcon(organizerId, before.id, null, actor)
    }
    return saved
  }
}

function contextName({ locale }: FastifyRequest, { name, slug }: SsoProvider): string {
  return name[locale] ?? Object.values(name).find((text) => text !== undefined) ?? slug
}
