/** Values that are secrets, or good as ones. */
const SECRETS = new Set([
  'code',
  'client_secret',
  'client_assertion',
  'code_verifier',
  'refresh_token',
  'access_token',
  'id_token',
  'id_token_hint',
  'logout_token',
  'request',
  'token',
])
const SHOWN_SYMBOLS = 8

/** The beginning of a secret, enough to recognise it. */
export function shortened(secret: string): string {
  return secret.length > SHOWN_SYMBOLS ? `${secret.slice(0, SHOWN_SYMBOLS)}…` : '…'
}

/** Name and value of each, secrets shortened. */
export function shownFields(fields: Iterable<readonly [string, unknown]>): string[] {
  return [...fields].map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return `${name}: ${SECRETS.has(name) ? shortened(text) : text}`
  })
}
