import { expect, it } from 'vitest'
import { REDIRECT_URI_PROBLEMS, redirectUriProblem } from './redirect-uri-rules.ts'

it.each([
  'https://app.example/callback',
  'https://app.example:8443/test/a/foyer/callback?dummy1=lorem&dummy2=ipsum',
  'https://192.0.2.7/cb',
  'https://localhost/cb',
  'http://localhost:3000/api/auth/callback',
  'http://127.0.0.1/cb',
  'http://[::1]:4711/cb',
  `https://app.example/${'x'.repeat(1980)}`,
])('any client may register %s', (uri) => {
  expect(redirectUriProblem(uri, 'confidential')).toBeNull()
  expect(redirectUriProblem(uri, 'public')).toBeNull()
})

it.each(['com.example.app:/callback', 'com.example.app://callback'])('a public client may register %s', (uri) => {
  expect(redirectUriProblem(uri, 'public')).toBeNull()
  expect(redirectUriProblem(uri, 'confidential')).toBe('private_scheme_needs_public')
})

it.each([
  ['too_long', `https://app.example/${'x'.repeat(2000)}`],
  ['characters', 'https://app.example/a b'],
  ['characters', 'https://app.example/cb\nhttps://other.example/cb'],
  ['characters', 'https://app.example\\@evil.example/'],
  ['characters', 'https://müller.example/cb'],
  ['characters', 'https://app.example/"><script>'],
  ['not_absolute', ''],
  ['not_absolute', '/callback'],
  ['not_absolute', 'app.example/callback'],
  ['not_absolute', '//app.example/callback'],
  ['not_absolute', 'https:app.example/callback'],
  ['not_absolute', 'https:///callback'],
  ['fragment', 'https://app.example/cb#part'],
  ['fragment', 'https://app.example/cb#'],
  ['credentials', 'https://user:secret@app.example/cb'],
  ['credentials', 'https://@app.example/cb'],
  ['credentials', 'com.example.app://user@host/cb'],
  ['wildcard', 'https://*.app.example/cb'],
  ['insecure', 'http://app.example/cb'],
  ['insecure', 'http://localhost.evil.example/cb'],
  ['insecure', 'http://127.0.0.1.evil.example/cb'],
  ['insecure', 'http://10.0.0.1/cb'],
  ['insecure', 'http://2130706433/cb'],
  ['scheme', 'javascript:alert(1)'],
  ['scheme', 'data:text/html,x'],
  ['scheme', 'myapp://callback'],
  ['scheme', 'ftp://app.example/cb'],
  ['scheme', 'file:///etc/passwd'],
  ['scheme', 'localhost:3000'],
  ['reserved_parameter', 'https://app.example/cb?code=x'],
  ['reserved_parameter', 'https://app.example/cb?a=1&%73tate=x'],
] as const)('nobody may register it: %s %s', (problem, uri) => {
  expect(redirectUriProblem(uri, 'public')).toBe(problem)
  expect(REDIRECT_URI_PROBLEMS[problem]).toMatch(/\.$/)
})
