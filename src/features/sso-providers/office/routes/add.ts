import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput } from '../../../../core/errors.ts'
import { renderPage } from '../../../../ui/render.ts'
import { readIcon } from '../../icon.ts'
import { presetOf } from '../../presets/presets.ts'
import type { ProviderPreset } from '../../presets/types.ts'
import type { Fields } from '../../rules/fields.ts'
import { readSlug, slugFor } from '../../rules/slug.ts'
import type { SsoProviderOfficeDeps } from '../deps.ts'
import { requireRecent } from '../form/sensitive.ts'
import { type FormValues, iconOf, newValues, readForm, settingsOf } from '../form/values.ts'
import { AddPage, ChoosePage } from '../pages/add.tsx'
import { actorOf, contextOf, formOf, presetNamed, wrongOf } from './shared.ts'

const text = z.string().max(200).catch('')
const asked = z.object({ preset: text, slug: text })

/** A new provider: first what runs there, then the form with what is known of that. */
export function addRoutes(app: FastifyInstance, deps: SsoProviderOfficeDeps): void {
  const { ssoProviders } = deps

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    preset: ProviderPreset,
    values: FormValues,
    wrong?: InvalidInput,
  ) {
    const context = contextOf(deps, request, reply, request.t('ssoProvidersOffice:create'))
    const form = await formOf(deps, request, context, { values, preset, provider: null, usage: null, wrong })
    return reply.code(wrong ? 422 : 200).html(await renderPage(AddPage({ form })))
  }

  async function takenOf({ organizer }: FastifyRequest): Promise<string[]> {
    return (await ssoProviders.list(organizer.id)).map(({ slug }) => slug)
  }

  app.get('/ssoprovider/add', async (request, reply) => {
    const { preset: key, slug } = asked.parse(request.query ?? {})
    const preset = presetOf(key)
    if (!preset) {
      const context = contextOf(deps, request, reply, request.t('ssoProvidersOffice:create'))
      return reply.html(await renderPage(ChoosePage({ context })))
    }
    const taken = await takenOf(request)
    if (slug.trim() === '') return show(request, reply, preset, newValues(preset, slugFor('', key, taken)))
    const wrong: Fields = {}
    const values = newValues(preset, readSlug(slug, taken, wrong))
    return show(request, reply, preset, values, wrong.slug && new InvalidInput(wrong))
  })

  app.post('/ssoprovider/add', async (request, reply) => {
    const { organizer, body } = request
    const { preset: key, slug } = asked.parse(body ?? {})
    const preset = presetNamed(key)
    let values = newValues(preset, slug.trim() || slugFor('', preset.key, await takenOf(request)))
    try {
      values = readForm(body, values)
      requireRecent(request, null, values)
      const icon = iconOf(body)
      if (icon) readIcon(icon)
      const actor = actorOf(request)
      const provider = await ssoProviders.create(organizer.id, settingsOf(values, { isNew: true }), actor)
      if (icon) await ssoProviders.setIcon(organizer.id, provider.id, icon, actor)
      const context = contextOf(deps, request, reply)
      reply.flash('ok', { key: 'ssoProvidersOffice:flash.created', params: { name: context.name(provider) } })
      return reply.redirect(context.own(provider), 303)
    } catch (error) {
      return show(request, reply, preset, values, wrongOf(error))
    }
  })
}
