import { errors as jose } from 'jose'
import * as openid from 'openid-client'
import { OutgoingFailed, OutgoingRefused } from '../../platform/outgoing/errors.ts'
import { ProviderProblem } from './errors.ts'
import { quoted } from './quoted.ts'

/** What was being done when something went wrong. */
export type Phase = 'discovery' | 'keys' | 'pushed_request' | 'token' | 'userinfo'

/** Says what a call to a provider ended with. */
export function problemOf(error: unknown, phase: Phase, issuer: string): ProviderProblem {
  const causes = chainOf(error)
  for (const cause of causes) {
    const problem = problemOfOne(cause, error, phase, issuer)
    if (problem) return phase === 'userinfo' ? ofUserinfo(problem) : problem
  }
  const words = causes.filter((cause) => cause instanceof Error).map(({ message }) => message)
  const reason = quoted(words.at(-1) ?? 'unknown problem')
  if (phase === 'userinfo') return new ProviderProblem('userinfo_failed', { detail: { reason }, cause: error })
  return new ProviderProblem('bad_response', { detail: { issuer, reason }, cause: error })
}

function problemOfOne(cause: unknown, error: unknown, phase: Phase, issuer: string): ProviderProblem | null {
  if (cause instanceof ProviderProblem) return cause
  if (cause instanceof OutgoingRefused) {
    return new ProviderProblem('refused_by_guard', { detail: { reason: cause.message }, cause: error })
  }
  if (cause instanceof OutgoingFailed) return ofCall(cause, error)
  if (cause instanceof openid.ResponseBodyError) return ofRefusal(cause, phase)
  if (cause instanceof openid.WWWAuthenticateChallengeError) return ofStatus(cause.response, error, phase, issuer)
  if (cause instanceof Response) return ofStatus(cause, error, phase, issuer)
  if (cause instanceof SyntaxError) return ofBrokenJson(issuer)
  if (cause instanceof jose.JWKSInvalid) return new ProviderProblem('keys_missing', { cause: error })
  const found = issuerOf(cause)
  return found === null ? null : new ProviderProblem('issuer_mismatch', { detail: { found }, cause: error })
}

function ofCall(failed: OutgoingFailed, error: unknown): ProviderProblem {
  const detail = { reason: failed.message }
  switch (failed.reason) {
    case 'timeout':
      return new ProviderProblem('timeout', { detail, cause: error })
    case 'too_large':
      return new ProviderProblem('too_large', { detail, cause: error })
    case 'redirect':
      return new ProviderProblem('bad_status', { detail: { status: '3xx', reason: failed.message }, cause: error })
    default:
      return new ProviderProblem('unreachable', { detail, cause: error })
  }
}

/** The provider's own word, RFC 6749 section 5.2. */
function ofRefusal(refused: openid.ResponseBodyError, phase: Phase): ProviderProblem {
  const detail = {
    error: quoted(refused.error),
    ...(refused.error_description !== undefined && { description: quoted(refused.error_description) }),
    status: String(refused.status),
  }
  if (isBusy(refused.status)) return new ProviderProblem('provider_busy', { detail, cause: refused })
  if (refused.error === 'invalid_client' || refused.error === 'unauthorized_client' || refused.status === 401) {
    return new ProviderProblem('client_refused', { detail, cause: refused })
  }
  if (phase === 'token' && refused.error === 'invalid_grant') {
    return new ProviderProblem('code_refused', { detail, cause: refused })
  }
  const code = phase === 'pushed_request' ? 'provider_error' : 'token_error'
  return new ProviderProblem(code, { detail, cause: refused })
}

function ofStatus({ status, headers }: Response, error: unknown, phase: Phase, issuer: string): ProviderProblem {
  const detail = { issuer, status: String(status), type: quoted(headers.get('content-type') ?? 'no type') }
  const isCallOfLogin = phase === 'token' || phase === 'pushed_request'
  if (isCallOfLogin && isBusy(status)) return new ProviderProblem('provider_busy', { detail, cause: error })
  if (isCallOfLogin && status === 401) return new ProviderProblem('client_refused', { detail, cause: error })
  if (status === 200 || status === 201) return new ProviderProblem('not_json', { detail, cause: error })
  return new ProviderProblem('bad_status', { detail, cause: error })
}

/** Without its cause: the message of the parser quotes what it read, which may be a token. */
function ofBrokenJson(issuer: string): ProviderProblem {
  return new ProviderProblem('not_json', { detail: { issuer, type: 'broken JSON' } })
}

function isBusy(status: number): boolean {
  return status >= 500 || status === 429
}

/** Connection problems keep their name; everything else is one of userinfo. */
function ofUserinfo(problem: ProviderProblem): ProviderProblem {
  const kept = [
    'unreachable',
    'timeout',
    'refused_by_guard',
    'userinfo_failed',
    'wrong_subject',
    'bad_signature',
    'unknown_key',
  ]
  if (kept.includes(problem.code)) return problem
  return new ProviderProblem('userinfo_failed', {
    detail: { reason: problem.message, code: problem.code },
    cause: problem,
  })
}

/** The issuer that a mismatch is about, out of what `openid-client` tells of it. */
function issuerOf(cause: unknown): string | null {
  if (typeof cause !== 'object' || cause === null || !('attribute' in cause) || !('body' in cause)) return null
  const { attribute, body } = cause
  if (attribute !== 'issuer' || typeof body !== 'object' || body === null || !('issuer' in body)) return null
  return quoted(body.issuer)
}

function chainOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = []
  for (let cause = error; cause !== undefined && causes.length < 10; ) {
    causes.push(cause)
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return causes
}
