import { expect, it } from 'vitest'
import { webAddress } from './web-address.ts'

it('people are led to addresses of the web only, whatever an app says its pages are', () => {
  expect(webAddress('https://app.example/privacy')).toBe('https://app.example/privacy')
  expect(webAddress('http://localhost:3001/')).toBe('http://localhost:3001/')
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/local', 'none', '', null]) {
    expect(webAddress(address)).toBeNull()
  }
})
