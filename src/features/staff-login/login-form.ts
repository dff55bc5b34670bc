import type { Message } from '../../core/errors.ts'
import { backendText, type LoadedBackend } from '../staff-backends/index.ts'
import { singleValues } from './backend-request.ts'
import { formFields } from './safe-backend.ts'

export type LoginFormField = LoadedBackend['loginFormFields'][string]

const DEFAULT_MAX_LENGTH = 4096

/** A login form as it was sent. */
export interface SentLogin {
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, Message>>
  readonly keepLoggedIn: boolean
  /** What the person calls the account, lower case: the first field that is no password. */
  readonly account: string
}

/** Reads what was sent for the fields of a backend; everything else is ignored. Passwords stay as they are. */
export function readLoginForm(backend: LoadedBackend, body: unknown, locale: string): SentLogin {
  const sent = singleValues(body)
  const fields = Object.entries(formFields(backend))
  const values: Record<string, string> = {}
  const errors: Record<string, Message> = {}
  for (const [name, field] of fields) {
    const text = sent[name] ?? ''
    values[name] = field.type === 'password' ? text : text.trim()
    const problem = fieldProblem(field, values[name], locale)
    if (problem) errors[name] = problem
  }
  const naming = fields.find(([, field]) => field.type !== 'password')?.[0] ?? ''
  return { values, errors, keepLoggedIn: sent.keep_logged_in === 'on', account: (values[naming] ?? '').toLowerCase() }
}

export function maxLength(field: LoginFormField): number {
  return field.maxLength ?? DEFAULT_MAX_LENGTH
}

function fieldProblem(field: LoginFormField, value: string, locale: string): Message | null {
  const label = backendText(field.label, locale)
  if (value === '') return (field.required ?? true) ? { key: 'staff:login.required', params: { field: label } } : null
  const limit = maxLength(field)
  return value.length > limit ? { key: 'staff:login.tooLong', params: { field: label, count: limit } } : null
}
