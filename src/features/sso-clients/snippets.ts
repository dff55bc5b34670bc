import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import type { SsoClient } from './types.ts'

export interface ClientSnippet {
  /** Name of the software. */
  readonly title: string
  readonly code: string
}

export type SnippetClient = Pick<
  SsoClient,
  | 'clientId'
  | 'allowedScopes'
  | 'requirePkce'
  | 'authMethod'
  | 'responseTypes'
  | 'redirectUris'
  | 'postLogoutRedirectUris'
  | 'idTokenAlg'
  | 'isHighSecurity'
  | 'requirePushedAuthorizationRequests'
>

interface Facts extends SnippetClient {
  readonly issuer: string
  /** What software that logs people in asks for: not to stay connected. */
  readonly scope: string
  readonly redirectUri: string
}

/** Settings of common software, ready to paste. The secret is never part of them; … stands where it belongs. */
export function clientSnippets(client: SnippetClient, issuer: string): ClientSnippet[] {
  const facts: Facts = {
    ...client,
    issuer,
    scope: client.allowedScopes.filter((scope) => scope !== 'offline_access').join(' '),
    redirectUri: client.redirectUris[0] ?? '',
  }
  if (!client.responseTypes.includes('code')) return [generic(facts)]
  if (client.authMethod === 'none') return [generic(facts), node(facts)]
  if (client.authMethod === 'private_key_jwt') return [generic(facts), ...apache(facts), node(facts)]
  return [
    generic(facts),
    wordpress(facts),
    discourse(facts),
    nextcloud(facts),
    ...apache(facts),
    oauth2Proxy(facts),
    node(facts),
  ]
}

function usesSecret({ authMethod }: SnippetClient): boolean {
  return authMethod === 'client_secret_basic' || authMethod === 'client_secret_post'
}

/** Lines that are there, in their order. */
function lines(...parts: (string | false)[]): string {
  return parts.filter((part) => part !== false).join('\n')
}

/** Names that much software has in common. */
function generic(facts: Facts): ClientSnippet {
  return {
    title: 'OpenID Connect',
    code: lines(
      `OIDC_ISSUER=${facts.issuer}`,
      `OIDC_DISCOVERY_URL=${facts.issuer}${ENDPOINTS.discovery}`,
      `OIDC_CLIENT_ID=${facts.clientId}`,
      usesSecret(facts) && 'OIDC_CLIENT_SECRET=…',
      `OIDC_REDIRECT_URI=${facts.redirectUri}`,
      `OIDC_SCOPE="${facts.scope}"`,
      `OIDC_RESPONSE_TYPE="${facts.responseTypes[0] ?? 'code'}"`,
      `OIDC_TOKEN_ENDPOINT_AUTH_METHOD=${facts.authMethod}`,
      facts.requirePkce && 'OIDC_CODE_CHALLENGE_METHOD=S256',
      facts.idTokenAlg !== 'RS256' && `OIDC_ID_TOKEN_SIGNED_RESPONSE_ALG=${facts.idTokenAlg}`,
    ),
  }
}

/** wp-config.php, plugin "OpenID Connect Generic Client". */
function wordpress({ issuer, clientId, scope, requirePkce }: Facts): ClientSnippet {
  return {
    title: 'WordPress',
    code: lines(
      '// wp-config.php, for the plugin OpenID Connect Generic Client',
      `define('OIDC_CLIENT_ID', '${clientId}');`,
      `define('OIDC_CLIENT_SECRET', '…');`,
      `define('OIDC_CLIENT_SCOPE', '${scope}');`,
      `define('OIDC_ISSUER', '${issuer}');`,
      `define('OIDC_ENDPOINT_LOGIN_URL', '${issuer}${ENDPOINTS.authorization}');`,
      `define('OIDC_ENDPOINT_TOKEN_URL', '${issuer}${ENDPOINTS.token}');`,
      `define('OIDC_ENDPOINT_USERINFO_URL', '${issuer}${ENDPOINTS.userinfo}');`,
      `define('OIDC_ENDPOINT_JWKS_URL', '${issuer}${ENDPOINTS.keys}');`,
      `define('OIDC_ENDPOINT_LOGOUT_URL', '${issuer}${ENDPOINTS.endSession}');`,
      requirePkce && "define('OIDC_ENABLE_PKCE', true);",
      '// Settings, OpenID Connect Client: Identity Key and Nickname Key are "sub"',
    ),
  }
}

/** Site settings of Discourse. */
function discourse({ issuer, clientId, scope, requirePkce, postLogoutRedirectUris: [after] }: Facts): ClientSnippet {
  return {
    title: 'Discourse',
    code: lines(
      'openid_connect_enabled: true',
      `openid_connect_discovery_document: ${issuer}${ENDPOINTS.discovery}`,
      `openid_connect_client_id: ${clientId}`,
      'openid_connect_client_secret: …',
      `openid_connect_authorize_scope: ${scope}`,
      requirePkce && 'openid_connect_use_pkce: true',
      after !== undefined && 'openid_connect_rp_initiated_logout: true',
      after !== undefined && `openid_connect_rp_initiated_logout_redirect: ${after}`,
    ),
  }
}

/** The app user_oidc of Nextcloud, which uses PKCE by itself. */
function nextcloud({ issuer, clientId, scope }: Facts): ClientSnippet {
  return {
    title: 'Nextcloud',
    code: lines(
      'php occ app:install user_oidc',
      'php occ user_oidc:provider foyer \\',
      `  --clientid='${clientId}' \\`,
      '  --clientsecret=… \\',
      `  --discoveryuri='${issuer}${ENDPOINTS.discovery}' \\`,
      `  --scope='${scope}' \\`,
      '  --mapping-uid=sub \\',
      '  --mapping-display-name=name \\',
      '  --mapping-email=email',
    ),
  }
}

/** mod_auth_openidc, which cannot check signatures with EdDSA. */
function apache(facts: Facts): ClientSnippet[] {
  if (facts.idTokenAlg === 'EdDSA') return []
  const code = lines(
    `OIDCProviderMetadataURL ${facts.issuer}${ENDPOINTS.discovery}`,
    `OIDCClientID ${facts.clientId}`,
    usesSecret(facts) && 'OIDCClientSecret …',
    facts.authMethod === 'private_key_jwt' && 'OIDCPrivateKeyFiles /etc/apache2/oidc/private.pem',
    facts.authMethod === 'private_key_jwt' && 'OIDCPublicKeyFiles /etc/apache2/oidc/public.pem',
    `OIDCProviderTokenEndpointAuth ${facts.authMethod}`,
    `OIDCRedirectURI ${facts.redirectUri}`,
    '# any long random text',
    'OIDCCryptoPassphrase …',
    `OIDCScope "${facts.scope}"`,
    facts.requirePkce && 'OIDCPKCEMethod S256',
    facts.idTokenAlg !== 'RS256' && `OIDCIDTokenSignedResponseAlg ${facts.idTokenAlg}`,
    facts.isHighSecurity && 'OIDCProfile FAPI20',
    !facts.isHighSecurity && facts.requirePushedAuthorizationRequests && 'OIDCProviderAuthRequestMethod PAR',
    '',
    '<Location />',
    '  AuthType openid-connect',
    '  Require valid-user',
    '</Location>',
  )
  return [{ title: 'Apache', code }]
}

/** The configuration file of oauth2-proxy. */
function oauth2Proxy({ issuer, clientId, scope, redirectUri, requirePkce }: Facts): ClientSnippet {
  return {
    title: 'oauth2-proxy',
    code: lines(
      'provider = "oidc"',
      `oidc_issuer_url = "${issuer}"`,
      `client_id = "${clientId}"`,
      'client_secret = "…"',
      `redirect_url = "${redirectUri}"`,
      `scope = "${scope}"`,
      requirePkce && 'code_challenge_method = "S256"',
      'email_domains = ["*"]',
      '# openssl rand -base64 32 | tr -- "+/" "-_"',
      'cookie_secret = "…"',
    ),
  }
}

/** openid-client 6. */
function node(facts: Facts): ClientSnippet {
  const { issuer, clientId, scope, redirectUri, isHighSecurity } = facts
  const pushes = isHighSecurity || facts.requirePushedAuthorizationRequests
  const options = isHighSecurity ? ', { DPoP }' : ''
  return {
    title: 'Node',
    code: lines(
      "import * as client from 'openid-client'",
      '',
      ...discovery(facts),
      isHighSecurity && 'const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair())',
      '',
      'const pkceCodeVerifier = client.randomPKCECodeVerifier()',
      'const expectedState = client.randomState()',
      `const to = ${pushes ? 'await client.buildAuthorizationUrlWithPAR' : 'client.buildAuthorizationUrl'}(config, {`,
      `  redirect_uri: '${redirectUri}',`,
      `  scope: '${scope}',`,
      '  state: expectedState,',
      '  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),',
      "  code_challenge_method: 'S256',",
      `}${pushes ? options : ''})`,
      '',
      `// the browser goes to "to" and returns to ${redirectUri}; currentUrl is where it arrived`,
      'const checks = { pkceCodeVerifier, expectedState }',
      isHighSecurity
        ? 'const tokens = await client.authorizationCodeGrant(config, currentUrl, checks, undefined, { DPoP })'
        : 'const tokens = await client.authorizationCodeGrant(config, currentUrl, checks)',
      `const person = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub${options})`,
      `// ${issuer} is in tokens.claims().iss, ${clientId} in aud`,
    ),
  }
}

const PROOFS = {
  client_secret_basic: 'client.ClientSecretBasic(process.env.OIDC_CLIENT_SECRET)',
  client_secret_post: 'client.ClientSecretPost(process.env.OIDC_CLIENT_SECRET)',
  private_key_jwt: 'client.PrivateKeyJwt(privateKey)',
  none: 'client.None()',
} as const

function discovery({ issuer, clientId, authMethod, idTokenAlg }: Facts): string[] {
  const metadata = idTokenAlg === 'RS256' ? 'undefined' : `{ id_token_signed_response_alg: '${idTokenAlg}' }`
  return [
    'const config = await client.discovery(',
    `  new URL('${issuer}'),`,
    `  '${clientId}',`,
    `  ${metadata},`,
    `  ${PROOFS[authMethod]},`,
    ')',
  ]
}
