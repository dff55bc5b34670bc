import { acrOf, wantedValues } from '../id-token.ts'
import type { ClaimsRequest } from '../subject-types.ts'
import type { Answering } from './check-session.ts'
import { refusal } from './refusal.ts'

/**
 * A class of login that the client needs and this login is not of counts as a failed login. Another one would be of the same
 * class, so nobody is asked for it. OpenID Connect Core 5.5.1.1, Unmet Authentication Requirements 1.0.
 */
export function checkAcr({ claims, session }: Pick<Answering, 'session'> & { claims: ClaimsRequest | null }): void {
  const asked = claims?.id_token.acr
  const wanted = asked?.essential ? wantedValues(asked) : []
  const acr = acrOf(session.amr, asked)
  if (wanted.length === 0 || wanted.includes(acr)) return
  throw refusal(
    'unmet_authentication_requirements',
    'The login is not of a class that the essential claim acr asks for',
    'acr_essential',
    { expected: wanted.join(', '), sent: acr },
  )
}
