import type { ClientProbe } from '../../../protocol/client/probe-client.ts'
import type { TraceStep } from '../../../protocol/client/types.ts'
import type { Step } from '../types.ts'
import { heardOf, stepOf } from './step.ts'

/** Without an answer of the token endpoint nobody can log in. */
const NO_ANSWER: readonly string[] = ['unreachable', 'timeout', 'refused_by_guard']

/** What a token request with a made-up code told about the client. */
export function clientStep({ outcome, problem }: ClientProbe, traces: readonly TraceStep[]): Step {
  const heard = heardOf(traces)
  if (outcome === 'accepted') {
    return stepOf('client', { ...heard, result: 'pass', notes: [{ key: 'providerTest:note.client.accepted' }] })
  }
  if (problem === null) {
    return stepOf('client', { ...heard, result: 'warn', notes: [{ key: 'providerTest:note.client.careless' }] })
  }
  const { code, detail } = problem
  if (outcome === 'refused') {
    const { error = 'invalid_client' } = detail
    return stepOf('client', {
      ...heard,
      result: 'fail',
      code,
      notes: [{ key: 'providerTest:note.client.refused', params: { error } }],
    })
  }
  if (NO_ANSWER.includes(code)) return stepOf('client', { ...heard, result: 'fail', code })
  const { error } = detail
  if (error === undefined) return stepOf('client', { ...heard, result: 'warn', code })
  return stepOf('client', { ...heard, notes: [{ key: 'providerTest:note.client.unclear', params: { error } }] })
}

/** For a client that has nothing to prove itself with. */
export function noSecretStep(): Step {
  return stepOf('client', { result: 'pass', notes: [{ key: 'providerTest:note.client.none' }] })
}
