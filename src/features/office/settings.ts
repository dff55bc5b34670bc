import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'
import { NotFound } from '../../core/errors.ts'
import { type FormProblems, problemsOf, readFields } from '../../platform/http/form-fields.ts'
import { renderPage } from '../../ui/render.ts'
import { allow, officeFrame, officePath, policies, requireStaff } from '../office-access/index.ts'
import { type Organizer, type Organizers, organizerLogoPath, preferredSite } from '../organizers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import type { Affected } from './affected.ts'
import { type LockOut, peopleLockedOut, waysLost } from './lock-out.ts'
import { logoRoutes } from './logo.ts'
import { RemoveDomainPage } from './pages/remove-domain.tsx'
import { SettingsPage } from './pages/settings.tsx'
import { changedFieldsOf, currentValues, readSettingsForm, type SettingsValues } from './settings-form.ts'
import { settingsTabs } from './settings-tabs.ts'

export interface SettingsDeps {
  readonly config: Config
  readonly organizers: Organizers
  readonly affected: Affected
  readonly ssoClients: Pick<SsoClients, 'count'>
}

interface SettingsView {
  readonly values: SettingsValues
  readonly problems?: FormProblems
  /** A domain that could not be added, as typed. */
  readonly domain?: string
  /** Who would lose the way in; asks before it is done. */
  readonly lockOut?: LockOut
}

/** Settings of an organizer: General, with the customer accounts. */
export function settingsRoutes(app: FastifyInstance, { config, organizers, affected, ssoClients }: SettingsDeps): void {
  const address = ({ slug }: Organizer) => officePath(slug, 'settings')

  app.addHook('preHandler', async (request) => {
    allow(request, policies.organizers.change)
  })

  async function page(request: FastifyRequest, reply: FastifyReply, view: SettingsView): Promise<FastifyReply> {
    const { organizer, t, locale } = request
    const shop = preferredSite(organizer, config)
    const shopPath = `/${organizer.slug}`
    const logo = organizerLogoPath(organizer)
    const isShownAgain = view.problems !== undefined || view.lockOut !== undefined
    return reply.html(
      await renderPage(
        SettingsPage({
          office: officeFrame(request, reply, { active: 'settings', crumbs: [{ text: t('office:settings.title') }] }),
          t,
          locale,
          csrf: reply.csrfToken(),
          action: address(organizer),
          organizer,
          loginHref: `${shop.origin}${shop.base}/account/login`,
          shopUrl: `${config.url}${shopPath}/`,
          tabs: settingsTabs(request, 'general'),
          counts: await affected.affected(organizer.id),
          clients: await ssoClients.count(organizer.id),
          values: view.values,
          problems: view.problems ?? {},
          domain: view.domain ?? '',
          logo: logo === null ? null : shopPath + logo,
          lockOut: view.lockOut,
          changed: isShownAgain ? changedFieldsOf(organizer, view.values) : new Set(),
        }),
      ),
    )
  }

  app.register(async (scope) =>
    logoRoutes(scope, {
      organizers,
      showProblems: (request, reply, problems) =>
        page(request, reply, { values: currentValues(request.organizer), problems }),
    }),
  )

  app.get('/settings', async (request, reply) => page(request, reply, { values: currentValues(request.organizer) }))

  app.post('/settings', async (request, reply) => {
    const { organizer } = request
    const values = readSettingsForm(request.body)
    const { confirmed } = readFields(request.body, ['confirmed'])
    const lost = waysLost(currentValues(organizer), values)
    if (lost && confirmed !== lost.token) {
      const counts = await affected.affected(organizer.id, { fresh: true })
      const people = peopleLockedOut(currentValues(organizer), values, counts)
      if (people.count > 0 || people.precision !== 'exact') {
        return page(request, reply, { values, lockOut: { ...lost, people } })
      }
    }
    const problems = await problemsOf(() => organizers.set(organizer, values, requireStaff(request).actor))
    if (problems) return page(request, reply.code(422), { values, problems })
    reply.flash('ok', { key: 'office:settings.saved' })
    return reply.redirect(address(organizer), 303)
  })

  app.post('/settings/domains', async (request, reply) => {
    const { organizer } = request
    const { domain } = readFields(request.body, ['domain'])
    const problems = await problemsOf(() => organizers.addDomain(organizer, domain, requireStaff(request).actor))
    if (problems) return page(request, reply.code(422), { values: currentValues(organizer), problems, domain })
    reply.flash('ok', { key: 'office:settings.domainAdded', params: { host: domain.trim().toLowerCase() } })
    return reply.redirect(address(organizer), 303)
  })

  app.get('/settings/domains/remove', async (request, reply) => {
    const { organizer, t } = request
    const host = ownDomain(organizer, request.query)
    const crumbs = [{ text: t('office:settings.title'), href: address(organizer) }, { text: host }]
    const office = officeFrame(request, reply, { active: 'settings', crumbs })
    const post = { action: officePath(organizer.slug, 'settings/domains/remove'), csrf: reply.csrfToken() }
    return reply.html(await renderPage(RemoveDomainPage({ office, t, host, post, back: address(organizer) })))
  })

  app.post('/settings/domains/remove', async (request, reply) => {
    const { organizer } = request
    const host = ownDomain(organizer, request.body)
    await organizers.removeDomain(organizer, host, requireStaff(request).actor)
    reply.flash('ok', { key: 'office:settings.domainRemoved', params: { host } })
    return reply.redirect(address(organizer), 303)
  })
}

function ownDomain(organizer: Organizer, values: unknown): string {
  const { host } = readFields(values, ['host'])
  if (!organizer.domains.includes(host)) throw new NotFound('domain')
  return host
}
