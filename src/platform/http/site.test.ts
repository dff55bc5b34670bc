import { expect, it } from 'vitest'
import { rewriteToOrganizer } from './site.ts'

const lookup = (host: string) => (host === 'tickets.acme.example' ? 'acme' : null)
const rewrite = (url: string, host?: string) => rewriteToOrganizer({ url }, host, lookup)

it('puts the slug before paths that came in through a custom domain', () => {
  expect(rewrite('/account/login?next=%2F', 'tickets.acme.example')).toBe('/acme/account/login?next=%2F')
  expect(rewrite('/', 'Tickets.Acme.Example')).toBe('/acme/')
})

it('leaves the main address and unknown hosts alone', () => {
  expect(rewrite('/acme/', 'localhost:3000')).toBe('/acme/')
  expect(rewrite('/x', undefined)).toBe('/x')
})

it('shares assets and health between all hosts, and nothing that only looks like them', () => {
  expect(rewrite('/assets/foyer.css?v=1', 'tickets.acme.example')).toBe('/assets/foyer.css?v=1')
  expect(rewrite('/healthz', 'tickets.acme.example')).toBe('/healthz')
  expect(rewrite('/healthzz', 'tickets.acme.example')).toBe('/acme/healthzz')
})

it('never lets a custom domain reach the back office or another organizer', () => {
  expect(rewrite('/control/', 'tickets.acme.example')).toBe('/acme/control/')
  expect(rewrite('/other/', 'tickets.acme.example')).toBe('/acme/other/')
})
