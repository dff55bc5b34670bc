import { expect, it } from 'vitest'
import { AuthorizationPageError } from '../errors.ts'
import { authorizationParams, REDIRECT_URI, testClient } from '../testing.ts'
import { checkRedirectUri } from './check-redirect-uri.ts'

const client = testClient()

function reasonFor(params: URLSearchParams): string {
  try {
    return `trusted ${checkRedirectUri({ params, client }).redirectUri}`
  } catch (error) {
    if (error instanceof AuthorizationPageError) return error.reason
    throw error
  }
}

it('trusts a registered redirect URI', () => {
  expect(reasonFor(authorizationParams())).toBe(`trusted ${REDIRECT_URI}`)
})

it('does not fall back to the only registered one when none is sent', () => {
  expect(reasonFor(authorizationParams({ redirect_uri: null }))).toBe('redirect_uri_missing')
  expect(reasonFor(authorizationParams({ redirect_uri: '' }))).toBe('redirect_uri_missing')
})

it('refuses one that is not registered', () => {
  expect(reasonFor(authorizationParams({ redirect_uri: `${REDIRECT_URI}/else` }))).toBe('redirect_uri_unknown')
})

it('does not choose between two, even when both are registered', () => {
  const params = authorizationParams()
  params.append('redirect_uri', REDIRECT_URI)
  expect(reasonFor(params)).toBe('parameter_repeated')
})
