import type { Browser } from './browser.ts'
import type { FoyerUnderTest } from './foyer.ts'
import type { SuiteServer } from './suite-server.ts'

export type ResponseType =
  | 'code'
  | 'id_token'
  | 'id_token token'
  | 'code id_token'
  | 'code token'
  | 'code id_token token'

/** The variant in which a plan runs its modules. */
export interface Variant {
  readonly responseType: ResponseType
  readonly responseMode: 'default' | 'form_post'
  readonly clientRegistration: 'static_client' | 'dynamic_client'
  readonly clientAuth: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt'
}

export type Outcome = 'PASSED' | 'WARNING' | 'SKIPPED' | 'FAILED'

export interface ModuleResult {
  readonly outcome: Outcome
  readonly notes: readonly string[]
}

/** Thrown to end a module that does not apply. */
class Skipped extends Error {}

/** Thrown when a requirement is not met. */
export class Failure extends Error {}

/** How a module says what it found. */
export interface Checks {
  /** Ends the module as failed unless the condition holds. */
  must(condition: unknown, requirement: string): asserts condition
  /** Notes a warning unless the condition holds. */
  should(condition: unknown, recommendation: string): void
  skip(reason: string): never
}

/** What a module works with while it runs. */
export interface Run extends Checks {
  readonly variant: Variant
  readonly foyer: FoyerUnderTest
  readonly suite: SuiteServer
  /** Of this module alone. */
  readonly browser: Browser
  /** Paths at the relying party that belong to this module alone. */
  readonly alias: string
  readonly metadata: Readonly<Record<string, unknown>>
}

/** One module of the suite under its own name. */
export interface Module {
  readonly name: string
  run(run: Run): Promise<void>
}

export type RunFacts = Pick<Run, 'variant' | 'foyer' | 'suite' | 'browser' | 'alias' | 'metadata'>

/** Runs a module to its end; an exception of any kind is a failure. */
export function runModule(module: Module, facts: RunFacts): Promise<ModuleResult> {
  return checked((checks) => module.run({ ...facts, ...checks }))
}

/** What a module found. */
export async function checked(work: (checks: Checks) => Promise<void>): Promise<ModuleResult> {
  const notes: string[] = []
  const checks: Checks = {
    must(condition, requirement) {
      if (!condition) throw new Failure(requirement)
    },
    should(condition, recommendation) {
      if (!condition) notes.push(recommendation)
    },
    skip(reason) {
      throw new Skipped(reason)
    },
  }
  try {
    await work(checks)
    return { outcome: notes.length > 0 ? 'WARNING' : 'PASSED', notes }
  } catch (error) {
    if (error instanceof Skipped) return { outcome: 'SKIPPED', notes: [error.message] }
    const reason = error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error)
    return { outcome: 'FAILED', notes: [reason, ...notes] }
  }
}
