import { FoyerError } from '../../core/errors.ts'

export type RefusedReason = 'not_an_address' | 'credentials' | 'not_https' | 'private_address' | 'too_many_calls'
export type FailedReason =
  | 'unknown_host'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'aborted'
  | 'redirect'
  | 'too_large'
  | 'encoding'

const REFUSED: Readonly<Record<RefusedReason, string>> = {
  not_an_address: 'this is no http or https address',
  credentials: 'the address holds a user name or a password',
  not_https: 'only https is allowed for this host',
  private_address: 'the host is in a private network',
  too_many_calls: 'too many calls are under way',
}

const FAILED: Readonly<Record<FailedReason, string>> = {
  unknown_host: 'the name of the host does not resolve',
  unreachable: 'the host does not answer',
  tls: 'the certificate of the host is not trusted',
  timeout: 'the answer took too long',
  aborted: 'the call was ended',
  redirect: 'the answer is a redirect, which is not followed',
  too_large: 'the answer is too long',
  encoding: 'the answer is compressed, which was not asked for',
}

/** A call that the guard does not let out. The message names the host, never path or query, which may hold secrets. */
export class OutgoingRefused extends FoyerError {
  readonly reason: RefusedReason
  constructor(reason: RefusedReason, origin = 'address') {
    super(`${origin}: ${REFUSED[reason]}`, { code: 'outgoing_refused', status: 502 })
    this.reason = reason
  }
}

/** A call without an answer that can be used. The message names the host, never path or query, which may hold secrets. */
export class OutgoingFailed extends FoyerError {
  readonly reason: FailedReason
  constructor(reason: FailedReason, origin: string, cause?: unknown) {
    super(`${origin}: ${FAILED[reason]}`, { code: 'outgoing_failed', status: 502, cause })
    this.reason = reason
  }
}
