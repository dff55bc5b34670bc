import { AuthorizationRedirectError, type OAuthErrorCode, type RefusalHint } from '../errors.ts'

/** Longest value that is kept for staff. */
const LONGEST_SHOWN = 500

/**
 * A refusal that the client is told through its redirect URI, with what staff need to mend it.
 * @param facts what was expected and sent, never a secret; what is undefined or null is left out
 */
export function refusal(
  code: OAuthErrorCode,
  description: string,
  rule: string,
  facts: HintFacts = {},
): AuthorizationRedirectError {
  return new AuthorizationRedirectError(code, description, { hint: hintOf(rule, facts) })
}

export interface HintFacts {
  readonly expected?: string | null | undefined
  readonly sent?: string | null | undefined
}

export function hintOf(rule: string, { expected, sent }: HintFacts = {}): RefusalHint {
  return {
    rule,
    ...(expected != null && { expected: shortened(expected) }),
    ...(sent != null && { sent: shortened(sent) }),
  }
}

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
}
