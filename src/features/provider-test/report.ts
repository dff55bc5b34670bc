import { z } from 'zod'
import { MINUTE } from '../../core/clock.ts'
import type { SecretBox } from '../../platform/crypto/secret-box.ts'
import { parseJson } from '../../platform/db/json.ts'
import { LOCALES } from '../../platform/i18n/i18n.ts'
import type { SsoRefusal } from '../sso-logins/index.ts'
import type { TestRow } from './store.ts'
import { type ForecastRule, type Report, STEP_NAMES, STEP_RESULTS, type TestResult, type TestRun } from './types.ts'

/** How long its login may begin, in ms. */
export const TICKET_MS = 15 * MINUTE
/** How long somebody may be at the provider, in ms. */
const AWAY_MS = 15 * MINUTE
const SEALED_FOR = 'sso test'

const message = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
const step = z.object({
  name: z.enum(STEP_NAMES),
  result: z.enum(STEP_RESULTS),
  ms: z.number().nullable(),
  code: z
    .string()
    .transform((code) => code as SsoRefusal)
    .nullable(),
  notes: z.array(message.transform(({ key, params }) => ({ key, ...(params && { params }) }))),
  setting: z.string().nullable(),
  findings: z.array(z.object({ isGood: z.boolean(), what: z.string(), expected: z.string(), found: z.string() })),
  sent: z.array(z.string()),
  answered: z.array(z.string()),
})
const rule = z
  .looseObject({
    claim: z.string(),
    operator: z.string(),
    value: z.string(),
    effect: z.looseObject({}),
    holds: z.boolean(),
  })
  .transform((one) => one as unknown as ForecastRule)
const report = z.object({
  actorId: z.string(),
  ticket: z.string().nullable(),
  issuer: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  steps: z.array(step),
  person: z
    .object({
      subject: z.string(),
      claims: z.record(z.string(), z.unknown()),
      mapped: z.object({
        email: z.string().nullable(),
        isEmailVerified: z.boolean().nullable(),
        nameParts: z.record(z.string(), z.string()),
        phone: z.string().nullable(),
        locale: z.enum(LOCALES).nullable(),
      }),
      arrival: z.enum(['known', 'linked', 'created', 'prove', 'confirm_email', 'refused']),
      customer: z.string().nullable(),
      rules: z.array(rule),
    })
    .nullable(),
})

export function sealReport(secrets: Pick<SecretBox, 'seal'>, content: Report): string {
  return secrets.seal(JSON.stringify(content), SEALED_FOR)
}

/** @param now instant in ms */
export function toRun(secrets: Pick<SecretBox, 'open'>, row: TestRow, now: number): TestRun {
  return {
    id: row.id,
    providerId: row.provider_id,
    state: stateOf(row, now),
    result: row.result as TestResult | null,
    actorName: row.actor_name,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    report: parseJson(report, secrets.open(row.report, SEALED_FOR), 'a test of a connection'),
  }
}

function stateOf({ state, created_at: createdAt }: TestRow, now: number): TestRun['state'] {
  if (state === 'done') return 'done'
  if (state === 'begun') return now - createdAt < TICKET_MS + AWAY_MS ? 'begun' : 'over'
  return now - createdAt < TICKET_MS ? 'waiting' : 'over'
}

/** What came of all steps. */
export function resultOf(steps: Report['steps']): TestResult {
  const results = steps.map(({ result }) => result)
  if (results.includes('fail')) return 'failed'
  return results.includes('warn') ? 'warned' : 'passed'
}
