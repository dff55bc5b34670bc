import type { Outcome } from './harness/run.ts'

/** A module that does not pass outright, and why that is right. */
export interface Allowed {
  readonly outcome: Extract<Outcome, 'SKIPPED' | 'WARNING'>
  readonly reason: string
}

const UNSIGNED = 'Request objects have to be signed; discovery says so, and the suite skips what needs unsigned ones.'

/** All skips and warnings, as `docs/guides/conformance.md` explains them. */
export const ALLOWED: Readonly<Record<string, Allowed>> = {
  'oidcc-idtoken-unsigned': { outcome: 'SKIPPED', reason: 'ID tokens are always signed.' },
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported': {
    outcome: 'SKIPPED',
    reason: UNSIGNED,
  },
  'oidcc-ensure-request-object-with-redirect-uri': { outcome: 'SKIPPED', reason: UNSIGNED },
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported': { outcome: 'SKIPPED', reason: UNSIGNED },
  'oidcc-request-uri-unsigned': { outcome: 'SKIPPED', reason: UNSIGNED },
  'oidcc-client-test-idtoken-sig-none': { outcome: 'SKIPPED', reason: 'ID tokens of providers have to be signed.' },
}

export function allowedOf(module: string): Allowed | undefined {
  return ALLOWED[module]
}
