import type { Message } from '../../../core/errors.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import type { TraceStep } from '../../../protocol/client/types.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { Step } from '../types.ts'
import { heardOf, problemIn, stepOf } from './step.ts'

/** What a look at the provider ended with. */
export interface Look {
  /** As it is kept after the look. */
  readonly provider: SsoProvider
  readonly connection: Connection | null
  readonly error: unknown
  readonly traces: readonly TraceStep[]
}

/** Problems that mean that nobody answered there. */
const NO_ANSWER: readonly string[] = ['unreachable', 'timeout', 'refused_by_guard']

/** What is known of a provider before anybody logs in there. @throws the error itself when it is none of the provider */
export function lookSteps(look: Look): readonly Step[] {
  const { error, connection } = look
  if (error !== null && !(error instanceof ProviderProblem)) throw error
  return [
    addressStep(look),
    discoveryStep(look),
    connection ? keysStep(look, connection) : stepOf('keys'),
    connection ? pkceStep(connection) : stepOf('pkce'),
  ]
}

function addressStep({ provider, traces }: Look): Step {
  const call = traces.find(({ what }) => what === 'discovery')
  if (!call) return stepOf('address')
  const code = call.problem
  if (code !== null && NO_ANSWER.includes(code)) {
    const { ms, sent } = heardOf([call])
    return stepOf('address', { result: 'fail', ms, code, sent, notes: kept(provider), setting: 'issuer' })
  }
  const isPlain = provider.issuer.startsWith('http:')
  return stepOf('address', {
    result: isPlain ? 'warn' : 'pass',
    ms: call.ms,
    ...(isPlain && { notes: [{ key: 'providerTest:note.plain' }], setting: 'issuer' }),
  })
}

function discoveryStep({ provider, error, traces }: Look): Step {
  const calls = traces.filter(({ what }) => what === 'discovery')
  const problem = problemIn(calls)
  if (problem !== null && NO_ANSWER.includes(problem)) return stepOf('discovery')
  const heard = heardOf(calls)
  if (!(error instanceof ProviderProblem)) return stepOf('discovery', { ...heard, result: 'pass' })
  return stepOf('discovery', { ...heard, result: 'fail', code: error.code, notes: kept(provider) })
}

function keysStep({ provider, traces }: Look, connection: Connection): Step {
  const calls = traces.filter(({ what }) => what === 'keys')
  const heard = heardOf(calls)
  const names = kidsOf(connection)
  if (provider.problem !== null || names.length === 0) {
    const code = problemIn(calls) ?? 'keys_missing'
    return stepOf('keys', { ...heard, result: 'fail', code, notes: kept(provider) })
  }
  const notes = [{ key: 'providerTest:note.kids', params: { count: names.length, kids: names.join(', ') } }]
  return stepOf('keys', { ...heard, result: 'pass', notes })
}

function pkceStep({ metadata }: Connection): Step {
  const methods = metadata.code_challenge_methods_supported
  if (methods?.includes('S256')) return stepOf('pkce', { result: 'pass' })
  const notes = [{ key: methods ? 'providerTest:note.pkcePlain' : 'providerTest:note.pkce' }]
  return stepOf('pkce', { result: 'warn', notes })
}

/** Whether logouts can go the ways that are switched on. */
export function logoutStep({ settings }: SsoProvider, { metadata }: Connection): Step {
  const { rpInitiated, backChannel, frontChannel } = settings.logout
  const missing = [
    ...(rpInitiated && metadata.end_session_endpoint === undefined ? ['rp_initiated'] : []),
    ...(backChannel && metadata.backchannel_logout_supported !== true ? ['back_channel'] : []),
    ...(frontChannel && metadata.frontchannel_logout_supported !== true ? ['front_channel'] : []),
  ]
  const setting = missing[0]
  if (setting !== undefined) {
    const notes = missing.map((way) => ({ key: `providerTest:note.logoutMissing.${way}` }))
    return stepOf('logout', { result: 'warn', notes, setting: `logout.${setting}` })
  }
  const used = [
    ...(rpInitiated ? ['rp_initiated'] : []),
    ...(backChannel ? ['back_channel'] : []),
    ...(frontChannel ? ['front_channel'] : []),
  ]
  const notes =
    used.length === 0
      ? [{ key: 'providerTest:note.logoutUnused' }]
      : used.map((way) => ({ key: `providerTest:note.logout.${way}` }))
  return stepOf('logout', { result: 'pass', notes })
}

/** Names of the published keys. */
export function kidsOf({ keys }: Pick<Connection, 'keys'>): readonly string[] {
  return (keys.known()?.keys ?? []).slice(0, 20).map(({ kid }) => (kid ?? '–').slice(0, 100))
}

/** What is kept of the problem, in the words of the provider's own page. */
function kept({ problem }: SsoProvider): readonly Message[] {
  return problem === null ? [] : [problem]
}
