import { expect, it } from 'vitest'
import { describeDifference, nearestUri, uriDifference } from './redirect-uri-difference.ts'

const CB = 'https://app.example/cb'

it.each([
  [CB, 'is the registered one'],
  [`${CB}/`, 'has a slash at the end that the registered one has not'],
  ['http://app.example/cb', 'has http instead of https'],
  ['https://app.example/CB', 'differs in upper and lower case after /'],
  ['https://app.example/cb/else', 'goes on after /cb'],
  ['https://app.example/cb?x=1', 'goes on after /cb'],
  ['https://app.example/c', 'ends after /c'],
  ['https://app.example/call', 'differs after /c'],
  ['https://app.example:8443/cb', 'differs after https://app.example'],
  ['https://evil.example/cb', 'differs after https://'],
  ['https://app.example', 'ends after https://app.example'],
  ['com.example.app:/cb', 'is another address altogether'],
  ['', 'is another address altogether'],
])('%s %s', (sent, text) => {
  expect(describeDifference(CB, sent)).toBe(text)
})

it('also knows the other way round', () => {
  expect(describeDifference(`${CB}/`, CB)).toBe('lacks the slash at the end')
  expect(describeDifference('http://localhost/cb', 'https://localhost/cb')).toBe('has https instead of http')
})

it('says what follows in both', () => {
  expect(uriDifference(`${CB}?tenant=7`, `${CB}?tenant=8&x`)).toEqual({
    after: '/cb?tenant=',
    registered: '7',
    sent: '8&x',
  })
})

it('finds the registered address that was probably meant', () => {
  const registered = ['https://app.example/cb', 'https://app.example/oauth/return', 'https://staging.app.example/cb']
  expect(nearestUri(registered, 'https://app.example/cb/')).toBe('https://app.example/cb')
  expect(nearestUri(registered, 'https://app.example/oauth/callback')).toBe('https://app.example/oauth/return')
  expect(nearestUri(registered, 'https://staging2.app.example/cb')).toBe('https://staging.app.example/cb')
  expect(nearestUri([], CB)).toBeNull()
})
