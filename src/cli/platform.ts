import { FoyerError, InvalidInput } from '../core/errors.ts'
import { say, type Translate } from '../platform/i18n/i18n.ts'
import { createLog } from '../platform/observe/log.ts'
import { createPlatform, type Platform } from '../platform/platform.ts'
import { createTexts } from '../texts.ts'
import type { CliContext } from './command.ts'

/** What was wrong, as one line of English. */
function sentenceOf(error: FoyerError, t: Translate): string {
  if (error instanceof InvalidInput) {
    return Object.entries(error.fields)
      .map(([field, message]) => `${field}: ${say(t, message)}`)
      .join('; ')
  }
  return error.text === undefined ? error.message : say(t, error.text)
}

/**
 * Runs `act` with the database and the other machines of the configured installation, and closes them afterwards.
 * Writes warnings and errors to the log only, unless `log_level` asks for more than usual.
 */
export async function withPlatform<Result>(
  ctx: Pick<CliContext, 'config'>,
  act: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const { config } = ctx
  const i18n = createTexts()
  const log = createLog({ level: config.logLevel === 'info' ? 'warn' : config.logLevel })
  const platform = await createPlatform(config, { i18n, log })
  try {
    return await act(platform)
  } catch (error) {
    if (!(error instanceof FoyerError)) throw error
    throw new Error(sentenceOf(error, i18n.translator('en')), { cause: error })
  } finally {
    await platform.close()
  }
}
