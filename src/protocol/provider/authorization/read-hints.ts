import { hasControlCharacter, parameter } from '../parameters.ts'
import type { AuthorizationRequest } from './types.ts'

/** What helps to draw the login page; nothing in it can make a request fail. OpenID Connect Core 3.1.2.1. */
export function readHints({ params }: Pick<AuthorizationRequest, 'params'>): {
  loginHint: string | null
  uiLocales: readonly string[]
} {
  const loginHint = parameter(params, 'login_hint')
  return {
    loginHint: loginHint !== null && hasControlCharacter(loginHint) ? null : loginHint,
    uiLocales: (parameter(params, 'ui_locales') ?? '').split(' ').filter((tag) => /^[A-Za-z0-9-]{2,35}$/.test(tag)),
  }
}
