import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../../../config.ts'
import { NotFound } from '../../../core/errors.ts'
import { looksLikeId, type SsoProviderId, type SsoTestId } from '../../../core/ids.ts'
import { renderPage } from '../../../ui/render.ts'
import { localized, type Memberships } from '../../memberships/index.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import type { SsoProvider, SsoProviders } from '../../sso-providers/index.ts'
import { IntroPage } from '../pages/intro-page.tsx'
import { RunPage } from '../pages/run-page.tsx'
import { loginAddress, runPage } from '../paths.ts'
import { plainReport } from '../plain-report.ts'
import type { ProviderTest, TestRun } from '../types.ts'
import { contextOf, seesPerson } from './context.ts'

export interface ProviderTestOfficeDeps {
  readonly config: Config
  readonly providerTest: ProviderTest
  readonly ssoProviders: Pick<SsoProviders, 'byId' | 'usage'>
  readonly memberships: Pick<Memberships, 'types'>
}

const params = z.object({ id: z.string().max(50).catch(''), run: z.string().max(50).catch('') })
const shown = z.object({ still: z.string().max(10).optional().catch(undefined) })
/** How often a page looks again by itself while somebody is at the provider. */
const AGAIN_S = 10

/** Below `/control/organizer/:organizer`: tests of the connection to a provider, for those who may change its settings. */
export function providerTestOfficeRoutes(app: FastifyInstance, deps: ProviderTestOfficeDeps): void {
  const { config, providerTest, ssoProviders } = deps

  app.addHook('onRequest', async (request) => {
    allow(request, policies.ssoProviders.test)
  })

  async function providerOf(request: FastifyRequest): Promise<SsoProvider> {
    const { id } = params.parse(request.params)
    const provider = looksLikeId(id) ? await ssoProviders.byId(request.organizer.id, id as SsoProviderId) : null
    if (!provider) throw new NotFound('SSO provider')
    return provider
  }

  async function runOf(request: FastifyRequest, { id }: SsoProvider): Promise<TestRun> {
    const { run: named } = params.parse(request.params)
    const run = looksLikeId(named) ? await providerTest.byId(request.organizer.id, named as SsoTestId) : null
    if (run?.providerId !== id) throw new NotFound('test')
    return run
  }

  async function typeNames({ organizer, locale }: FastifyRequest) {
    const types = await deps.memberships.types(organizer.id)
    return (id: string) => {
      const type = types.find((one) => one.id === id)
      return type ? localized(type.name, locale) : ''
    }
  }

  app.get('/ssoprovider/:id/test', async (request, reply) => {
    const provider = await providerOf(request)
    const earlier = await providerTest.latest(request.organizer.id, provider.id)
    const context = contextOf(request, reply, provider, null)
    return reply.html(await renderPage(IntroPage({ context, provider, earlier })))
  })

  app.post('/ssoprovider/:id/test', async (request, reply) => {
    const provider = await providerOf(request)
    return reply.redirect(await startTest(deps)(request, provider), 303)
  })

  app.get('/ssoprovider/:id/test/:run', async (request, reply) => {
    const { organizer } = request
    const provider = await providerOf(request)
    const run = await runOf(request, provider)
    const isStill = shown.parse(request.query ?? {}).still !== undefined
    const isUnderWay = run.state === 'waiting' || run.state === 'begun'
    if (isUnderWay && !isStill) reply.header('refresh', String(AGAIN_S))
    const page = RunPage({
      context: contextOf(request, reply, provider, run, await typeNames(request)),
      provider,
      run,
      login: loginAddress(organizer, run, config),
      isStill,
      seesPerson: seesPerson(request, run),
      usage: await ssoProviders.usage(organizer.id, provider.id),
      earlier: await providerTest.latest(organizer.id, provider.id),
    })
    return reply.header('cache-control', 'no-store').html(await renderPage(page))
  })

  app.get('/ssoprovider/:id/test/:run/report.txt', async (request, reply) => {
    const provider = await providerOf(request)
    const run = await runOf(request, provider)
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="test-${provider.slug}.txt"`)
      .header('cache-control', 'no-store')
      .send(plainReport(request.t, run, contextOf(request, reply, provider, run)))
  })
}

/** Begins a test and answers the address of its page. */
export function startTest({ providerTest }: Pick<ProviderTestOfficeDeps, 'providerTest'>) {
  return async (request: FastifyRequest, provider: SsoProvider): Promise<string> => {
    const { actor } = requireStaff(request)
    if (actor.type !== 'staff') throw new NotFound('test')
    const run = await providerTest.run(request.organizer, provider, actor)
    return officePath(request.organizer.slug, runPage(run))
  }
}
