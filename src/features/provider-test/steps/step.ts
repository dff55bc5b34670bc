import type { ProviderProblemCode, TraceStep } from '../../../protocol/client/types.ts'
import type { Finding, Step, StepName } from '../types.ts'

/** A step with nothing but what is said of it. */
export function stepOf(name: StepName, more: Partial<Omit<Step, 'name'>> = {}): Step {
  return {
    name,
    result: 'skip',
    ms: null,
    code: null,
    notes: [],
    setting: null,
    findings: [],
    sent: [],
    answered: [],
    ...more,
  }
}

/** What was sent, received, checked and how long it took. */
export function heardOf(traces: readonly TraceStep[]): Pick<Step, 'ms' | 'findings' | 'sent' | 'answered'> {
  const calls = traces.filter(({ kind }) => kind === 'call')
  const checks = traces.filter(({ kind }) => kind === 'check')
  return {
    ms: calls.length === 0 ? null : calls.reduce((sum, { ms }) => sum + (ms ?? 0), 0),
    findings: checks.map(findingOf),
    sent: calls.flatMap(({ sent }) => sent),
    answered: calls.flatMap(({ received }) => received),
  }
}

/** The problem of the last call or check that was not good. */
export function problemIn(traces: readonly TraceStep[]): ProviderProblemCode | null {
  return traces.findLast(({ isGood }) => !isGood)?.problem ?? null
}

function findingOf({ isGood, what, sent, received }: TraceStep): Finding {
  return { isGood, what, expected: sent.join(', '), found: received.join(', ') }
}

/** With what is known now in the place of what was not run yet. */
export function withSteps(steps: readonly Step[], known: readonly Step[]): readonly Step[] {
  return steps.map((step) => known.find(({ name }) => name === step.name) ?? step)
}
