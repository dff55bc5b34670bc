import { statSync } from 'node:fs'
import { reportConfig } from '../../config/report.ts'
import { type Config, ConfigError } from '../../config.ts'
import type { CliContext } from '../command.ts'
import { withPlatform } from '../platform.ts'
import { checkBackends } from './backends.ts'
import { type CheckResult, fail, ok } from './check.ts'
import { checkDatabase, missingDatabase, unreachableDatabase } from './database.ts'
import { checkMail } from './mail.ts'
import { checkAddress, checkFolder, checkNode, checkSecret } from './surroundings.ts'

type Doctor = Pick<CliContext, 'config' | 'env' | 'cwd'>

async function checkInside(ctx: Doctor): Promise<CheckResult[]> {
  const missing = missingDatabase(ctx.config)
  if (missing !== null) return [missing]
  const builtMs = statSync(import.meta.filename).mtimeMs
  try {
    return await withPlatform(ctx, async (platform) => [
      ...(await checkDatabase(platform, builtMs)),
      ...(await checkBackends(platform)),
    ])
  } catch (error) {
    return [unreachableDatabase(error)]
  }
}

function readConfig(ctx: Doctor): Config | CheckResult[] {
  try {
    return ctx.config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map((problem) => fail('settings', problem, 'see "foyer config --help"'))
  }
}

/** Looks at everything that the program depends on. Changes nothing, but makes the development secret when it is missing. */
export async function examine(ctx: Doctor): Promise<CheckResult[]> {
  const node = checkNode(process.versions.node)
  const config = readConfig(ctx)
  if (Array.isArray(config)) return [node, ...config]
  const origins = new Map(reportConfig(ctx).map(({ name, source }) => [name, source]))
  return [
    node,
    ok('settings', `${config.mode} mode`),
    checkAddress(config),
    checkSecret(config, origins.get('secret') === 'default'),
    ...(config.databaseUrl === '' ? [checkFolder(config)] : []),
    ...(await checkInside(ctx)),
    await checkMail(config),
  ]
}
