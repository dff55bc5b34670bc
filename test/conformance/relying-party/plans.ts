import type { ClientVariant, PlannedClientModule } from './run.ts'

/** A plan of the suite for relying parties. */
export interface ClientPlan {
  readonly name: string
  readonly variant: ClientVariant
  readonly modules: readonly string[]
  /** Modules of a second plan that are those of another one, in another mode: they run on the first database only. */
  readonly databases: readonly ('sqlite' | 'postgres')[]
}

const BASIC = [
  '',
  '-invalid-iss',
  '-missing-sub',
  '-invalid-aud',
  '-missing-iat',
  '-nonce-invalid',
  '-invalid-sig-rs256',
  '-kid-absent-single-jwks',
  '-kid-absent-multiple-jwks',
  '-idtoken-sig-rs256',
  '-idtoken-sig-none',
  '-userinfo-invalid-sub',
  '-scope-userinfo-claims',
  '-client-secret-basic',
].map((name) => `oidcc-client-test${name}`)

const CONFIG = [
  'discovery-openid-config',
  'discovery-jwks-uri-keys',
  'discovery-issuer-mismatch',
  'idtoken-sig-none',
  'signing-key-rotation-just-before-signing',
  'signing-key-rotation',
].map((name) => `oidcc-client-test-${name}`)

const RP_LOGOUT = ['init-logout', 'init-logout-other-state', 'init-logout-no-state']
const BACK_CHANNEL = [
  '',
  '-alg-none',
  '-no-event',
  '-with-nonce',
  '-wrong-alg',
  '-wrong-aud',
  '-wrong-event',
  '-wrong-iss',
]

const RSA = { alg: 'RS256', responseMode: 'query' } as const
const ECDSA = { alg: 'ES256', responseMode: 'query' } as const
const BOTH = ['sqlite', 'postgres'] as const

/** The plans for relying parties that log in with the code flow, by the names of the suite. */
export const CLIENT_PLANS: readonly ClientPlan[] = [
  { name: 'oidcc-client-basic-certification-test-plan', variant: RSA, modules: BASIC, databases: BOTH },
  {
    name: 'oidcc-client-formpost-basic-certification-test-plan',
    variant: { alg: 'ES256', responseMode: 'form_post' },
    modules: BASIC,
    databases: ['sqlite'],
  },
  { name: 'oidcc-client-config-certification-test-plan', variant: ECDSA, modules: CONFIG, databases: ['sqlite'] },
  {
    name: 'oidcc-client-rp-initiated-logout-rp-basic',
    variant: ECDSA,
    modules: RP_LOGOUT.map((name) => `oidcc-client-test-rp-${name}`),
    databases: ['sqlite'],
  },
  {
    name: 'oidcc-client-back-channel-logout-rp-basic',
    variant: ECDSA,
    modules: BACK_CHANNEL.map((name) => `oidcc-client-test-rp-backchannel-rpinitlogout${name}`),
    databases: ['sqlite'],
  },
  {
    name: 'oidcc-client-front-channel-logout-rp-basic',
    variant: ECDSA,
    modules: ['oidcc-client-test-rp-frontchannel-rpinitlogout'],
    databases: ['sqlite'],
  },
]

/** All modules of the plans that run on this database. */
export function plannedClientModules(kind: 'sqlite' | 'postgres'): PlannedClientModule[] {
  return CLIENT_PLANS.filter(({ databases }) => databases.includes(kind)).flatMap(({ name: plan, variant, modules }) =>
    modules.map((name) => ({ plan, variant, name })),
  )
}
