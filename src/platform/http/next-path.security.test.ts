import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { innerPath, outerPath, withNext } from './next-path.ts'

const byPath = { origin: 'https://tickets.example', base: '/acme' }
const byDomain = { origin: 'https://tickets.acme.example', base: '' }

describe('where a login leads', () => {
  it.each([
    ['/acme/oauth2/v1/authorize?state=a%2Fb', '/oauth2/v1/authorize?state=a%2Fb'],
    ['/acme/', '/'],
    ['/acme', '/'],
    ['https://tickets.example/acme/2026/?x=1#seat', '/2026/?x=1#seat'],
  ])('is a page of the organizer: %s', (next, inner) => {
    expect(innerPath(next, byPath)).toBe(inner)
    expect(outerPath(inner, byPath, '/account/')).toBe(`/acme${inner}`)
  })

  it.each([
    undefined,
    '',
    'https://evil.example/acme/',
    '//evil.example/acme/',
    '/\\evil.example',
    '/acme/../other/account/',
    '/acme/%2e%2e/control/',
    '/acmeother/',
    '/control/',
    'https://tickets.example@evil.example/acme/',
    'https://tickets.example.evil.example/acme/',
    'javascript:alert(1)',
    'acme/',
    '/acme//evil.example',
    '/acme/\t/evil',
    `/acme/${'a'.repeat(9000)}`,
  ])('is not %s', (next) => {
    expect(innerPath(next, byPath)).toBeNull()
    expect(outerPath(innerPath(next, byPath), byPath, '/account/')).toBe('/acme/account/')
  })

  it('is no other host at a domain of its own', () => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/.//evil.example']) {
      expect(innerPath(next, byDomain)).toBeNull()
    }
    expect(innerPath('/account/?a=//b', byDomain)).toBe('/account/?a=//b')
  })

  it('stays at the origin, whatever is asked for', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '\\',
      'acme',
      '..',
      '.',
      '%2e',
      '@',
      ':',
      'evil.example',
      '?',
      '#',
      'https:',
      ' ',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom(byPath, byDomain), (pieces, site) => {
        const target = new URL(outerPath(innerPath(pieces.join(''), site), site, '/account/'), site.origin)
        expect(target.origin).toBe(site.origin)
        expect(`${target.pathname}/`.startsWith(`${site.base}/`)).toBe(true)
      }),
    )
  })

  it('is carried on in addresses', () => {
    expect(withNext(byPath, '/account/login', '/a?b=c', { login_hint: 'ann+x@b.example' })).toBe(
      '/acme/account/login?login_hint=ann%2Bx%40b.example&next=%2Facme%2Fa%3Fb%3Dc',
    )
    expect(withNext(byDomain, '/account/login', null)).toBe('/account/login')
  })
})
