import { expect, test } from 'vitest'
import { clientSnippets } from './snippets.ts'

const client = { clientId: 'abc', allowedScopes: ['openid', 'email'], requirePkce: true } as const

test('every snippet has the ID and the addresses of this client, and no secret', () => {
  for (const { code } of clientSnippets(client, 'https://tickets.example/acme')) {
    expect(code).toContain('abc')
    expect(code).toContain('https://tickets.example/acme')
    expect(code).not.toMatch(/secret(: |=|', ')[^…\n]/i)
  }
})

test('software that can leave PKCE out is told to use it when it is required', () => {
  const lines = (requirePkce: boolean) =>
    clientSnippets({ ...client, requirePkce }, 'https://t.example').map((s) => s.code)
  expect(lines(true)[0]).toContain('openid_connect_use_pkce: true')
  expect(lines(false)[0]).not.toContain('pkce')
})
