import { describe, expect, it } from 'vitest'
import { matchesRedirectUri } from './redirect-uri-match.ts'

describe('a registered https address', () => {
  const registered = ['https://app.example/cb', 'https://app.example/tenant?id=7']

  it.each(registered)('matches itself: %s', (uri) => {
    expect(matchesRedirectUri(registered, uri)).toBe(true)
  })

  it.each([
    'https://app.example/cb/',
    'https://app.example/cb/../evil',
    'https://app.example/CB',
    'HTTPS://app.example/cb',
    'https://APP.example/cb',
    'https://app.example:443/cb',
    'https://app.example/cb?x=1',
    'https://app.example/cb#x',
    'https://app.example/cb ',
    ' https://app.example/cb',
    'https://app.example/cb\n',
    'https://app.example/%63b',
    'https://app.example.evil.example/cb',
    'https://evil.example/https://app.example/cb',
    'https://app.example@evil.example/cb',
    'https://evil.example\\@app.example/cb',
    'http://app.example/cb',
    '//app.example/cb',
    'https://app.example/tenant',
    'https://app.example/tenant?id=7&id=8',
    'https://app.example/tenant?ID=7',
    'javascript:alert(1)//https://app.example/cb',
    'https://app.example',
    '',
  ])('does not match %j', (uri) => {
    expect(matchesRedirectUri(registered, uri)).toBe(false)
  })
})

describe('a registered loopback address', () => {
  const registered = ['http://127.0.0.1/cb', 'http://[::1]:9000/cb?x=1', 'http://localhost:3000/cb']

  it.each([
    'http://127.0.0.1/cb',
    'http://127.0.0.1:51004/cb',
    'http://[::1]:1/cb?x=1',
    'http://[::1]/cb?x=1',
    'http://localhost:65535/cb',
    'http://localhost/cb',
  ])('matches with any port: %s', (uri) => {
    expect(matchesRedirectUri(registered, uri)).toBe(true)
  })

  it.each([
    'http://127.0.0.1:51004/else',
    'http://127.0.0.1:51004/cb?x=1',
    'http://127.0.0.1:51004',
    'http://127.0.0.1:0/cb',
    'http://127.0.0.1:65536/cb',
    'http://127.0.0.1:/cb',
    'http://127.0.0.1:80@evil.example/cb',
    'http://127.0.0.1@evil.example/cb',
    'http://127.0.0.1.evil.example/cb',
    'http://127.0.0.1:80.evil.example/cb',
    'http://localhost.evil.example/cb',
    'http://127.1/cb',
    'http://2130706433/cb',
    'http://0x7f.0.0.1/cb',
    'http://[0:0:0:0:0:0:0:1]:80/cb?x=1',
    'http://127.0.0.2/cb',
    'http://0.0.0.0/cb',
    'https://127.0.0.1/cb',
    'http://LOCALHOST/cb',
    'http://localhost:٣/cb',
  ])('does not match %s', (uri) => {
    expect(matchesRedirectUri(registered, uri)).toBe(false)
  })

  it('does not stand for the other loopback addresses', () => {
    expect(matchesRedirectUri(['http://127.0.0.1/cb'], 'http://localhost/cb')).toBe(false)
    expect(matchesRedirectUri(['http://localhost/cb'], 'http://[::1]/cb')).toBe(false)
  })

  it('lends its free port to no other address', () => {
    expect(matchesRedirectUri(['https://app.example/cb'], 'https://app.example:8443/cb')).toBe(false)
    expect(matchesRedirectUri(['com.example.app:/cb'], 'http://127.0.0.1:9000/cb')).toBe(false)
  })
})

it('matches nothing when nothing is registered', () => {
  expect(matchesRedirectUri([], 'https://app.example/cb')).toBe(false)
})
