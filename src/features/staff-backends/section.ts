import type { AuthBackend } from './contract.ts'

type Section = Readonly<Record<string, unknown>>

/** What a backend's own schema makes of its section, or what is wrong with it: one line for each issue, with its path. */
export async function readSection(
  backend: AuthBackend,
  section: Section,
): Promise<{ readonly config: Section; readonly issues: readonly string[] }> {
  if (backend.configSchema === undefined) return { config: section, issues: [] }
  const result = await checked(backend.configSchema, section)
  if (result.issues === undefined) return { config: result.value, issues: [] }
  return { config: {}, issues: result.issues.map(({ path = [], message }) => `${nameOf(path)}${message}`) }
}

/** A schema that throws finds its section wrong, too. */
async function checked(schema: NonNullable<AuthBackend['configSchema']>, section: Section) {
  try {
    return await schema['~standard'].validate(section)
  } catch (error) {
    return { issues: [{ message: error instanceof Error ? error.message : String(error), path: [] }] }
  }
}

function nameOf(path: readonly (PropertyKey | { readonly key: PropertyKey })[]): string {
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return keys.length === 0 ? '' : `${keys.join('.')}: `
}
