/** Paths of the endpoints below the issuer. */
export const ENDPOINTS = {
  discovery: '/.well-known/openid-configuration',
  /** RFC 8414; the same document. */
  oauthDiscovery: '/.well-known/oauth-authorization-server',
  authorization: '/oauth2/v1/authorize',
  pushedAuthorization: '/oauth2/v1/par',
  token: '/oauth2/v1/token',
  userinfo: '/oauth2/v1/userinfo',
  keys: '/oauth2/v1/keys',
  revocation: '/oauth2/v1/revoke',
  introspection: '/oauth2/v1/introspect',
  endSession: '/oauth2/v1/logout',
  checkSession: '/oauth2/v1/session',
  registration: '/oauth2/v1/register',
} as const
