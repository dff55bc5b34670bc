import type { DbKind } from '../../../src/platform/db/columns.ts'
import { createTestDatabase } from '../../support/postgres-databases.ts'
import { moduleNamed } from '../modules/index.ts'
import { PLANS, type Plan } from '../plans.ts'
import { Browser } from './browser.ts'
import { type FoyerUnderTest, startFoyerUnderTest } from './foyer.ts'
import { jsonOf, send } from './http.ts'
import { type ModuleResult, runModule, type Variant } from './run.ts'
import { type SuiteServer, startSuiteServer } from './suite-server.ts'

/** One module of a plan in one variant. */
export interface PlannedModule {
  readonly plan: Plan
  readonly variant: Variant
  readonly name: string
  /** Where it stands: the variant in short, and the name of the module. */
  readonly title: string
}

/** All modules of the plans whose names contain one of the words; of all plans without words. */
export function plannedModules(words: readonly string[] = []): PlannedModule[] {
  const plans = PLANS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  return plans.flatMap((plan) =>
    plan.variants.flatMap((variant) =>
      plan.modules(variant).map((name) => ({ plan, variant, name, title: `${variant.responseType}: ${name}` })),
    ),
  )
}

/** A running provider, a running relying party, and modules that run between the two. */
export interface Suite {
  run(planned: PlannedModule): Promise<ModuleResult>
  close(): Promise<void>
}

export async function startSuite(kind: DbKind): Promise<Suite> {
  const database = kind === 'postgres' ? await createTestDatabase() : null
  const foyer = await startFoyerUnderTest(kind, database?.url)
  const party = await startSuiteServer()
  const metadata = await discover(foyer)
  let count = 0
  return {
    run: (planned) => runPlanned(planned, foyer, party, metadata, ++count),
    async close() {
      await party.close()
      await foyer.close()
      await database?.drop()
    },
  }
}

async function discover({ issuer }: FoyerUnderTest): Promise<Record<string, unknown>> {
  const answer = await send(`${issuer}/.well-known/openid-configuration`)
  const metadata = jsonOf(answer)
  if (!metadata) throw new Error(`no discovery document: ${answer.status} ${answer.text}`)
  return metadata
}

function runPlanned(
  { name, variant }: PlannedModule,
  foyer: FoyerUnderTest,
  suite: SuiteServer,
  metadata: Readonly<Record<string, unknown>>,
  count: number,
): Promise<ModuleResult> {
  const browser = new Browser(foyer.origin, foyer.person)
  return runModule(moduleNamed(name), { variant, foyer, suite, browser, alias: `module-${count}`, metadata })
}
