import * as openid from 'openid-client'
import { OutgoingFailed, OutgoingRefused } from '../../../platform/outgoing/errors.ts'
import type { BackendText } from '../contract.ts'
import type { OidcConfig } from './config.ts'
import { REFUSALS } from './texts.ts'

/** What is wrong with the connection to a provider; the message is for those who run the installation. */
export class ProviderProblem extends Error {
  /** What the person who logs in reads. */
  readonly text: BackendText
  constructor(message: string, options: { text?: BackendText; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'ProviderProblem'
    this.text = options.text ?? REFUSALS.misconfigured
  }
}

/** Says what a call to the provider ended with. */
export function inPlainWords(error: unknown, { issuer }: Pick<OidcConfig, 'issuer'>): ProviderProblem {
  const causes = chain(error)
  for (const cause of causes) {
    if (cause instanceof ProviderProblem) return cause
    if (cause instanceof OutgoingRefused) {
      return new ProviderProblem(`${cause.message}; FOYER_OUTGOING_ALLOW can allow it`, { cause: error })
    }
    if (cause instanceof OutgoingFailed) {
      return new ProviderProblem(cause.message, { cause: error, text: REFUSALS.unreachable })
    }
    if (cause instanceof openid.ResponseBodyError) return refusedBy(cause)
    if (cause instanceof Response) {
      const text = cause.status >= 500 ? REFUSALS.busy : REFUSALS.misconfigured
      return new ProviderProblem(`${issuer}: ${answered(cause)}`, { cause: error, text })
    }
  }
  return new ProviderProblem(`${issuer}: ${known(causes)}`, { cause: error, text: REFUSALS.badAnswer })
}

/** The provider's own word, RFC 6749 section 5.2. */
function refusedBy(error: openid.ResponseBodyError): ProviderProblem {
  const hint: Readonly<Record<string, string>> = {
    invalid_client: 'client_id, client_secret or auth_method is not what the provider has',
    unauthorized_client: 'the provider does not let this client use the authorization code flow',
    invalid_grant: 'the code was used before, has expired or belongs to another redirect address',
  }
  const detail = hint[error.error] ?? error.error_description ?? 'no reason given'
  const text = error.error === 'invalid_grant' ? REFUSALS.attemptGone : REFUSALS.misconfigured
  return new ProviderProblem(`the provider refused with ${error.error}: ${detail}`, { cause: error, text })
}

function answered({ status, headers }: Response): string {
  if (status !== 200) return `the provider answered with status ${status}; is the issuer right?`
  return `the provider answered with ${headers.get('content-type') ?? 'no type'} where JSON was expected; is the issuer right?`
}

/** The innermost message that says something. */
function known(causes: readonly unknown[]): string {
  const mismatch = causes.map(issuerOf).find((value) => value !== undefined)
  if (mismatch !== undefined) return `the provider calls itself ${mismatch}: set issuer to exactly that`
  const messages = causes.filter((cause) => cause instanceof Error).map(({ message }) => message)
  return messages.at(-1) ?? 'unknown problem'
}

/** The issuer that a mismatch is about, out of what `openid-client` tells of it. */
function issuerOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('attribute' in cause) || !('body' in cause)) return undefined
  const { attribute, body } = cause
  if (attribute !== 'issuer' || typeof body !== 'object' || body === null || !('issuer' in body)) return undefined
  return String(body.issuer)
}

function chain(error: unknown): readonly unknown[] {
  const causes: unknown[] = []
  for (let cause = error; cause !== undefined && causes.length < 10; ) {
    causes.push(cause)
    cause = cause instanceof Error ? cause.cause : undefined
  }
  return causes
}
