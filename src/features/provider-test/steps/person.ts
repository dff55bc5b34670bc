import type { Arrival, ArrivalRefusal } from '../../customer-identities/index.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { ForecastRule, Step, TestedPerson } from '../types.ts'
import { stepOf } from './step.ts'

/** What would become of a person whom the provider vouched for. */
export interface Outcome {
  readonly provider: SsoProvider
  readonly mapped: TestedPerson['mapped'] & { readonly hasBadEmail: boolean }
  readonly arrival: Arrival
  readonly rules: readonly ForecastRule[]
  /** Parts of a name that the organizer asks for. */
  readonly parts: readonly string[]
}

const OF_EMAIL: readonly ArrivalRefusal[] = ['email_missing', 'email_invalid', 'email_unverified']
/** Nobody could come in as long as this is so; the other refusals are about this person. */
const OF_SETTINGS: readonly ArrivalRefusal[] = [...OF_EMAIL, 'subject_missing']

/** Steps about the person, in the order of the list. */
export function personSteps(outcome: Outcome): readonly Step[] {
  return [emailStep(outcome), nameStep(outcome), accountStep(outcome), rulesStep(outcome)]
}

function emailStep({ provider, mapped, arrival }: Outcome): Step {
  const { emailPolicy, claims } = provider.settings
  const refused = arrival.kind === 'refused' && OF_EMAIL.includes(arrival.reason) ? arrival.reason : null
  if (refused !== null) return stepOf('email', { result: 'fail', code: refused })
  if (mapped.email === null) {
    const code = mapped.hasBadEmail ? 'email_invalid' : 'email_missing'
    const notes = arrival.kind === 'confirm_email' ? [{ key: 'providerTest:note.emailAsked' }] : []
    return stepOf('email', { result: 'warn', code, notes, setting: 'claims.email' })
  }
  const says = mapped.isEmailVerified === null ? 'silent' : mapped.isEmailVerified ? 'verified' : 'unverified'
  if (says === 'verified')
    return stepOf('email', { result: 'pass', notes: [{ key: 'providerTest:note.emailVerified' }] })
  if (emailPolicy === 'trust' && says === 'silent') {
    return stepOf('email', { result: 'pass', notes: [{ key: 'providerTest:note.emailTrusted' }] })
  }
  const key = `providerTest:note.email.${says}`
  const params = { claim: claims.emailVerified || 'email_verified' }
  if (emailPolicy === 'require') {
    return stepOf('email', { result: 'warn', notes: [{ key, params }], setting: 'email_policy' })
  }
  const notes = [{ key, params }, { key: 'providerTest:note.emailConfirmed' }]
  return stepOf('email', { result: 'pass', notes })
}

function nameStep({ provider, mapped, parts }: Outcome): Step {
  const claimed = Object.entries(provider.settings.claims.name)
  const wanted = claimed.filter(([part, claim]) => claim !== '' && parts.includes(part))
  const missing = wanted.filter(([part]) => !mapped.nameParts[part])
  if (Object.values(mapped.nameParts).every((part) => part === '')) {
    const notes = [{ key: wanted.length === 0 ? 'providerTest:note.nameUnset' : 'providerTest:note.nameMissing' }]
    const [part] = wanted[0] ?? ['given_name']
    return stepOf('name', { result: 'warn', notes, setting: `claims.name.${part}` })
  }
  const claims = missing.map(([, claim]) => claim).join(', ')
  const notes = missing.length === 0 ? [] : [{ key: 'providerTest:note.nameParts', params: { claims } }]
  return stepOf('name', { result: 'pass', notes })
}

function accountStep({ provider, arrival }: Outcome): Step {
  if (arrival.kind === 'refused') {
    const { reason } = arrival
    return stepOf('account', { result: OF_SETTINGS.includes(reason) ? 'fail' : 'warn', code: reason })
  }
  const inactive = provider.isActive ? [] : [{ key: 'providerTest:note.inactive' }]
  const word = arrival.kind === 'confirm_email' && arrival.email === null ? 'ask_email' : arrival.kind
  return stepOf('account', { result: 'pass', notes: [{ key: `providerTest:account.${word}` }, ...inactive] })
}

function rulesStep({ rules }: Outcome): Step {
  if (rules.length === 0) return stepOf('rules', { result: 'pass', notes: [{ key: 'providerTest:note.noRules' }] })
  const count = rules.filter(({ holds }) => holds).length
  return stepOf('rules', {
    result: 'pass',
    notes: [{ key: 'providerTest:note.rules', params: { count, total: rules.length } }],
  })
}
