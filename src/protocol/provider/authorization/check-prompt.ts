import { parameter } from '../parameters.ts'
import { isOneOf, type Prompt, SUPPORTED_PROMPTS } from '../supported.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

/** `prompt` is a list of known words, and `none` stands alone. OpenID Connect Core 3.1.2.1. */
export function checkPrompt({ params }: Pick<AuthorizationRequest, 'params'>): { prompts: readonly Prompt[] } {
  const prompts: Prompt[] = []
  const sent = parameter(params, 'prompt') ?? ''
  for (const word of sent.split(' ')) {
    if (word === '') continue
    if (!isOneOf(SUPPORTED_PROMPTS, word)) {
      const expected = SUPPORTED_PROMPTS.join(', ')
      throw refusal('invalid_request', `prompt knows ${expected} only`, 'prompt_unknown', { expected, sent })
    }
    if (!prompts.includes(word)) prompts.push(word)
  }
  if (prompts.includes('none') && prompts.length > 1) {
    const facts = { expected: 'none', sent }
    throw refusal('invalid_request', 'prompt=none cannot be combined with other values', 'prompt_none', facts)
  }
  return { prompts }
}
