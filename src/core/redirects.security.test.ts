import { expect, it } from 'vitest'
import { fittingNext, isLocalPath, safeRedirect } from './redirects.ts'

it.each(['/', '/account/', '/acme/oauth2/v1/authorize?client_id=a&state=%2F%2Fevil'])('follows %j', (target) => {
  expect(safeRedirect(target, '/home')).toBe(target)
})

it.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' /account',
  'https://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'account',
  '',
  '@evil.example',
  '/account/\uffff',
  '/account/\u00fc',
  `/${'a'.repeat(9000)}`,
])('does not follow %j', (target) => {
  expect(safeRedirect(target, '/home', ['https://tickets.example'])).toBe('/home')
})

it('follows absolute addresses at known origins only', () => {
  const origins = ['https://tickets.example']
  expect(safeRedirect('https://tickets.example/x', '/home', origins)).toBe('https://tickets.example/x')
  expect(safeRedirect('https://tickets.example.evil.example/x', '/home', origins)).toBe('/home')
  expect(safeRedirect('https://tickets.example@evil.example/x', '/home', origins)).toBe('/home')
  expect(safeRedirect('http://tickets.example/x', '/home', origins)).toBe('/home')
  expect(safeRedirect('https://user@tickets.example/x', '/home', origins)).toBe('/home')
})

it('knows local paths', () => {
  expect(isLocalPath('/a')).toBe(true)
  expect(isLocalPath('//a')).toBe(false)
})

it('a way back that would not fit into a header is left out', () => {
  expect(fittingNext('/control/?search=a', '/control/')).toBe('/control/?search=a')
  expect(fittingNext(`/control/?search=${'%20'.repeat(1000)}`, '/control/')).toBe('/control/')
})
