/** What known proxies send unless they are told otherwise; every setting of a section wins over its preset. */
export const PRESETS = {
  /** `--pass-user-headers`, on by default. */
  'oauth2-proxy': {
    user_header: 'x-forwarded-user',
    email_header: 'x-forwarded-email',
    name_header: 'x-forwarded-preferred-username',
    groups_header: 'x-forwarded-groups',
    token_header: 'authorization',
    logout_url: '/oauth2/sign_out',
  },
  'cloudflare-access': {
    signature: 'jwt',
    token_header: 'cf-access-jwt-assertion',
    logout_url: '/cdn-cgi/access/logout',
  },
  authelia: {
    user_header: 'remote-user',
    email_header: 'remote-email',
    name_header: 'remote-name',
    groups_header: 'remote-groups',
  },
} as const
