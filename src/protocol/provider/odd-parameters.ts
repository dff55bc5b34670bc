import { OAuthError } from './errors.ts'
import { oversizedParameter, type ParameterLimits, repeatedParameter } from './parameters.ts'

/**
 * No known parameter is sent twice or is longer than anyone needs; unknown ones are ignored. RFC 6749 3.2.
 * @throws OAuthError `invalid_request`
 */
export function refuseOddParameters(params: URLSearchParams, limits: ParameterLimits): void {
  const repeated = repeatedParameter(params, limits)
  if (repeated) {
    const hint = { rule: 'parameter_repeated', sent: repeated }
    throw new OAuthError('invalid_request', `${repeated} was sent more than once`, { hint })
  }
  const oversized = oversizedParameter(params, limits)
  if (oversized) {
    const hint = { rule: 'parameter_too_long', expected: `${limits[oversized]} characters at most`, sent: oversized }
    throw new OAuthError('invalid_request', `${oversized} is too long`, { hint })
  }
}

/** The value of a parameter that has to be there. @throws OAuthError `invalid_request` */
export function requiredParameter(params: URLSearchParams, name: string): string {
  const value = params.get(name)
  if (value) return value
  throw new OAuthError('invalid_request', `${name} is missing`, { hint: { rule: 'parameter_missing', expected: name } })
}
