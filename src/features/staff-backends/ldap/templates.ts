const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_-]*)\}/g

/** The names between braces, each once, in the order of the template. */
export function placeholders(template: string): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name))]
}

/**
 * The template with its placeholders replaced; what is put in cannot leave its place.
 * @param escaped of the language that the template is written in: `escapeFilterValue` or `escapeDnValue`
 * @throws Error for a placeholder without a value
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
  escaped: (value: string) => string,
): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`nothing is known for {${name}}`)
    return escaped(value)
  })
}

/** A value within a search filter (RFC 4515, section 3). */
export function escapeFilterValue(value: string): string {
  return value.replaceAll(/[\\*()\0]/g, (char) => `\\${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

/** A value within a distinguished name (RFC 4514, section 2.4). */
export function escapeDnValue(value: string): string {
  return value
    .replaceAll(/["+,;<>=\\]/g, '\\$&')
    .replaceAll('\0', '\\00')
    .replace(/(?<=.) $/s, '\\ ')
    .replace(/^[ #]/, '\\$&')
}

/** What is wrong with the template of a filter, as the end of a sentence; null when nothing is. */
export function filterProblem(template: string, parse: (filter: string) => unknown): string | null {
  const misplaced = placeholders(template).find((name) => !standsForValues(template, name))
  if (misplaced !== undefined) return `{${misplaced}} must stand behind "=", for a value`
  if (template.split('(').length !== template.split(')').length) return 'is no search filter: a parenthesis is missing'
  try {
    parse(template.replaceAll(PLACEHOLDER, 'x'))
    return null
  } catch (error) {
    return `is no search filter: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Escaping keeps a value in its place; in the place of an attribute's name it would choose the attribute. */
function standsForValues(template: string, name: string): boolean {
  const parts = template.split(`{${name}}`)
  return parts.slice(0, -1).every((_, index) => {
    const before = parts.slice(0, index + 1).join('')
    return before.slice(before.lastIndexOf('(') + 1).includes('=')
  })
}
