import type { Translate } from '../../platform/i18n/i18n.ts'
import type { Step, StepName, TestRun } from './types.ts'
import { findingWords, headline, stepTitle, stepWords } from './words.ts'

/** Steps that say nothing but things about the person. */
const LEFT_OUT: readonly StepName[] = ['email', 'name', 'account', 'rules']
/** Values that name the person. */
const OF_PERSON: readonly string[] = ['id_token.sub', 'userinfo.sub']
/** Of answers about a person only these lines are told; the others by their name. */
const TOLD: readonly string[] = ['status', 'content-type', 'error', 'token_type', 'expires_in', 'scope', 'iss', 'state']
const ABOUT_PEOPLE: readonly StepName[] = ['login', 'exchange', 'userinfo']
const ADDRESS = /[^\s@"'<>():,;=]+@[^\s@"'<>():,;]+/g

/**
 * What the people who run the provider need to know of a run: no secret, and nothing about the person who logged in.
 * @param facts name of the provider, and how instants are written
 */
export function plainReport(
  t: Translate,
  run: TestRun,
  { name, instant }: { readonly name: string; readonly instant: (ms: number) => string },
): string {
  const { issuer, clientId, redirectUri, steps, person } = run.report
  const { title, text } = headline(t, name, run)
  const told = steps.filter((step) => !LEFT_OUT.includes(step.name))
  const lines = [
    title,
    text,
    '',
    `${t('providerTest:report.when')}: ${instant(run.createdAt)}`,
    `issuer: ${issuer}`,
    `client_id: ${clientId}`,
    `redirect_uri: ${redirectUri}`,
    '',
    ...told.flatMap((step) => [...stepLines(t, step), '']),
    ...(person ? [t('providerTest:report.claims', { names: Object.keys(person.claims).join(', ') }), ''] : []),
    t('providerTest:report.end'),
    '',
  ]
  return lines.map((line) => line.replace(ADDRESS, '…@…').replace(/\p{Cc}+/gu, ' ')).join('\n')
}

function stepLines(t: Translate, step: Step): string[] {
  const { name, result, ms, findings, sent, answered } = step
  const { said } = stepWords(t, step)
  const time = ms === null ? '' : ` (${ms} ms)`
  const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`)
  const hidden = ABOUT_PEOPLE.includes(name)
  return [
    `[${t(`providerTest:name.${result}`)}] ${stepTitle(t, step)}${time}`,
    ...indented(said),
    ...indented(findings.map((finding) => findingWords(t, withoutPerson(finding)))),
    ...block(
      t('providerTest:sent'),
      sent.filter((line) => !line.startsWith('login_hint:')),
    ),
    ...block(t('providerTest:answered'), hidden ? answered.map(toldOnly) : answered),
  ]
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`    ${title}:`, ...lines.map((line) => `      ${line}`)]
}

function withoutPerson(finding: Step['findings'][number]): Step['findings'][number] {
  return OF_PERSON.includes(finding.what) ? { ...finding, expected: '…', found: '…' } : finding
}

function toldOnly(line: string): string {
  const [name = ''] = line.split(': ', 1)
  return TOLD.includes(name) ? line : `${name}: …`
}
