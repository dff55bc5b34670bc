import { createPlatform, type Platform } from '../platform/platform.ts'
import type { CliContext } from './command.ts'

/** Runs `act` with the database and the other machines of the configured installation, and closes them afterwards. */
export async function withPlatform<Result>(
  ctx: Pick<CliContext, 'config'>,
  act: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const platform = await createPlatform(ctx.config)
  try {
    return await act(platform)
  } finally {
    await platform.close()
  }
}
