import { AuthorizationRedirectError } from '../errors.ts'
import { parameter } from '../parameters.ts'
import { isOneOf, type Prompt, SUPPORTED_PROMPTS } from '../supported.ts'
import type { AuthorizationRequest } from './types.ts'

/** `prompt` is a list of known words, and `none` stands alone. OpenID Connect Core 3.1.2.1. */
export function checkPrompt({ params }: Pick<AuthorizationRequest, 'params'>): { prompts: readonly Prompt[] } {
  const prompts: Prompt[] = []
  for (const word of (parameter(params, 'prompt') ?? '').split(' ')) {
    if (word === '') continue
    if (!isOneOf(SUPPORTED_PROMPTS, word)) {
      throw new AuthorizationRedirectError('invalid_request', `prompt knows ${SUPPORTED_PROMPTS.join(', ')} only`)
    }
    prompts.push(word)
  }
  if (prompts.includes('none') && prompts.length > 1) {
    throw new AuthorizationRedirectError('invalid_request', 'prompt=none cannot be combined with other values')
  }
  return { prompts }
}
