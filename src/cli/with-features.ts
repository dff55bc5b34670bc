import { createFeatures, type Features } from '../features.ts'
import { migrateToLatest } from '../platform/db/migrate.ts'
import type { Platform } from '../platform/platform.ts'
import type { CliContext } from './command.ts'
import { withPlatform } from './platform.ts'

/** Runs `act` with the services of the product on a database that has all migrations. */
export function withFeatures<Result>(
  ctx: Pick<CliContext, 'config'>,
  act: (features: Features, platform: Platform) => Promise<Result>,
): Promise<Result> {
  return withPlatform(ctx, async (platform) => {
    await migrateToLatest(platform.db)
    return act(await createFeatures(platform), platform)
  })
}
