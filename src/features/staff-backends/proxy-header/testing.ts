import { createFakeOutgoing } from '../../../platform/outgoing/testing.ts'
import { type BackendKit, createBackendKit, type Outcome } from '../testing/kit.ts'
import { ProxyHeaderBackend } from './proxy-header-backend.ts'

export const NOW = Date.UTC(2026, 0, 1)
export const PROXY = '10.0.0.2'
export const STRANGER = '203.0.113.9'

export const NAMES = {
  user_header: 'X-User',
  email_header: 'X-Email',
  name_header: 'X-Name',
  groups_header: 'X-Groups',
}

export const ANN = {
  'x-user': 'ann',
  'x-email': 'Ann@Example.org',
  'x-name': 'Ann Example',
  'x-groups': 'staff, box office',
}

/** A backend behind a proxy at `PROXY`, unless the settings say otherwise. */
export function proxyKit(
  config: Readonly<Record<string, unknown>> = {},
  { now = NOW, folder = '/', outgoing = createFakeOutgoing() } = {},
): Promise<BackendKit> {
  const clock = { now: () => now }
  const backend = new ProxyHeaderBackend('proxy-header', { outgoing, clock, folder, env: {}, trustedProxies: [] })
  return createBackendKit(backend, { config: { trusted_proxies: ['10.0.0.0/8'], ...NAMES, ...config } })
}

/** What came of a visit, in a word or with its reason. */
export function inShort(outcome: Outcome): string {
  if (outcome.kind === 'login') return outcome.login.user.authBackendIdentifier ?? 'nobody'
  return outcome.kind === 'refused' ? outcome.reason : outcome.kind
}
