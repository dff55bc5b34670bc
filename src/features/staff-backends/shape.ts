import type { AuthBackend, BackendText } from './contract.ts'

const METHODS = [
  'formAuthenticate',
  'requestAuthenticate',
  'authenticationUrl',
  'beginLogin',
  'handleCallback',
  'handleBackchannel',
  'metadata',
  'getNextUrl',
  'logoutUrl',
  'checkHealth',
] as const
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/
const FIELD_TYPES: readonly unknown[] = ['text', 'email', 'password']

/** Names that the login form itself uses. */
const RESERVED_FIELDS: ReadonlySet<string> = new Set(['_csrf', 'keep_logged_in', 'origin', 'next', 'backend'])

/** Why this is no backend, as the end of a sentence; null when it is one. */
export function shapeProblem(candidate: unknown): string | null {
  if (candidate === null || typeof candidate !== 'object') return 'its default export is neither a class nor an object'
  const backend = candidate as Readonly<Record<string, unknown>>
  const { identifier, verboseName, visible } = backend
  if (typeof identifier !== 'string' || identifier === '') return 'it has no identifier'
  if (!IDENTIFIER.test(identifier)) {
    return `its identifier "${identifier}" must be letters, digits, ".", "_" and "-", up to 100 characters`
  }
  if (!isText(verboseName)) return 'it has no verboseName'
  if (visible !== undefined && typeof visible !== 'boolean') return 'visible must be true or false'
  if (backend.hint !== undefined && !isText(backend.hint)) return 'hint must be a text'
  if (backend.configSchema !== undefined && !isSchema(backend.configSchema)) {
    return 'configSchema must be a validator that speaks Standard Schema, such as one of zod'
  }
  for (const method of METHODS) {
    const value = backend[method]
    if (value !== undefined && typeof value !== 'function') return `${method} must be a function`
  }
  return fieldsProblem(backend.loginFormFields)
}

export function isBackend(candidate: unknown): candidate is AuthBackend {
  return shapeProblem(candidate) === null
}

function fieldsProblem(fields: unknown): string | null {
  if (fields === undefined) return null
  if (fields === null || typeof fields !== 'object') return 'loginFormFields must be an object'
  for (const [name, field] of Object.entries(fields as Record<string, unknown>)) {
    if (!FIELD_NAME.test(name)) return `"${name}" cannot be the name of a login form field`
    if (RESERVED_FIELDS.has(name)) return `the login form itself has a field "${name}"`
    const { label, type } = (field ?? {}) as Record<string, unknown>
    if (!isText(label)) return `the login form field "${name}" has no label`
    if (!FIELD_TYPES.includes(type)) return `the type of the login form field "${name}" must be text, email or password`
  }
  return null
}

/** True for what people can read: a text, or one for each language with English. */
export function isText(value: unknown): value is BackendText {
  if (typeof value === 'string') return value !== ''
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>).en === 'string'
}

function isSchema(value: unknown): boolean {
  const standard = ((value ?? {}) as Record<string, unknown>)['~standard']
  return typeof (standard as Record<string, unknown> | undefined)?.validate === 'function'
}
