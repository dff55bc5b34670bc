import { nearestName } from '../core/nearest-name.ts'
import { settingNames, settings } from './settings.ts'

/** Names the file, so it is a setting of the environment only. */
export const configPathVariable = 'FOYER_CONFIG'

const known = new Set([configPathVariable, ...settingNames.flatMap((name) => settings[name].env)])
const fileOnly = new Map(
  settingNames
    .filter((name) => settings[name].env.length === 0)
    .map((name) => [`FOYER_${settings[name].toml.toUpperCase()}`, settings[name].toml]),
)

/** A line for each variable that starts with FOYER_ and is none of ours; FOYER_TEST_ is left to test rigs. */
export function unknownVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('FOYER_') && !name.startsWith('FOYER_TEST_') && !known.has(name))
    .map((name) => {
      const key = fileOnly.get(name)
      if (key !== undefined) return `${name}: ${key} can be set in foyer.toml only`
      const nearest = nearestName(name, known)
      return `${name}: unknown setting${nearest === undefined ? '' : `, did you mean ${nearest}?`}`
    })
}

/** The first of the variables that is set; an empty one counts as not set. */
export function firstSet(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): { readonly name: string; readonly text: string } | undefined {
  for (const name of names) {
    const text = env[name]
    if (text !== undefined && text !== '') return { name, text }
  }
  return undefined
}
