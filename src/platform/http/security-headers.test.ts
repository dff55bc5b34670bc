import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { allowFormTargets, securityHeaders } from './security-headers.ts'

async function headersOf(options: { https: boolean }, targets?: readonly string[]) {
  const app = Fastify()
  securityHeaders(app, options)
  app.get('/', async (_request, reply) => {
    if (targets) allowFormTargets(reply, targets)
    return 'page'
  })
  return (await app.inject('/')).headers
}

it('gives every answer a policy without inline code, foreign frames and guesses at types', async () => {
  const headers = await headersOf({ https: false })
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(headers['content-security-policy']).toContain("form-action 'self'; frame-ancestors 'none'")
  expect(headers).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  })
})

it('asks for https in future where the address has it, and only there', async () => {
  expect((await headersOf({ https: true }))['strict-transport-security']).toBe('max-age=31536000')
  expect(await headersOf({ https: false })).not.toHaveProperty('strict-transport-security')
})

it('lets one page send its form on to another origin without touching the others', async () => {
  const opened = await headersOf({ https: false }, ['https://rp.example'])
  expect(opened['content-security-policy']).toContain("form-action 'self' https://rp.example;")
  expect((await headersOf({ https: false }))['content-security-policy']).toContain("form-action 'self';")
})
