import { isHighSecurity } from '../high-security.ts'
import { parameter } from '../parameters.ts'
import { isOneOf, SUPPORTED_RESPONSE_TYPES } from '../supported.ts'
import type { GrantType, ProviderClient, ResponseType } from '../types.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationRequest } from './types.ts'

export interface ResponseTypeFacts {
  readonly responseType: ResponseType
  /** What the answer brings through the browser. */
  readonly givesCode: boolean
  readonly givesIdToken: boolean
  readonly givesToken: boolean
}

/**
 * The response type must be supported, its words in any order, and registered for the client together with the grant types
 * that it needs. RFC 6749 3.1.1, RFC 7591 2.1, OAuth 2.0 Multiple Response Types 5; FAPI 2.0 allows `code` only.
 */
export function checkResponseType({
  host,
  params,
  client,
}: Pick<AuthorizationRequest, 'host' | 'params'> & { client: ProviderClient }): ResponseTypeFacts {
  const sent = parameter(params, 'response_type')
  const expected = client.responseTypes.join(', ')
  if (sent === null) {
    throw refusal('invalid_request', 'response_type is missing', 'response_type_missing', { expected })
  }
  const responseType = inOrder(sent)
  if (!isOneOf(SUPPORTED_RESPONSE_TYPES, responseType)) {
    throw refusal('unsupported_response_type', 'This response_type is not supported', 'response_type', {
      expected,
      sent,
    })
  }
  if (responseType !== 'code' && isHighSecurity(host, client)) {
    const description = 'High security allows response_type code only'
    throw refusal('unsupported_response_type', description, 'response_type_code_only', { expected: 'code', sent })
  }
  const facts = factsOf(responseType)
  if (!client.responseTypes.includes(responseType) || !neededGrants(facts).every(isIn(client.grantTypes))) {
    throw refusal(
      'unauthorized_client',
      'This response_type is not registered for the client',
      'response_type_not_registered',
      { expected, sent },
    )
  }
  return facts
}

/** The words of a response type in the order in which it is registered. */
export function inOrder(responseType: string): string {
  return responseType === 'code' ? responseType : responseType.split(' ').sort().join(' ')
}

function factsOf(responseType: ResponseType): ResponseTypeFacts {
  const words = responseType.split(' ')
  return {
    responseType,
    givesCode: words.includes('code'),
    givesIdToken: words.includes('id_token'),
    givesToken: words.includes('token'),
  }
}

function neededGrants({ givesCode, givesIdToken, givesToken }: ResponseTypeFacts): GrantType[] {
  return [
    ...(givesCode ? (['authorization_code'] as const) : []),
    ...(givesIdToken || givesToken ? (['implicit'] as const) : []),
  ]
}

function isIn<Word>(words: readonly Word[]): (word: Word) => boolean {
  return (word) => words.includes(word)
}
