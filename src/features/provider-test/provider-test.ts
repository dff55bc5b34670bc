import { DAY, MINUTE, SECOND } from '../../core/clock.ts'
import { newOrderedId, type OrganizerId, type SsoProviderId, type SsoTestId } from '../../core/ids.ts'
import { hashSecret, randomSecret } from '../../core/random.ts'
import { SealBroken } from '../../platform/crypto/secret-box.ts'
import { StoredDataInvalid } from '../../platform/db/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { textClaim } from '../../protocol/client/claims.ts'
import type { Connection } from '../../protocol/client/connection.ts'
import { probeClient } from '../../protocol/client/probe-client.ts'
import type { TraceStep } from '../../protocol/client/types.ts'
import { type Organizer, preferredSite } from '../organizers/index.ts'
import { inLanguage, redirectUri, type SsoProvider } from '../sso-providers/index.ts'
import type { ProviderTestDeps } from './deps.ts'
import { erasingTests } from './erasing.ts'
import { resultOf, sealReport, TICKET_MS, toRun } from './report.ts'
import { logoutStep, lookSteps } from './steps/before-login.ts'
import { clientStep, noSecretStep } from './steps/client.ts'
import { stepOf, withSteps } from './steps/step.ts'
import { deleteOldTests, ssoTestStore, type TestRow } from './store.ts'
import { type ProviderTest, type Report, STEP_NAMES, type Step, type TestRun } from './types.ts'
import { createVerification } from './verification.ts'

/** Runs of one organizer, which call other servers. */
const RUNS = { points: 20, windowS: (5 * MINUTE) / SECOND }
const LATEST = 10
const KEPT_MS = 30 * DAY
const TICKET = /^[A-Za-z0-9_-]{43}$/

export function createProviderTest(platform: Platform, deps: ProviderTestDeps): ProviderTest {
  const { db, clock, random, secrets, config, throttle } = platform
  const { audit, providers } = deps
  const runs = throttle.define('provider test', RUNS)
  const verify = createVerification(platform, deps)
  const run = (row: TestRow) => toRun(secrets, row, clock.now())

  /** null for one that cannot be read any more: the secret of the installation was replaced. */
  function readable(row: TestRow): TestRun | null {
    try {
      return run(row)
    } catch (error) {
      if (error instanceof SealBroken || error instanceof StoredDataInvalid) return null
      throw error
    }
  }

  deps.customers.onErase(erasingTests(readable))

  /** What is known before anybody logs in, and whether somebody can. */
  async function look(organizer: Organizer, { id, organizerId }: SsoProvider) {
    const traces: TraceStep[] = []
    const looked = await providers.look(organizerId, id, (step) => traces.push(step))
    const { provider, connection } = looked
    const found = lookSteps({ ...looked, traces })
    const isThere = connection !== null && found.every(({ result }) => result !== 'fail')
    const known = isThere ? [...found, await askAboutClient(organizer, provider, connection)] : found
    const names = STEP_NAMES.filter((name) => name !== 'userinfo' || provider.settings.claimsFrom !== 'id_token')
    const isUp = connection !== null && known.every(({ result }) => result !== 'fail')
    const accountsOff = isUp && !organizer.settings.customer_accounts
    const steps = withSteps(
      names.map((name) => stepOf(name)),
      [
        ...known,
        ...(isUp ? [logoutStep(provider, connection)] : []),
        ...(accountsOff
          ? [stepOf('login', { result: 'warn', notes: [{ key: 'providerTest:note.accountsOff' }] })]
          : []),
      ],
    )
    return { steps, provider, canLogIn: isUp && !accountsOff }
  }

  /** Whether the provider takes our client ID and secret; needs nobody to log in. */
  async function askAboutClient(organizer: Organizer, { slug }: SsoProvider, connection: Connection): Promise<Step> {
    if (connection.settings.proof.method === 'none') return noSecretStep()
    const traces: TraceStep[] = []
    const trace = (step: TraceStep) => void traces.push(step)
    const address = redirectUri(preferredSite(organizer, config), slug)
    const probe = await probeClient(connection, { redirectUri: address, random, now: clock.now(), trace })
    return clientStep(probe, traces)
  }

  async function done(organizerId: OrganizerId, id: SsoTestId, report: Report): Promise<TestRun | null> {
    const row = await ssoTestStore(db.q).finish(organizerId, id, {
      result: resultOf(report.steps),
      report: sealReport(secrets, { ...report, ticket: null }),
      finished_at: clock.now(),
    })
    return row && run(row)
  }

  async function latest(organizerId: OrganizerId, providerId: SsoProviderId): Promise<readonly TestRun[]> {
    const rows = await ssoTestStore(db.q).latest(organizerId, providerId, LATEST)
    return rows.flatMap((row) => readable(row) ?? [])
  }

  return {
    latest,

    async run(organizer, before, actor) {
      await runs.consume(organizer.id)
      const { steps, provider, canLogIn } = await look(organizer, before)
      const now = clock.now()
      const ticket = canLogIn ? randomSecret(random) : null
      const content: Report = {
        actorId: actor.id,
        ticket,
        issuer: provider.issuer,
        clientId: provider.clientId,
        redirectUri: redirectUri(preferredSite(organizer, config), provider.slug),
        steps,
        person: null,
      }
      const row = {
        id: newOrderedId<SsoTestId>(random, now),
        provider_id: provider.id,
        state: canLogIn ? 'waiting' : 'done',
        ticket_hash: ticket && hashSecret(ticket),
        result: canLogIn ? null : resultOf(steps),
        actor_name: actor.name,
        report: sealReport(secrets, content),
        created_at: now,
        finished_at: canLogIn ? null : now,
      }
      await db.transaction(async (q) => {
        await ssoTestStore(q).insert(organizer.id, row)
        const name = inLanguage(provider.name, organizer.locale) || provider.slug
        const object = { type: 'ssoprovider', id: provider.id, name } as const
        await audit.record(q, organizer.id, { action: 'foyer.ssoprovider.tested', actor, object })
      })
      return run({ ...row, organizer_id: organizer.id })
    },

    async byId(organizerId, id) {
      const row = await ssoTestStore(db.q).byId(organizerId, id)
      return row && readable(row)
    },

    async waiting(organizerId, ticket) {
      if (!TICKET.test(ticket)) return null
      const row = await ssoTestStore(db.q).waiting(organizerId, hashSecret(ticket), clock.now() - TICKET_MS)
      return row && run(row)
    },

    async begin(organizerId, ticket) {
      if (!TICKET.test(ticket)) return null
      const row = await ssoTestStore(db.q).begin(organizerId, hashSecret(ticket), clock.now() - TICKET_MS)
      return row && run(row)
    },

    async sent(organizerId, { id, report }, lines) {
      const left = stepOf('login', { sent: lines })
      const steps = withSteps(report.steps, [left])
      await ssoTestStore(db.q).setReport(organizerId, id, sealReport(secrets, { ...report, ticket: null, steps }))
    },

    async stopped(organizerId, { id, report }, code) {
      const steps = withSteps(report.steps, [stepOf('login', { result: 'fail', code })])
      await done(organizerId, id, { ...report, steps })
    },

    async finish(organizer, returned) {
      const { run: id = '' } = returned.attempt.data
      const row = await ssoTestStore(db.q).byId(organizer.id, id as SsoTestId)
      const begun = row && run(row)
      if (begun?.state !== 'begun' || begun.providerId !== returned.provider.id) return null
      const { report } = begun
      const left = report.steps.find(({ name }) => name === 'login')
      const { steps, person } = await verify(organizer, returned, left)
      const known: readonly Step[] = withSteps(report.steps, steps)
      return done(organizer.id, begun.id, { ...report, steps: known, person })
    },

    async lastClaims(organizerId, providerId) {
      const tested = (await latest(organizerId, providerId)).find(({ report }) => report.person !== null)
      const person = tested?.report.person
      if (!tested || !person) return null
      const { claims, subject, customer } = person
      const said = ['name', 'email', 'preferred_username'].map((claim) => textClaim(claims, claim))
      return {
        claims,
        at: tested.finishedAt ?? tested.createdAt,
        who: said.find((text) => text !== undefined) ?? subject,
        customer,
      }
    },

    cleanUp: () => deleteOldTests(db.q, clock.now() - KEPT_MS),
  }
}
