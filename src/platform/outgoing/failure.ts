import { FoyerError } from '../../core/errors.ts'
import { type FailedReason, OutgoingFailed } from './errors.ts'

const TIMEOUTS = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/

/** One of the family for whatever a call ended with. @param timeout the signal that ends the call when its time is over */
export function failureOf(error: unknown, origin: string, timeout: AbortSignal): FoyerError {
  if (error instanceof FoyerError) return error
  return new OutgoingFailed(reasonOf(error, timeout), origin, error)
}

function reasonOf(error: unknown, timeout: AbortSignal): FailedReason {
  if (timeout.aborted) return 'timeout'
  const { name, code } = describe(error)
  if (TIMEOUTS.includes(code)) return 'timeout'
  if (name === 'AbortError' || name === 'TimeoutError') return 'aborted'
  return TLS.test(code) ? 'tls' : 'unreachable'
}

function describe(error: unknown): { name: string; code: string } {
  if (!(error instanceof Error)) return { name: '', code: '' }
  return { name: error.name, code: 'code' in error && typeof error.code === 'string' ? error.code : '' }
}
