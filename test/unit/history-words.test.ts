import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { PERMISSIONS } from '../../src/core/permissions.ts'
import { NAME_SCHEME_KEYS, TITLE_GROUP_KEYS } from '../../src/core/person-names.ts'
import { audit } from '../../src/features/audit/locales/en.ts'
import { fieldName, mailText, valueText } from '../../src/features/audit/values.ts'
import { customers } from '../../src/features/customers/locales/en.ts'
import { PROPERTY_KEYS, SETTING_KEYS } from '../../src/features/organizers/settings.ts'
import { LOGIN_METHODS } from '../../src/features/sign-in/complete-login.ts'
import { auditView } from '../../src/features/sso-clients/audit-view.ts'
import { AUTH_METHODS, CLIENT_TYPES, CONSENTS } from '../../src/features/sso-clients/rules.ts'
import type { SsoClient } from '../../src/features/sso-clients/types.ts'
import { auditView as providerView } from '../../src/features/sso-providers/audit-view.ts'
import {
  ADDRESS_IN_USE,
  CLAIMS_FROM,
  DEFAULT_SETTINGS,
  EMAIL_POLICIES,
  AUTH_METHODS as PROVIDER_AUTH_METHODS,
  RESPONSE_MODES,
} from '../../src/features/sso-providers/settings.ts'
import type { SsoProvider } from '../../src/features/sso-providers/types.ts'
import type { Role } from '../../src/features/teams/types.ts'
import { LOCALES } from '../../src/platform/i18n/i18n.ts'
import { createTexts } from '../../src/texts.ts'

const src = fileURLToPath(new URL('../../src/', import.meta.url))
const texts = createTexts()

/** The source of every file that writes into the history. */
const sources = globSync('features/**/*.{ts,tsx}', { cwd: src })
  .filter((file) => !file.includes('.test.'))
  .map((file) => readFileSync(join(src, file), 'utf8'))
  .filter((code) => code.includes('udit.record('))

/** Everything between the braces that follow `name:`. */
function objects(name: 'detail' | 'before' | 'after'): string[] {
  return sources.flatMap((code) =>
    [...code.matchAll(new RegExp(`\\b${name}: \\{([^{}]*)\\}`, 'g'))].map(([, inner = '']) => inner),
  )
}

/** The members of these objects that are named in the code: `reason`, `method: 'pwd'`. */
function members(name: 'detail' | 'before' | 'after'): { field: string; word: string | undefined }[] {
  const parts = objects(name).flatMap((inner) => inner.split(','))
  return parts.flatMap((part) => {
    const [, field, word] = /^\s*([a-z_]+)\s*(?:$|: *(?:'([^']*)')?)/.exec(part) ?? []
    return field === undefined ? [] : [{ field, word }]
  })
}

const details = members('detail')
const refusals = [...(/type RecordedReason = (.*)/.exec(sources.join('\n'))?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
  ([, word = '']) => word,
)

const RECORDED: Readonly<Record<string, readonly string[]>> = {
  reason: refusals,
  method: LOGIN_METHODS,
  role: ['admin', 'member'] satisfies Role[],
  permissions: PERMISSIONS,
  auth_backend: ['native'],
  client_type: CLIENT_TYPES,
  token_endpoint_auth_method: AUTH_METHODS,
  consent: CONSENTS,
  provider_auth_method: PROVIDER_AUTH_METHODS,
  response_mode: RESPONSE_MODES,
  claims_from: CLAIMS_FROM,
  email_policy: EMAIL_POLICIES,
  address_in_use: ADDRESS_IN_USE,
  name_scheme: NAME_SCHEME_KEYS,
  name_scheme_titles: TITLE_GROUP_KEYS,
  locale: LOCALES,
}

describe('the words of the history', () => {
  it('are found in the code', () => {
    expect(refusals).toEqual(['wrong_password', 'wrong_code', 'disabled', 'unverified'])
  })

  it.each(
    LOCALES.flatMap((locale) => Object.entries(RECORDED).map(([field, words]) => [locale, field, words] as const)),
  )('have a text in %s for every %s', (locale, field, words) => {
    const t = texts.translator(locale)
    for (const word of words) {
      const text = valueText({ t, locale, timeZone: 'UTC' }, field, word)
      expect(text, word).toMatch(/\p{L}/u)
      expect(text, word).not.toContain('audit:')
      if (/_/.test(word) || locale === 'de') expect(text, word).not.toBe(word)
    }
  })

  it('are the same in the history of one customer', () => {
    const ofStaffOnly = [
      'wrong',
      'email_taken',
      'inactive',
      'time',
      'foreign',
      'unknown_user',
      'unknown_backend',
      'outdated',
    ]
    const reasons = [...Object.keys(customers.history.reason), ...ofStaffOnly]
    expect(reasons.sort()).toEqual(Object.keys(audit.word.reason).sort())
  })

  it.each([
    'customer.activation',
    'customer.registered',
    'customer.reset',
    'customer.security_notice',
    'customer.login_code',
    'customer.login_confirm',
    'customer.login_link',
    'customer.new_device',
    'team.invite',
    'team.added',
  ])('name the email %s', (topic) => {
    for (const locale of LOCALES) expect(mailText(texts.translator(locale), topic)).not.toMatch(/^(customer|team)\./)
  })

  it('name every field that is written down', () => {
    const fields = [
      ...[...details, ...members('before'), ...members('after')].map(({ field }) => field),
      ...SETTING_KEYS,
      ...PROPERTY_KEYS,
      ...Object.keys(auditView({} as SsoClient)),
      ...Object.keys(providerView({ settings: DEFAULT_SETTINGS, name: {}, buttonLabel: {} } as SsoProvider)),
    ]
    expect(fields.length).toBeGreaterThan(30)
    const t = texts.translator('en')
    expect([...new Set(fields)].filter((field) => fieldName(t, field) === field)).toEqual([])
  })
})
