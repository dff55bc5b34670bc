import { AUTHORIZATION_PARAMETERS } from './parameters.ts'
import { refusal } from './refusal.ts'

/**
 * The parameters of the protocol that a request object holds: texts as they are, numbers such as `max_age` in digits, objects
 * such as `claims` as JSON. OpenID Connect Core 6.1, RFC 9101 4.
 */
export function objectParameters(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  const params: Record<string, string> = {}
  for (const name of Object.keys(AUTHORIZATION_PARAMETERS)) {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined
    if (value === undefined || value === null) continue
    if (Array.isArray(value) || typeof value === 'boolean') {
      const description = `${name} of the request object is neither a text nor a number nor an object`
      throw refusal('invalid_request_object', description, 'request_object_claims', { sent: name })
    }
    params[name] = typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return params
}
