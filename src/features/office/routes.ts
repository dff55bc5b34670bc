import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import type { Audit } from '../audit/index.ts'
import type { Customers } from '../customers/index.ts'
import type { Organizers } from '../organizers/index.ts'
import type { SsoClients } from '../sso-clients/index.ts'
import { createAffected } from './affected.ts'
import { historyRoutes, installationHistoryRoutes } from './history.ts'
import { mailRoutes } from './mails.ts'
import { organizerRoutes } from './organizers.ts'
import { overviewRoutes } from './overview.ts'
import { settingsRoutes } from './settings.ts'

export interface OfficeDeps {
  readonly platform: Platform
  readonly audit: Audit
  readonly organizers: Organizers
  readonly customers: Pick<Customers, 'counts'>
  readonly ssoClients: Pick<SsoClients, 'count'>
}

/** Pages of the installation, below `/control`. Each part is a scope of its own, because it may ask for a right. */
export async function officeRoutes(app: FastifyInstance, deps: OfficeDeps): Promise<void> {
  const { config } = deps.platform
  await app.register(async (scope) => organizerRoutes(scope, { ...deps, config }))
  await app.register(async (scope) => installationHistoryRoutes(scope, { ...deps, config }))
  await app.register(async (scope) => mailRoutes(scope, deps))
}

/** Pages of one organizer, below `/control/organizer/:organizer`, after `officeOrganizerScope`. */
export async function officeOrganizerRoutes(app: FastifyInstance, deps: OfficeDeps): Promise<void> {
  const { config } = deps.platform
  const affected = createAffected(deps.platform)
  await app.register(async (scope) => overviewRoutes(scope, deps))
  await app.register(async (scope) => historyRoutes(scope, deps))
  await app.register(async (scope) => settingsRoutes(scope, { ...deps, config, affected }))
}
