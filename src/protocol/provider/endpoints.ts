/** Paths of the endpoints below the issuer. */
export const ENDPOINTS = {
  discovery: '/.well-known/openid-configuration',
  authorization: '/oauth2/v1/authorize',
  token: '/oauth2/v1/token',
  userinfo: '/oauth2/v1/userinfo',
  keys: '/oauth2/v1/keys',
} as const
