import { say, type TextKey, type Translate } from '../../platform/i18n/i18n.ts'
import { explain } from '../sso-logins/index.ts'
import type { Finding, Step, TestRun } from './types.ts'

/** What a step is called, by how it ended. */
export function stepTitle(t: Translate, { name, result }: Pick<Step, 'name' | 'result'>): string {
  const word = result === 'skip' ? 'open' : result === 'pass' ? 'good' : 'bad'
  return t(`providerTest:step.${name}.${word}`)
}

export interface StepWords {
  /** What happened. */
  readonly said: readonly string[]
  /** What can be done about it. */
  readonly todo: string | null
  /** The field of the form that it depends on. */
  readonly setting: string | null
}

/** What a step says below its title: its own sentences, else the explanation of what went wrong. */
export function stepWords(t: Translate, { code, notes, setting, result }: Step): StepWords {
  const said = notes.map((note) => say(t, note))
  if (code === null) return { said, todo: null, setting: result === 'pass' ? null : setting }
  const known = explain(t, code)
  return { said: said.length > 0 ? said : [known.why], todo: known.fix, setting: setting ?? known.setting }
}

/** A check in words; one that nobody has words for by its name. */
export function findingWords(t: Translate, { what, isGood, expected, found }: Finding): string {
  const label = textAt(t, `providerTest:check.${what}`) ?? what
  if (isGood) return found === '' ? label : t('providerTest:found.good', { label, found })
  return expected === ''
    ? t('providerTest:found.badAlone', { label, found })
    : t('providerTest:found.bad', { label, expected, found })
}

/** A link to a field of the provider's form. */
export function settingWords(t: Translate, setting: string): string {
  const label = textAt(t, `ssoProvidersOffice:label.${setting}`)
  return label === null ? t('providerTest:toSetting') : t('providerTest:toField', { label })
}

/** The text with this key; null when there is none. */
function textAt(t: Translate, key: string): string | null {
  const text: unknown = t(key as TextKey)
  return typeof text === 'string' && text !== key && !key.endsWith(`:${text}`) && !text.includes('returned an object')
    ? text
    : null
}

/** Steps that are about the person who tested, not about the connection. */
const ABOUT_PERSON: readonly string[] = ['email', 'name', 'account', 'rules']

/** Title and first sentence of a run. */
export function headline(t: Translate, name: string, run: TestRun): { readonly title: string; readonly text: string } {
  const { state, result, report } = run
  const { steps } = report
  if (state !== 'done' || result === null) {
    const word = state === 'done' ? 'over' : state
    return {
      title: t(`providerTest:state.${word}.title`, { name }),
      text: t(`providerTest:state.${word}.text`, { name }),
    }
  }
  const title = t(`providerTest:result.${result}`, { name })
  if (result === 'passed') return { title, text: t('providerTest:passedText', { count: steps.length }) }
  if (result === 'warned') {
    const count = steps.filter((step) => step.result === 'warn').length
    return { title, text: t('providerTest:warnedText', { count }) }
  }
  const at = steps.findIndex((step) => step.result === 'fail')
  const failed = steps[at]
  const why = failed ? (stepWords(t, failed).said[0] ?? '') : ''
  const end = failed && ABOUT_PERSON.includes(failed.name) ? 'person' : 'everybody'
  const facts = { at: at + 1, total: steps.length, why }
  return { title, text: `${t('providerTest:failedText', facts)} ${t(`providerTest:failedEnd.${end}`)}` }
}

/** A run in the list of earlier ones. */
export function shortResult(t: Translate, { state, result, report }: TestRun): string {
  if (state !== 'done' || result === null) return t(`providerTest:short.${state === 'done' ? 'over' : state}`)
  const count = report.steps.filter((step) => step.result === 'warn').length
  if (result === 'warned') return t('providerTest:short.warned', { count })
  const failed = report.steps.find((step) => step.result === 'fail')
  return failed === undefined
    ? t('providerTest:short.passed')
    : t('providerTest:short.failed', { step: t(`providerTest:step.${failed.name}.open`) })
}
