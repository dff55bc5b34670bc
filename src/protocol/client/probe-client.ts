import type { Random } from '../../core/random.ts'
import { randomSecret } from '../../core/random.ts'
import type { Connection } from './connection.ts'
import { ProviderProblem } from './errors.ts'
import { redeemCode } from './redeem-code.ts'
import type { Trace } from './types.ts'

/**
 * `accepted`: the provider knows us and refused the code only. `refused`: it refused us. `unclear`: it says something else about the
 * request, or has a problem. `careless`: it gave tokens for a code that it never made.
 */
export interface ClientProbe {
  readonly outcome: 'accepted' | 'refused' | 'unclear' | 'careless'
  /** What it answered; null for `careless`. */
  readonly problem: ProviderProblem | null
}

interface ProbeOptions {
  readonly redirectUri: string
  readonly random: Random
  /** ms */
  readonly now: number
  readonly trace?: Trace
}

/**
 * Asks for tokens with a code that nobody was given: a provider that refuses the code with `invalid_grant` accepted the client before,
 * one that refuses the client says `invalid_client` (RFC 6749 section 5.2). Needs no person and changes nothing there.
 */
export async function probeClient(
  connection: Connection,
  { redirectUri, random, now, trace }: ProbeOptions,
): Promise<ClientProbe> {
  const { issuer } = connection.metadata
  const state = randomSecret(random)
  const remembered = {
    nonce: randomSecret(random),
    verifier: randomSecret(random),
    redirectUri,
    issuer,
    maxAge: null,
    freshSince: null,
  }
  const parameters = { code: randomSecret(random), state, iss: issuer }
  const answered: string[] = []
  const listen: Trace = (step) => {
    answered.push(...step.received)
    trace?.(step)
  }
  try {
    await redeemCode({ connection, parameters, remembered, state, now, trace: listen })
    return { outcome: 'careless', problem: null }
  } catch (error) {
    if (!(error instanceof ProviderProblem)) throw error
    return outcomeOf(error, answered)
  }
}

function outcomeOf(problem: ProviderProblem, answered: readonly string[]): ClientProbe {
  switch (problem.code) {
    case 'no_id_token':
      return withoutIdToken(problem, answered)
    case 'code_refused':
      return { outcome: 'accepted', problem }
    case 'client_refused':
      return { outcome: problem.detail.error === 'invalid_grant' ? 'accepted' : 'refused', problem }
    default:
      return { outcome: 'unclear', problem }
  }
}

/** Some providers refuse with the status 200 and a word of their own. */
function withoutIdToken(cause: ProviderProblem, answered: readonly string[]): ClientProbe {
  const said = (name: string) => answered.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  if (said('access_token') !== undefined) return { outcome: 'careless', problem: null }
  const error = said('error') ?? 'status 200'
  return { outcome: 'unclear', problem: new ProviderProblem('token_error', { detail: { error }, cause }) }
}
