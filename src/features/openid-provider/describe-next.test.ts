import { expect, test } from 'vitest'
import { publicTestClient, testClient } from '../../protocol/provider/testing.ts'
import { MemoryClientStore } from '../../protocol/provider/testing-stores.ts'
import { describeNextApp } from './describe-next.ts'

const site = { origin: 'https://tickets.example', base: '/acme' }
const clients = new MemoryClientStore([
  testClient({ clientId: 'web', name: 'Forum', redirectUris: ['https://forum.example:8443/cb?a=b'] }),
  testClient({ clientId: 'off', name: 'Off', isActive: false }),
  testClient({ clientId: 'odd', name: 'Odd', redirectUris: ['https://a;script-src.example/cb'] }),
  publicTestClient({
    clientId: 'phone',
    name: 'Phone',
    redirectUris: ['com.example.app:/cb', 'http://127.0.0.1/cb', 'http://[::1]/cb'],
  }),
])
const describe = (params: Record<string, string>, path = '/acme/oauth2/v1/authorize') =>
  describeNextApp(site, clients, `${path}?${new URLSearchParams(params)}`)

test('names the app, where it returns to, and where the login form may lead', async () => {
  expect(await describe({ client_id: 'web', redirect_uri: 'https://forum.example:8443/cb?a=b', state: 'a?b' })).toEqual(
    {
      name: 'Forum',
      logo: null,
      host: 'forum.example:8443',
      formTargets: ['https://forum.example:8443'],
    },
  )
})

test.each([
  ['com.example.app:/cb', 'com.example.app', ['com.example.app:']],
  ['http://127.0.0.1:49152/cb', '127.0.0.1:49152', ['http://127.0.0.1:49152']],
  ['http://[::1]:49152/cb', '[::1]:49152', ['http:']],
])('names the apps of a device: %s', async (redirect_uri, host, formTargets) => {
  expect(await describe({ client_id: 'phone', redirect_uri })).toEqual({ name: 'Phone', logo: null, host, formTargets })
})

test('a host that would change the policy is left out of it', async () => {
  const app = await describe({ client_id: 'odd', redirect_uri: 'https://a;script-src.example/cb' })
  expect(app?.formTargets).toEqual([])
})

test('knows nothing of addresses that do not lead to a registered app of this organizer', async () => {
  const good = { client_id: 'web', redirect_uri: 'https://forum.example:8443/cb?a=b' }
  expect(await describe(good, '/other/oauth2/v1/authorize')).toBeNull()
  expect(await describe(good, '/acme/oauth2/v1/authorize/x')).toBeNull()
  expect(await describe(good, '/acme/account/login')).toBeNull()
  expect(await describe({ ...good, client_id: 'nobody' })).toBeNull()
  expect(await describe({ ...good, client_id: 'off' })).toBeNull()
  expect(await describe({ ...good, redirect_uri: 'https://evil.example/' })).toBeNull()
  expect(await describe({ client_id: 'web' })).toBeNull()
  expect(await describeNextApp(site, clients, '/acme/oauth2/v1/authorize')).toBeNull()
})

test('of a request that lies elsewhere, any registered address may be where it leads', async () => {
  const manyUris = ['https://a.example/cb', 'https://b.example/cb', 'https://b.example/other']
  const many = new MemoryClientStore([testClient({ clientId: 'many', logoHash: 'a1b2', redirectUris: manyUris })])
  for (const parameter of ['request', 'request_uri']) {
    const params = new URLSearchParams({ client_id: 'many', [parameter]: 'x' })
    expect(await describeNextApp(site, many, `/acme/oauth2/v1/authorize?${params}`)).toEqual({
      name: 'Web app',
      logo: '/acme/brand/app/many/a1b2',
      host: 'a.example',
      formTargets: ['https://a.example', 'https://b.example'],
    })
  }
})
