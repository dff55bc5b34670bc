import { afterAll, beforeAll, describe, it } from 'vitest'
import type { AuthBackend } from '../../src/features/staff-backends/contract.ts'
import { LdapBackend } from '../../src/features/staff-backends/ldap/ldap-backend.ts'
import { ProxyHeaderBackend } from '../../src/features/staff-backends/proxy-header/proxy-header-backend.ts'
import {
  type BackendCase,
  type BackendExamples,
  backendCases,
} from '../../src/features/staff-backends/testing/index.ts'
import { createFakeOutgoing } from '../../src/platform/outgoing/testing.ts'
import { freePort } from '../support/free-port.ts'
import { ANN } from '../support/ldap-logins.ts'
import { ldapSettings, startDirectory } from '../support/ldap-people.ts'
import type { LdapServer } from '../support/ldap-server.ts'
import { ANN_HEADERS } from '../support/proxy-logins.ts'

const surroundings = { folder: '/', env: {} }
const port = await freePort()
const section = ldapSettings([`ldap://127.0.0.1:${port}`])

const proxy = new ProxyHeaderBackend('proxy-header', {
  ...surroundings,
  outgoing: createFakeOutgoing(),
  clock: { now: Date.now },
  trustedProxies: [],
})

const EXAMPLES: Readonly<Record<string, readonly [AuthBackend, BackendExamples]>> = {
  ldap: [
    new LdapBackend('ldap', { ...surroundings, section }),
    { config: section, form: { right: ANN, wrong: { ...ANN, password: 'wrong' } } },
  ],
  'proxy-header': [
    proxy,
    {
      config: { preset: 'authelia', trusted_proxies: ['10.0.0.0/8'] },
      external: {
        right: { headers: ANN_HEADERS, peerAddress: '10.0.0.2' },
        untrusted: { headers: ANN_HEADERS, ip: '10.0.0.2', peerAddress: '203.0.113.9' },
      },
    },
  ],
}

let directory: LdapServer
beforeAll(async () => {
  directory = await startDirectory({ port })
})
afterAll(async () => {
  await directory[Symbol.asyncDispose]()
})

describe.each(Object.entries(EXAMPLES))('the backend %s, as every backend must be', (_, [backend, examples]) => {
  const cases: readonly BackendCase[] = backendCases(backend, examples)
  for (const { name, run } of cases) it(name, run)
})
