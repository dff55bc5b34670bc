import type { InvalidInput } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { OAuthError } from '../../../protocol/provider/errors.ts'

/** What settings of clients are called where they are not called as in RFC 7591. */
const MEMBERS: Readonly<Record<string, string>> = {
  name: 'client_name',
  allowed_scopes: 'scope',
  id_token_alg: 'id_token_signed_response_alg',
  client_type: 'token_endpoint_auth_method',
}

/** RFC 7591 3.2.2: one of two words, by the member that is wrong. @param why a clause after its name */
export function refuse(member: string, why: string): OAuthError {
  const code = member === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata'
  return new OAuthError(code, plain(`${member} ${why}`), { hint: { rule: 'registration_metadata', sent: member } })
}

/** The first thing that is wrong with settings, for developers. @param t English */
export function refuseInput({ fields }: InvalidInput, t: Translate): OAuthError {
  const [field = 'metadata', message] = Object.entries(fields)[0] ?? []
  const name = field.split('.')[0] ?? field
  return refuse(MEMBERS[name] ?? name, `is refused: ${message ? say(t, message) : 'it cannot be registered'}`)
}

/** RFC 6749 5.2 leaves neither typographic nor double quotes. */
function plain(text: string): string {
  return text.replace(/[’‘“”"]/g, "'")
}
