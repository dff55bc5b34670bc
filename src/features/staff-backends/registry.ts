import { ConfigError } from '../../config.ts'
import { nearestName } from '../../core/nearest-name.ts'
import type { AuthBackend } from './contract.ts'
import { isPath, loadModule } from './load-module.ts'
import { type LoadedBackend, withDefaults } from './loaded-backend.ts'
import { readSection } from './section.ts'
import { isBackend, isText, shapeProblem } from './shape.ts'

/** The enabled staff backends, built once when the program starts. */
export interface BackendRegistry {
  /** In the order of the configuration. */
  readonly all: readonly LoadedBackend[]
  get(identifier: string): LoadedBackend | undefined
}

export interface RegistryOptions {
  /** `auth_backends`: names of built-in backends, paths of files or names of packages. */
  readonly names: readonly string[]
  /** Where relative paths begin and packages are looked for. */
  readonly folder: string
  /** By name. `name:identifier` enables one under another identifier, so that there can be several. */
  readonly builtIn: Readonly<Record<string, (identifier: string) => AuthBackend | Promise<AuthBackend>>>
  /** The sections `[auth.<identifier>]`. */
  readonly sections?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * Builds every backend that the configuration names.
 * @throws ConfigError naming the entry and the reason: unknown, failed to load, not a backend, identifier taken
 */
export async function createBackendRegistry(options: RegistryOptions): Promise<BackendRegistry> {
  const loaded = new Map<string, LoadedBackend>()
  for (const entry of options.names) {
    const name = entry.trim()
    const backend = await configured(name, await build(name, options), options.sections ?? {})
    if (loaded.has(backend.identifier)) {
      throw problem(name, `another entry has the identifier "${backend.identifier}" already`)
    }
    loaded.set(backend.identifier, backend)
  }
  const all = [...loaded.values()]
  if (!all.some(({ visible, has }) => visible || has.request)) {
    throw new ConfigError(['auth_backends: every backend is hidden and reads no external session: nobody could log in'])
  }
  return { all, get: (identifier) => loaded.get(identifier) }
}

async function build(name: string, { builtIn, folder }: RegistryOptions): Promise<AuthBackend> {
  const [kind = '', identifier = kind, ...rest] = name.split(':')
  const make = Object.hasOwn(builtIn, kind) && rest.length === 0 ? builtIn[kind] : undefined
  if (make) return make(identifier)
  let candidate: unknown
  let reason: string | null
  try {
    candidate = construct(await loadModule(name, folder))
    reason = shapeProblem(candidate)
  } catch (error) {
    if (isUnknown(error, name)) throw problem(name, unknownName(name, Object.keys(builtIn)))
    throw problem(name, `failed to load: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (reason === null && isBackend(candidate)) return candidate
  throw problem(name, `is not a staff backend: ${reason}`)
}

/** Gives a backend its section of the configuration, checked. */
async function configured(
  entry: string,
  backend: AuthBackend,
  sections: NonNullable<RegistryOptions['sections']>,
): Promise<LoadedBackend> {
  const { verbose_name: name = null, ...section } = sections[backend.identifier] ?? {}
  if (name !== null && !isText(name)) throw problem(entry, `[auth.${backend.identifier}] verbose_name must be a text`)
  const { config, issues } = await readSection(backend, section)
  if (issues.length > 0) throw problem(entry, `[auth.${backend.identifier}] ${issues.join('; ')}`)
  return withDefaults(backend, config, name)
}

/** A class is constructed without arguments; an object is the backend itself. */
function construct(exported: unknown): unknown {
  return typeof exported === 'function' ? new (exported as new () => unknown)() : exported
}

/** The named module itself is missing, in contrast to one that it imports. */
function isUnknown(error: unknown, name: string): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string }
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') return false
  const missing = message.split('\n', 1)[0]?.replace(/ imported from .*$/, '') ?? ''
  return missing.includes(isPath(name) ? (name.split(/[\\/]/).at(-1) ?? name) : `'${name}'`)
}

function unknownName(name: string, known: readonly string[]): string {
  if (isPath(name)) return 'there is no such file'
  const nearest = nearestName(name, known)
  const hint = nearest === undefined ? '' : `, did you mean "${nearest}"?`
  return `is neither built in (${known.join(', ')}) nor an installed package${hint}`
}

function problem(name: string, reason: string): ConfigError {
  return new ConfigError([`auth_backends: "${name}": ${reason}`])
}
