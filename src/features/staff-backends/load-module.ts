import { readFileSync } from 'node:fs'
import { createRequire, findPackageJSON } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** True for the path of a file, in contrast to the name of a package. */
export function isPath(name: string): boolean {
  return name.startsWith('.') || isAbsolute(name) || /\.[cm]?[jt]s$/.test(name)
}

/**
 * The default export of an ES module that is named by the path of its file or as a package.
 * @param folder where relative paths begin and packages are looked for
 * @throws what the module throws, or an error that says that it was not found
 */
export async function loadModule(name: string, folder: string): Promise<unknown> {
  const file = isPath(name) ? resolve(folder, name) : packageEntry(name, folder)
  const module: Record<string, unknown> = await import(pathToFileURL(file).href)
  return module.default
}

function packageEntry(name: string, folder: string): string {
  const from = join(folder, 'foyer.toml')
  try {
    return createRequire(from).resolve(name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error
    const manifest = findPackageJSON(name, pathToFileURL(from))
    const entry = manifest === undefined ? undefined : importEntry(JSON.parse(readFileSync(manifest, 'utf8')).exports)
    if (manifest === undefined || entry === undefined) throw error
    return join(dirname(manifest), entry)
  }
}

/** The file that `import` finds where a package exports nothing for `require` (Node.js, conditional exports). */
function importEntry(exported: unknown): string | undefined {
  if (typeof exported === 'string') return exported
  if (exported === null || typeof exported !== 'object') return undefined
  const conditions = exported as Record<string, unknown>
  for (const key of ['.', 'node', 'import', 'module', 'default']) {
    const entry = importEntry(conditions[key])
    if (entry !== undefined) return entry
  }
  return undefined
}
