import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import type { SsoClient } from './types.ts'

export interface ClientSnippet {
  /** Name of the software. */
  readonly title: string
  readonly code: string
}

/** Settings of common software, ready to paste. The secret is never part of them. */
export function clientSnippets(
  client: Pick<SsoClient, 'clientId' | 'allowedScopes' | 'requirePkce'>,
  issuer: string,
): ClientSnippet[] {
  const { clientId, requirePkce } = client
  const scope = client.allowedScopes.join(' ')
  return [
    {
      title: 'Discourse',
      code: [
        'openid_connect_enabled: true',
        `openid_connect_discovery_document: ${issuer}${ENDPOINTS.discovery}`,
        `openid_connect_client_id: ${clientId}`,
        'openid_connect_client_secret: …',
        `openid_connect_authorize_scope: ${scope}`,
        ...(requirePkce ? ['openid_connect_use_pkce: true'] : []),
      ].join('\n'),
    },
    {
      title: 'WordPress',
      code: [
        `define('OIDC_CLIENT_ID', '${clientId}');`,
        `define('OIDC_CLIENT_SECRET', '…');`,
        `define('OIDC_CLIENT_SCOPE', '${scope}');`,
        `define('OIDC_ENDPOINT_LOGIN_URL', '${issuer}${ENDPOINTS.authorization}');`,
        `define('OIDC_ENDPOINT_TOKEN_URL', '${issuer}${ENDPOINTS.token}');`,
        `define('OIDC_ENDPOINT_USERINFO_URL', '${issuer}${ENDPOINTS.userinfo}');`,
        `define('OIDC_ENDPOINT_JWKS_URL', '${issuer}${ENDPOINTS.keys}');`,
        `define('OIDC_ISSUER', '${issuer}');`,
        ...(requirePkce ? ["define('OIDC_ENABLE_PKCE', true);"] : []),
      ].join('\n'),
    },
    {
      title: 'Node',
      code: [
        "import { discovery } from 'openid-client'",
        '',
        'const config = await discovery(',
        `  new URL('${issuer}'),`,
        `  '${clientId}',`,
        '  process.env.OIDC_CLIENT_SECRET,',
        ')',
      ].join('\n'),
    },
    {
      title: 'Environment',
      code: [
        `OIDC_ISSUER=${issuer}`,
        `OIDC_CLIENT_ID=${clientId}`,
        'OIDC_CLIENT_SECRET=…',
        `OIDC_SCOPE="${scope}"`,
      ].join('\n'),
    },
  ]
}
