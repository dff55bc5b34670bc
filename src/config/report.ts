import { maskValue } from './mask.ts'
import { type Origin, type Resolved, resolveConfig } from './resolve.ts'
import { settingNames, settings } from './settings.ts'
import { type ConfigSource, processSource } from './source.ts'

/** One effective setting as it may be shown to anybody. */
export interface ReportedSetting {
  /** Name in foyer.toml. */
  readonly name: string
  readonly value: unknown
  readonly source: 'env' | 'toml' | 'default'
  /** The variable or the file. */
  readonly from?: string
}

function sourceOf(origin: Origin): Pick<ReportedSetting, 'source' | 'from'> {
  if (origin.kind === 'env') return { source: 'env', from: origin.name }
  return origin.kind === 'toml' ? { source: 'toml', from: origin.path } : { source: 'default' }
}

function reported({ config, origins }: Resolved): ReportedSetting[] {
  return settingNames.map((name) => ({
    name: settings[name].toml,
    value: maskValue(config[name], settings[name].secret ?? false),
    ...sourceOf(origins[name]),
  }))
}

/**
 * The effective settings, secrets masked; all texts in `[auth.<identifier>]` sections count as secrets. Creates nothing.
 * Throws a `ConfigError` when they cannot be used.
 */
export function reportConfig(source: Partial<ConfigSource> = {}): readonly ReportedSetting[] {
  const resolved = resolveConfig(processSource({ developmentSecret: () => '', ...source }))
  const { auth } = resolved.config
  const sections = Object.entries(auth).map(
    ([identifier, section]): ReportedSetting => ({
      name: `auth.${identifier}`,
      value: maskValue(section, true),
      source: 'toml',
    }),
  )
  return [...reported(resolved), ...sections]
}
