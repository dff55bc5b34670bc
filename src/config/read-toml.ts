import { resolve } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import { nearestName } from '../core/nearest-name.ts'
import { configPathVariable } from './read-env.ts'
import { settingNames, settings } from './settings.ts'
import type { ConfigSource } from './source.ts'
import type { AuthSection } from './types.ts'

export interface TomlFile {
  /** Absolute path, or undefined when there is no file. */
  readonly path: string | undefined
  readonly values: Readonly<Record<string, unknown>>
  readonly auth: Readonly<Record<string, AuthSection>>
  readonly problems: readonly string[]
}

const keys = new Set<string>(settingNames.map((name) => settings[name].toml))

function isTable(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function unknownKey(path: string, key: string): string {
  const nearest = nearestName(key, [...keys, 'auth'])
  return `${path}: unknown setting ${key}${nearest === undefined ? '' : `, did you mean ${nearest}?`}`
}

function authSections(path: string, auth: unknown, problems: string[]): Record<string, AuthSection> {
  const sections: Record<string, AuthSection> = {}
  if (!isTable(auth)) {
    problems.push(`${path}: auth must be made of sections [auth.<identifier>]`)
    return sections
  }
  for (const [identifier, section] of Object.entries(auth)) {
    if (isTable(section)) sections[identifier] = section
    else problems.push(`${path}: auth.${identifier} must be a section [auth.${identifier}]`)
  }
  return sections
}

function sortKeys(path: string, parsed: Record<string, unknown>): TomlFile {
  const problems = Object.keys(parsed)
    .filter((key) => key !== 'auth' && !keys.has(key))
    .map((key) => unknownKey(path, key))
  const auth = authSections(path, parsed.auth ?? {}, problems)
  const values = Object.fromEntries(Object.entries(parsed).filter(([key]) => keys.has(key)))
  return { path, values, auth, problems }
}

const nothing: TomlFile = { path: undefined, values: {}, auth: {}, problems: [] }

/** Reads the file that FOYER_CONFIG names, else foyer.toml in the working directory, which may be missing. */
export function readToml(source: ConfigSource): TomlFile {
  const named = source.env[configPathVariable] || undefined
  const path = resolve(source.cwd, named ?? 'foyer.toml')
  const failed = (problem: string): TomlFile => ({ ...nothing, path, problems: [problem] })
  try {
    const content = source.readFile(path)
    if (content !== undefined) return sortKeys(path, parse(content))
    return named === undefined ? nothing : failed(`${configPathVariable}: there is no file ${path}`)
  } catch (error) {
    if (error instanceof TomlError) {
      const [reason = 'not valid TOML'] = error.message.split('\n')
      return failed(`${path}: line ${error.line}, column ${error.column}: ${reason}`)
    }
    return failed(`${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
}
