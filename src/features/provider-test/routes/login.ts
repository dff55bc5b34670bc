import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../../../config.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { lineOf } from '../../../protocol/client/call-trace.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { officePath } from '../../office-access/index.ts'
import { leaveFor, type SsoLoginService } from '../../sso-login/index.ts'
import { inLanguage, type SsoProvider, type SsoProviders } from '../../sso-providers/index.ts'
import { DonePage } from '../pages/done-page.tsx'
import { ReadyPage } from '../pages/ready-page.tsx'
import { runPage, ticketPath } from '../paths.ts'
import type { ProviderTest, TestRun } from '../types.ts'

export interface TestLoginDeps {
  readonly config: Config
  readonly providerTest: ProviderTest
  readonly ssoLogin: Pick<SsoLoginService, 'begin' | 'handle' | 'throttles'>
  readonly providers: Pick<SsoProviders, 'byId'>
}

const params = z.object({ ticket: z.string().max(100).catch('') })
const PATH = ticketPath(':ticket')

/**
 * The login of a test, at the address that people come to: staff and customers may use different hosts. It begins no session.
 * The scope has `organizerScope` and `pageHooks`.
 */
export function testLoginRoutes(app: FastifyInstance, deps: TestLoginDeps): void {
  const { providerTest, ssoLogin, providers } = deps

  async function providerOf(request: FastifyRequest, run: TestRun | null): Promise<SsoProvider | null> {
    const isOn = request.organizer.settings.customer_accounts
    return run && isOn ? providers.byId(request.organizer.id, run.providerId) : null
  }

  app.get(PATH, { exposeHeadRoute: false }, async (request, reply) => {
    const { ticket } = params.parse(request.params)
    const run = await providerTest.waiting(request.organizer.id, ticket)
    const provider = await providerOf(request, run)
    if (!run || !provider) return showDone(request, reply, deps, null)
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    const action = request.site.base + ticketPath(ticket)
    const by = run.actorName
    return reply.html(await renderPage(ReadyPage({ request, reply, action, name: nameOf(request, provider), by })))
  })

  app.post(PATH, async (request, reply) => {
    const { ticket } = params.parse(request.params)
    const { organizer, locale } = request
    await ssoLogin.throttles.start(clientAddress(request))
    const run = await providerTest.begin(organizer.id, ticket)
    const provider = await providerOf(request, run)
    if (!run || !provider) return showDone(request, reply, deps, null)
    try {
      const address = await ssoLogin.begin(request, reply, provider, {
        purpose: 'test',
        next: null,
        wishes: { uiLocales: locale },
        data: { run: run.id },
      })
      await providerTest.sent(organizer.id, run, sentLines(address))
      return await leaveFor(request, reply, address, nameOf(request, provider))
    } catch (error) {
      if (!(error instanceof ProviderProblem)) throw error
      await providerTest.stopped(organizer.id, run, error.code)
      return showDone(request, reply, deps, run)
    }
  })

  ssoLogin.handle('test', async (request, reply, returned) => {
    const run = await providerTest.finish(request.organizer, { ...returned, locale: request.locale })
    return showDone(request, reply, deps, run)
  })
}

/** @param run null when the test is over, or there is none */
async function showDone(
  request: FastifyRequest,
  reply: FastifyReply,
  { config }: TestLoginDeps,
  run: TestRun | null,
): Promise<FastifyReply> {
  const page = run && officePath(request.organizer.slug, runPage(run))
  const office = page && config.url + page
  reply.header('cache-control', 'no-store').code(run ? 200 : 410)
  return reply.html(await renderPage(DonePage({ request, reply, office })))
}

function nameOf({ locale }: FastifyRequest, { name, slug }: SsoProvider): string {
  return inLanguage(name, locale) || slug
}

/** What the browser is sent to the provider with. */
function sentLines(address: string): string[] {
  const { origin, pathname, searchParams } = new URL(address)
  return [`GET ${origin}${pathname}`, ...[...searchParams].map(([name, value]) => lineOf(name, value))]
}
