import type { Platform } from '../../platform/platform.ts'
import type { Refusals } from './refusals.ts'
import type { OpenidProvider } from './types.ts'

/** What the endpoints for programs need. */
export interface ProgramDeps {
  readonly platform: Pick<Platform, 'clock' | 'throttle'>
  readonly provider: Pick<OpenidProvider, 'host'>
  readonly refusals: Refusals
}
