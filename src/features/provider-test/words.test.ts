import { expect, it } from 'vitest'
import { OutgoingFailed } from '../../platform/outgoing/errors.ts'
import { ProviderProblem } from '../../protocol/client/errors.ts'
import { json } from '../../protocol/client/testing.ts'
import { type LoginKit, loginKit } from '../../protocol/client/testing-login.ts'
import type { TraceStep } from '../../protocol/client/types.ts'
import { createTexts } from '../../texts.ts'
import type { Arrival, ArrivalRefusal } from '../customer-identities/index.ts'
import type { SsoProvider } from '../sso-providers/index.ts'
import { resultOf } from './report.ts'
import { loginSteps } from './steps/after-login.ts'
import { logoutStep, lookSteps } from './steps/before-login.ts'
import { personSteps } from './steps/person.ts'
import type { Step, TestedPerson } from './types.ts'
import { findingWords, settingWords, stepTitle, stepWords } from './words.ts'

const { translator } = createTexts()
const t = translator('en')
const KEY = /^[a-zA-Z_:]+(\.[a-zA-Z_]+)+$|\{\{|returned an object/

/** Every sentence of a step, in both languages; fails for one that has no words. */
function told(step: Step): string {
  for (const translate of [t, translator('de')]) {
    const { said, todo, setting } = stepWords(translate, step)
    const texts = [stepTitle(translate, step), ...said, todo ?? '', setting ? settingWords(translate, setting) : '']
    for (const text of [...texts, ...step.findings.map((finding) => findingWords(translate, finding))]) {
      expect(text).not.toMatch(KEY)
    }
  }
  const { said, todo } = stepWords(t, step)
  return [stepTitle(t, step), ...said, todo ?? ''].join(' ')
}

/** What is heard of a login that a test spoils. */
async function heard(spoil: (kit: LoginKit) => unknown, changes: Parameters<LoginKit['logIn']>[0] = {}) {
  const kit = await loginKit()
  await kit.connection.keys.reload()
  await spoil(kit)
  const traces: TraceStep[] = []
  const trace = (step: TraceStep) => void traces.push(step)
  const problem = await kit.logIn({ ...changes, trace }).then(
    () => null,
    (error: unknown) => (error instanceof ProviderProblem ? error : Promise.reject(error)),
  )
  const facts = { connection: kit.connection, traces, problem, parameters: { code: 'c', state: 's' }, awayMs: 6100 }
  return loginSteps({ ...facts, left: undefined })
}

const results = (steps: readonly Step[]) => steps.map(({ result }) => result).join(' ')

it('a login that is good passes step by step, with every check in words', async () => {
  const steps = await heard(() => undefined)
  expect(results(steps)).toBe('pass pass pass pass pass')
  expect(steps.map(told).join(' ')).toContain('Signed with the key k1.')
  expect(steps[0]?.ms).toBe(6100)
})

it('a login that is not stops at the step that it was about', async () => {
  const [none, signed] = [{ idToken: { nonce: 'x' } }, { idToken: { sub: null } }]
  expect(results(await heard(() => undefined, none))).toBe('pass pass pass fail skip')
  expect(results(await heard(() => undefined, signed))).toBe('pass pass pass fail skip')
  const denied = await heard(() => undefined, { answer: { error: 'access_denied', code: null } })
  expect(results(denied)).toBe('fail skip skip skip skip')
  expect(denied.map(told).join(' ')).toContain('cancelled or refused')
  const other = await heard(() => undefined, { answer: { iss: 'https://other.example' } })
  expect(results(other)).toBe('fail skip skip skip skip')

  const slow = await heard(({ provider }) => {
    provider.intercept = (url) => {
      if (url.endsWith('/token')) throw new OutgoingFailed('timeout', 'https://id.example')
      return null
    }
  })
  expect(results(slow)).toBe('pass fail skip skip skip')
  expect(slow.map(told).join(' ')).toContain('took too long')
  const empty = await heard(({ provider }) => {
    provider.tokens = { id_token: null }
  })
  expect(results(empty)).toBe('pass fail skip skip skip')
  const noClaims = await heard(({ provider }) => {
    provider.intercept = (url) => (url.endsWith('/userinfo') ? json('<p>', 200, 'text/html') : null)
  })
  expect(results(noClaims)).toBe('pass pass pass pass fail')
  expect(noClaims.map(told).join(' ')).toContain('choose “ID token”')
})

it('names the key of a signature that cannot be checked, and the keys that are published', async () => {
  const foreign = await heard(async ({ provider }) => {
    provider.tokens = { id_token: await provider.sign({ sub: 'x' }, { foreign: true }) }
  })
  expect(results(foreign)).toBe('pass pass fail skip skip')
  expect(told(foreign[2] as Step)).toContain('The token names the key k1, which is published, but')
  const unknown = await heard(async ({ provider }) => {
    const { keys } = provider
    await provider.rotate('k2')
    provider.keys = keys
  })
  expect(told(unknown[2] as Step)).toContain('The token names the key k2, but the list of keys has only k1.')
})

const claims = {
  subject: 'sub',
  email: 'email',
  emailVerified: 'email_verified',
  name: { given_name: 'given_name', family_name: 'family_name' },
}
const SETTINGS = { claims, emailPolicy: 'verify', logout: { rpInitiated: false } } as unknown as SsoProvider['settings']
const provider = { settings: SETTINGS, isActive: false, issuer: 'https://id.example', problem: null } as SsoProvider
const PARTS = ['given_name', 'family_name']

function personOf(arrival: Arrival, mapped: Partial<TestedPerson['mapped'] & { hasBadEmail: boolean }> = {}) {
  const nothing = { email: null, isEmailVerified: null, nameParts: {}, phone: null, locale: null, hasBadEmail: false }
  return personSteps({ provider, arrival, mapped: { ...nothing, ...mapped }, rules: [], parts: PARTS })
}

it('says of every refusal why, and fails only where nobody could come in', () => {
  const settings: ArrivalRefusal[] = ['subject_missing', 'email_missing', 'email_invalid', 'email_unverified']
  const ofPerson: ArrivalRefusal[] = ['customer_disabled', 'no_account', 'linked_elsewhere', 'email_taken']
  for (const reason of [...settings, ...ofPerson]) {
    const steps = personOf({ kind: 'refused', reason }, { email: 'a@example.org' })
    steps.forEach(told)
    expect(resultOf(steps)).toBe(settings.includes(reason) ? 'failed' : 'warned')
  }
})

it('says what becomes of the address and the name', () => {
  const ask = personOf({ kind: 'confirm_email', email: null }).map(told).join(' ')
  expect(ask).toContain('is asked for an address')
  expect(ask).toContain('The claims give no name')
  const nameParts = { given_name: 'Ann' }
  const known = { email: 'a@example.org', isEmailVerified: false, nameParts }
  const steps = personOf({ kind: 'confirm_email', email: 'a@example.org' }, known)
  expect(steps.map(told).join(' ')).toContain('Not sent: family_name.')
  expect(steps.map(told).join(' ')).toContain('not active yet')
  for (const kind of ['known', 'linked', 'created', 'prove'] as const) {
    const arrival = { kind, email: 'a@example.org' } as unknown as Arrival
    expect(resultOf(personOf(arrival, { ...known, isEmailVerified: true }))).toBe('passed')
    personOf(arrival, { ...known, isEmailVerified: null }).forEach(told)
  }
})

it('says of a provider before any login what is missing', async () => {
  const { connection, trace } = await loginKit({}, { code_challenge_methods_supported: ['plain'] })
  await connection.keys.reload()
  const steps = lookSteps({ provider, connection, error: null, traces: trace })
  expect(results(steps)).toBe('pass pass pass warn')
  expect(steps.map(told).join(' ')).toContain('S256')
  const on = { rpInitiated: true, backChannel: true, frontChannel: true }
  const off = { rpInitiated: false, backChannel: false, frontChannel: false }
  const withLogout = (logout: typeof on) => ({ ...provider, settings: { ...SETTINGS, logout } })
  expect(told(logoutStep(withLogout(on), connection))).toContain('does not announce back-channel logout')
  expect(told(logoutStep(withLogout(off), connection))).toContain('None is switched on')

  const call = { kind: 'call', what: 'discovery', isGood: false, ms: 8000, sent: [], received: [] } as const
  const down = lookSteps({
    provider: {
      ...provider,
      problem: { key: 'ssoProviders:discovery.timeout', params: { url: 'https://id.example' } },
    },
    connection: null,
    error: new ProviderProblem('timeout'),
    traces: [{ ...call, problem: 'timeout' }],
  })
  expect(results(down)).toBe('fail skip skip skip')
  down.forEach(told)
  expect(() => lookSteps({ provider, connection: null, error: new TypeError('ours'), traces: [] })).toThrow('ours')
})
