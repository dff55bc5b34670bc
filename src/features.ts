import { type Audit, createAudit } from './features/audit/index.ts'
import { createOrganizers, type Organizers } from './features/organizers/index.ts'
import type { Platform } from './platform/platform.ts'

/** The services of the product, for routes and for the command line. */
export interface Features {
  readonly audit: Audit
  readonly organizers: Organizers
}

/** Builds every service by hand, each from those above it. Starts nothing. */
export async function createFeatures(platform: Platform): Promise<Features> {
  const audit = createAudit(platform)
  const organizers = createOrganizers(platform, { audit })
  return { audit, organizers }
}
