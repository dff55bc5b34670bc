import { resolveConfig } from './config/resolve.ts'
import { type ConfigSource, processSource } from './config/source.ts'
import type { Config } from './config/types.ts'

export { ConfigError } from './config/errors.ts'
export type { AuthSection, Config, LogLevel, Mode } from './config/types.ts'

/**
 * The settings of this process: environment over foyer.toml over defaults. Tests hand in `env`, `cwd`, `readFile` and
 * `developmentSecret`. Throws a `ConfigError` that lists every problem at once.
 */
export function loadConfig(source: Partial<ConfigSource> = {}): Config {
  return resolveConfig(processSource(source)).config
}
