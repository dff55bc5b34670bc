import { expect, it } from 'vitest'
import { errorAnswer } from './answer.ts'
import { OAuthError } from './errors.ts'

it('is answered as RFC 6749 5.2 says, never cached', () => {
  expect(errorAnswer(new OAuthError('invalid_grant', 'The code has expired'))).toEqual({
    status: 400,
    headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
    body: { error: 'invalid_grant', error_description: 'The code has expired' },
  })
})

it('keeps its own status and headers', () => {
  const error = new OAuthError('invalid_client', 'no', { status: 401, headers: { 'www-authenticate': 'Basic' } })
  expect(errorAnswer(error)).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic' } })
})

it('describes itself in the characters that the RFC allows', () => {
  expect(new OAuthError('invalid_request', 'a "quoted" \\ ü\r\nline').description).toBe('a ?quoted? ? ???line')
})
