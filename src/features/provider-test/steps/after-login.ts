import { lineOf } from '../../../protocol/client/call-trace.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import type { ProviderProblem } from '../../../protocol/client/errors.ts'
import type { TraceStep } from '../../../protocol/client/types.ts'
import type { Step } from '../types.ts'
import { kidsOf } from './before-login.ts'
import { heardOf, stepOf } from './step.ts'

const PHASES = ['login', 'exchange', 'signature', 'token', 'userinfo'] as const
type Phase = (typeof PHASES)[number]

const OF_SIGNATURE: readonly string[] = ['keys', 'id_token.type', 'id_token.algorithm', 'id_token.signature']

/** What was heard of a login that came back. */
export interface Heard {
  readonly connection: Connection
  readonly traces: readonly TraceStep[]
  /** What it ended with; null when the person was verified. */
  readonly problem: ProviderProblem | null
  readonly parameters: Readonly<Record<string, string>>
  /** Between leaving for the provider and coming back. */
  readonly awayMs: number
  /** The step `login` as it was when the browser left. */
  readonly left: Step | undefined
}

/** What was sent, received and verified. What comes after a failure was not run. */
export function loginSteps(heard: Heard): readonly Step[] {
  const { traces, problem } = heard
  const failing = problem === null ? null : failingPhase(traces)
  const end = failing === null ? PHASES.length : PHASES.indexOf(failing)
  return PHASES.map((phase, at) => {
    if (at > end) return stepOf(phase)
    const own = traces.filter((trace) => phaseOf(trace) === phase)
    const step = stepOf(phase, { ...heardOf(own), ...moreOf(phase, heard) })
    if (phase === failing) return { ...step, result: 'fail', code: problem?.code ?? null, notes: notesOf(phase, heard) }
    if (own.length === 0) return { ...step, notes: [{ key: 'providerTest:note.noUserinfo' }] }
    return { ...step, result: 'pass', notes: notesOf(phase, heard) }
  })
}

function phaseOf({ kind, what }: TraceStep): Phase {
  if (what === 'token') return 'exchange'
  if (OF_SIGNATURE.includes(what)) return 'signature'
  if (what.startsWith('userinfo')) return 'userinfo'
  return kind === 'check' && what.startsWith('id_token.') ? 'token' : 'login'
}

/** Where it ended: at what was bad, else at what ran last. */
function failingPhase(traces: readonly TraceStep[]): Phase {
  const last = traces.findLast(({ isGood }) => !isGood) ?? traces.at(-1)
  return last ? phaseOf(last) : 'login'
}

function moreOf(phase: Phase, { parameters, awayMs, left }: Heard): Partial<Step> {
  if (phase !== 'login') return {}
  const answered = Object.entries(parameters).map(([name, value]) => lineOf(name.slice(0, 100), value))
  return { ms: awayMs, sent: left?.sent ?? [], answered }
}

function notesOf(phase: Phase, { connection, traces }: Heard): Step['notes'] {
  const check = traces.findLast(({ what }) => what === 'id_token.signature')
  if (phase !== 'signature' || check === undefined) return []
  const kid = check.received[0]?.replace(/^kid: /, '') ?? ''
  const params = { kid, kids: kidsOf(connection).join(', ') }
  if (check.isGood) return [{ key: 'providerTest:note.signedWith', params }]
  if (check.problem === 'unknown_key') return [{ key: 'providerTest:note.unknownKey', params }]
  return check.problem === 'bad_signature' ? [{ key: 'providerTest:note.badSignature', params }] : []
}
