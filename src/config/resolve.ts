import { dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { ConfigError } from './errors.ts'
import { firstSet, unknownVariables } from './read-env.ts'
import { readToml, type TomlFile } from './read-toml.ts'
import { type Known, type Setting, type SettingName, settingNames, settings } from './settings.ts'
import type { ConfigSource } from './source.ts'
import type { Config } from './types.ts'

/** Where an effective value comes from. */
export type Origin =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'toml'; readonly path: string }
  | { readonly kind: 'default' }

export interface Resolved {
  readonly config: Config
  readonly origins: Readonly<Record<SettingName, Origin>>
}

const shortestSecret = 32

interface Written {
  readonly origin: Origin
  readonly value: unknown
  /** Names the place in a problem. */
  readonly place: string
}

function written(setting: Setting<unknown>, source: ConfigSource, file: TomlFile): Written | undefined {
  const variable = firstSet(source.env, setting.env)
  if (variable !== undefined) {
    const { name, text } = variable
    return { origin: { kind: 'env', name }, value: setting.value.fromText(text), place: name }
  }
  if (file.path === undefined || !(setting.toml in file.values)) return undefined
  const origin: Origin = { kind: 'toml', path: file.path }
  return { origin, value: file.values[setting.toml], place: `${file.path}: ${setting.toml}` }
}

function problemOf(setting: Setting<unknown>, { place, value }: Written, error: z.ZodError): string {
  const [issue] = error.issues
  const [index] = issue?.path ?? []
  const item = typeof index === 'number' && Array.isArray(value) ? value[index] : value
  const who = item === value ? '' : ' each entry'
  const shown = setting.secret || setting.toml.endsWith('_url') ? '' : `, not ${JSON.stringify(item)}`
  return `${place}:${who} must be ${issue?.message ?? setting.value.words}${shown}`
}

function checked(setting: Setting<unknown>, found: Written | undefined, known: Known, problems: string[]): unknown {
  if (found === undefined) return setting.standard(known)
  const parsed = setting.value.schema.safeParse(found.value)
  if (parsed.success) return parsed.data
  problems.push(problemOf(setting, found, parsed.error))
  return setting.standard(known)
}

interface Reading {
  readonly values: Omit<Config, 'auth' | 'folder'>
  readonly origins: Readonly<Record<SettingName, Origin>>
}

function readSettings(source: ConfigSource, file: TomlFile, problems: string[]): Reading {
  const values: Partial<Record<SettingName, unknown>> = {}
  const origins: Partial<Record<SettingName, Origin>> = {}
  let known: Known = { port: 0, url: '', nodeEnv: source.env.NODE_ENV }
  for (const name of settingNames) {
    const setting: Setting<unknown> = settings[name]
    const found = written(setting, source, file)
    const value = checked(setting, found, known, problems)
    values[name] = value
    origins[name] = found?.origin ?? { kind: 'default' }
    known = { ...known, [name]: value }
  }
  return { values, origins } as Reading
}

function secretProblem(config: Omit<Config, 'auth' | 'folder'>): string | undefined {
  if (config.mode === 'development' || config.secret.length >= shortestSecret) return undefined
  const advice = `production mode needs at least ${shortestSecret} characters, such as the output of "openssl rand -base64 32"`
  return `FOYER_SECRET: ${config.secret === '' ? 'is missing' : 'is too short'}; ${advice}`
}

function folderOf(origin: Origin, cwd: string): string {
  return origin.kind === 'toml' ? dirname(origin.path) : cwd
}

function makeSecret(source: ConfigSource, dataDir: string): string {
  try {
    return source.developmentSecret(dataDir)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigError([`data_dir: the secret in ${dataDir} can be neither read nor created (${reason})`])
  }
}

/**
 * Environment over foyer.toml over defaults, with the origin of each value.
 * Throws a `ConfigError` that lists every problem at once.
 */
export function resolveConfig(source: ConfigSource): Resolved {
  const file = readToml(source)
  const problems = [...file.problems, ...unknownVariables(source.env)]
  const { values, origins } = readSettings(source, file, problems)
  const secretless = secretProblem(values)
  if (secretless !== undefined) problems.push(secretless)
  if (problems.length > 0) throw new ConfigError(problems)
  const dataDir = resolve(folderOf(origins.dataDir, source.cwd), values.dataDir)
  const secret = values.secret === '' ? makeSecret(source, dataDir) : values.secret
  const folder = file.path === undefined ? source.cwd : dirname(file.path)
  return { config: { ...values, folder, dataDir, secret, auth: file.auth }, origins }
}
