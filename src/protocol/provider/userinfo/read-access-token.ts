import { bearerChallenge, bearerError } from './bearer-error.ts'
import type { SentToken, UserinfoRequest } from './types.ts'

const LONGEST_TOKEN = 500

/** One access token, in the header or in the form body of a POST. RFC 6750 2.1, 2.2 and 3.1, RFC 9449 7.1. */
export function readAccessToken({
  host,
  authorization,
  params,
}: Pick<UserinfoRequest, 'host' | 'authorization' | 'params'>): SentToken {
  const refuse = (description: string) =>
    bearerError(host.issuer, 'invalid_request', description, { rule: 'access_token_malformed' })
  const [inBody, second] = params?.getAll('access_token') ?? []
  if (second !== undefined) throw refuse('access_token was sent more than once')
  const inHeader = authorization !== null && /^(?:Bearer|DPoP)(?: |$)/i.test(authorization) ? authorization : null
  if (inBody && inHeader) throw refuse('The access token was sent in the header and in the body')
  if (inHeader === null && !inBody) throw bearerChallenge(host.issuer)
  const accessToken = inHeader === null ? inBody : /^[A-Za-z]+ +([A-Za-z0-9._~+/-]+=*) *$/.exec(inHeader)?.[1]
  if (!accessToken || accessToken.length > LONGEST_TOKEN) throw refuse('The access token is malformed')
  return { accessToken, scheme: inHeader !== null && /^DPoP/i.test(inHeader) ? 'DPoP' : 'Bearer' }
}
