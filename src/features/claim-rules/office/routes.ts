import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, type Message, NotFound } from '../../../core/errors.ts'
import { type ClaimRuleId, looksLikeId, type SsoProviderId } from '../../../core/ids.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import { evaluate } from '../rules/evaluate.ts'
import { foundText } from '../rules/found-text.ts'
import { checkRule } from '../rules/input.ts'
import type { ClaimRule } from '../types.ts'
import { contextOf, tellingOf } from './context.ts'
import { DeleteRulePage } from './delete-page.tsx'
import type { OfficeRulesDeps } from './deps.ts'
import { emptyForm, formOf, inputOf, type RuleForm, readForm } from './form.ts'
import type { ShownPreview } from './preview.tsx'
import { RulePage } from './rule-page.tsx'

const params = z.object({ id: z.string().max(50).catch(''), rule: z.string().max(50).catch('') })
const asked = z.object({ do: z.literal('check') })

interface Shown {
  readonly form: RuleForm
  readonly problems?: Readonly<Record<string, Message>>
  readonly preview?: ShownPreview | null
}

/** Below `/control/organizer/:organizer`: rules of an SSO provider, for those who may change the organizer's settings. */
export function claimRuleRoutes(app: FastifyInstance, deps: OfficeRulesDeps): void {
  const { claimRules, ssoProviders } = deps
  app.addHook('onRequest', async (request) => {
    allow(request, policies.ssoProviders.manage)
  })

  app.get('/ssoprovider/:id/rules/add', async (request, reply) => {
    return show(request, reply, await providerOf(request), null, { form: emptyForm() })
  })

  app.post('/ssoprovider/:id/rules/add', async (request, reply) => {
    const provider = await providerOf(request)
    return submit(request, reply, provider, null, async (form) => {
      await claimRules.create(request.organizer, provider.id, inputOf(form), requireStaff(request).actor)
      reply.flash('ok', { key: 'claimRules:created' })
    })
  })

  app.get('/ssoprovider/:id/rules/:rule/edit', async (request, reply) => {
    const { provider, rule } = await ruleOf(request)
    const form = formOf(rule)
    return show(request, reply, provider, rule, { form, preview: await previewOf(request, provider, rule, form) })
  })

  app.post('/ssoprovider/:id/rules/:rule/edit', async (request, reply) => {
    const { provider, rule } = await ruleOf(request)
    return submit(request, reply, provider, rule, async (form) => {
      await claimRules.update(request.organizer, rule.id, inputOf(form), requireStaff(request).actor)
      reply.flash('ok', { key: 'claimRules:saved' })
    })
  })

  app.get('/ssoprovider/:id/rules/:rule/delete', async (request, reply) => {
    const { provider, rule } = await ruleOf(request)
    const holders = (await claimRules.holders(request.organizer.id, [rule.id])).get(rule.id) ?? 0
    const telling = await tellingOf(request, deps, provider)
    const context = contextOf(request, reply, telling, request.t('claimRules:delete'))
    return reply.html(await renderPage(DeleteRulePage({ context, rule, holders })))
  })

  app.post('/ssoprovider/:id/rules/:rule/delete', async (request, reply) => {
    const { provider, rule } = await ruleOf(request)
    await claimRules.remove(request.organizer, rule.id, requireStaff(request).actor)
    reply.flash('ok', { key: 'claimRules:deleted' })
    return backTo(request, reply, provider)
  })

  async function submit(
    request: FastifyRequest,
    reply: FastifyReply,
    provider: SsoProvider,
    rule: ClaimRule | null,
    save: (form: RuleForm) => Promise<void>,
  ) {
    const form = readForm(request.body)
    try {
      if (asked.safeParse(request.body).success) {
        checkRule(inputOf(form))
        return await show(request, reply, provider, rule, {
          form,
          preview: await previewOf(request, provider, rule, form),
        })
      }
      await save(form)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return show(request, reply.code(422), provider, rule, { form, problems: error.fields })
    }
    return backTo(request, reply, provider)
  }

  async function previewOf(
    { organizer: { id } }: FastifyRequest,
    provider: SsoProvider,
    rule: ClaimRule | null,
    form: RuleForm,
  ): Promise<ShownPreview> {
    const input = inputOf(form)
    const preview = await claimRules.preview(id, provider.id, input, rule?.id ?? null)
    const claims = await deps.lastClaims(id, provider.id)
    const condition = { ...input, claim: input.claim.trim() }
    const last = claims === null ? preview.last : { ...evaluate(condition, claims), names: Object.keys(claims) }
    return {
      ...preview,
      last,
      effect: input.effect,
      found: foundText(last?.found),
    }
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    provider: SsoProvider,
    rule: ClaimRule | null,
    { form, problems = {}, preview = null }: Shown,
  ) {
    const telling = await tellingOf(request, deps, provider)
    const { t } = request
    const { providerName, path } = telling
    const title = rule === null ? t('claimRules:addTitle') : t('claimRules:editTitle', { provider: providerName })
    const page = RulePage({
      context: contextOf(request, reply, telling, t('claimRules:title')),
      title,
      form,
      problems,
      preview,
      action: path(rule === null ? 'rules/add' : `rules/${rule.id}/edit`),
      deletion: rule === null ? null : path(`rules/${rule.id}/delete`),
    })
    return reply.html(await renderPage(page))
  }

  /** @throws NotFound */
  async function providerOf(request: FastifyRequest): Promise<SsoProvider> {
    const { id } = params.parse(request.params)
    const found = looksLikeId(id) ? await ssoProviders.byId(request.organizer.id, id as SsoProviderId) : null
    if (!found) throw new NotFound('SSO provider')
    return found
  }

  /** @throws NotFound, also for a rule of another provider */
  async function ruleOf(request: FastifyRequest): Promise<{ provider: SsoProvider; rule: ClaimRule }> {
    const provider = await providerOf(request)
    const { rule: id } = params.parse(request.params)
    const rule = looksLikeId(id) ? await claimRules.byId(request.organizer.id, id as ClaimRuleId) : null
    if (rule?.providerId !== provider.id) throw new NotFound('rule')
    return { provider, rule }
  }
}

function backTo({ organizer }: FastifyRequest, reply: FastifyReply, { id }: SsoProvider) {
  return reply.redirect(officePath(organizer.slug, `ssoprovider/${id}/edit`), 303)
}
