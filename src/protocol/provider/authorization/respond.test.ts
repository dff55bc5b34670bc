import { expect, it } from 'vitest'
import { ISSUER, REDIRECT_URI } from '../testing.ts'
import { refusal } from './refusal.ts'
import { type ResponseTarget, respond, respondWithError } from './respond.ts'

const target: ResponseTarget = { redirectUri: REDIRECT_URI, state: 's', issuer: ISSUER, responseMode: 'query' }
const ISS = `iss=${encodeURIComponent(ISSUER)}`

it('adds state, issuer and the state of the session, in this order', () => {
  expect(respond(target, { code: 'c', session_state: 'x.y' })).toEqual({
    kind: 'redirect',
    location: `${REDIRECT_URI}?code=c&state=s&${ISS}&session_state=x.y`,
  })
})

it('adds no state when there was none', () => {
  expect(respond({ ...target, state: null, responseMode: 'fragment' }, { code: 'c' })).toEqual({
    kind: 'redirect',
    location: `${REDIRECT_URI}#code=c&${ISS}`,
  })
})

it('hands the fields of a form over as they are', () => {
  const state = '"><script>&amp;'
  const outcome = respond({ ...target, state, responseMode: 'form_post' }, { code: 'c' })
  expect(outcome).toEqual({ kind: 'form_post', action: REDIRECT_URI, fields: { code: 'c', state, iss: ISSUER } })
})

it('sends a refusal with the description that it is told to send, and names it for the log', () => {
  const error = refusal('access_denied', 'The person refused', 'consent_denied')
  expect(respondWithError(target, error, 'The person refused (reference A1)')).toEqual({
    kind: 'redirect',
    location: `${REDIRECT_URI}?error=access_denied&error_description=The%20person%20refused%20(reference%20A1)&state=s&${ISS}`,
    error,
  })
})
