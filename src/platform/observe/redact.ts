const REDACTED = '[redacted]'
const MAX_DEPTH = 6
const MAX_TEXT = 4000
const MAX_URL = 500

const SECRET_KEYS = new Set([
  'code',
  'link',
  'otp',
  'totp',
  'pin',
  'csrf',
  'codeverifier',
  'idtokenhint',
  'loginhint',
  'assertion',
])
const SECRET_ENDINGS = ['password', 'secret', 'token', 'cookie', 'cookies', 'authorization', 'assertion', 'passphrase']
const URL_KEYS = new Set(['url', 'location', 'referer', 'referrer'])

/** True when a value under this key may be a secret, however the key is written: `clientSecret`, `client_secret`, `Set-Cookie`. */
export function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '')
  return SECRET_KEYS.has(plain) || SECRET_ENDINGS.some((ending) => plain.endsWith(ending))
}

/**
 * A request address without what may be secret in it: origin, user info and fragment are dropped, the path and the names of
 * the query stay, the values become `…`. Never throws; at most 500 characters.
 */
export function safePath(url: string): string {
  const [beforeFragment = ''] = url.split('#', 1)
  const [address = '', ...rest] = beforeFragment.split('?')
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '') || '/'
  if (rest.length === 0) return shorten(path, MAX_URL)
  const names = rest.join('?').split('&', 50).map(safeQueryPart)
  return shorten(`${path}?${names.join('&')}`, MAX_URL)
}

function safeQueryPart(part: string): string {
  const [name = '', value] = part.split('=', 2)
  return value !== undefined && /^[\w.~-]{1,32}$/.test(name) ? `${name}=…` : '…'
}

/**
 * Free text, such as another system's error, without what may be secret in it: user info and queries of addresses, JSON web
 * tokens, and runs of 40 or more symbols, which is what bearer secrets look like. At most 4,000 characters.
 */
export function safeText(text: string): string {
  return shorten(text, MAX_TEXT)
    .replace(/:\/\/[^\s/@]*@/g, '://…@')
    .replace(/(?<=[\w/.~%-])\?[^\s"'<>]+/g, '?…')
    .replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)*/g, '…')
    .replace(/[\w+-]{40,}/g, '…')
}

/**
 * A copy of a log record in which secrets are masked at any depth: by the name of the key, by the form of the text, and the
 * query of addresses. Errors become `{ type, message, code, stack, cause }` and lose everything else.
 */
export function redact(record: object): Record<string, unknown> {
  return redactObject(record, 0)
}

function redactObject(record: object, depth: number): Record<string, unknown> {
  if (record instanceof Error) return describeError(record, depth)
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(record)) {
    if (isSecretKey(key)) result[key] = value === null || value === undefined ? value : REDACTED
    else if (typeof value === 'string' && URL_KEYS.has(key.toLowerCase())) result[key] = safePath(value)
    else result[key] = redactValue(value, depth + 1)
  }
  return result
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return safeText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth >= MAX_DEPTH) return '…'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `${value.byteLength} bytes`
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redactValue(item, depth + 1))
  return redactObject(value, depth)
}

function describeError(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    message: safeText(error.message),
    ...(code !== undefined && { code: safeText(code) }),
    stack: safeText(error.stack ?? ''),
    ...(error.cause !== undefined && { cause: depth >= MAX_DEPTH ? '…' : redactValue(error.cause, depth + 1) }),
  }
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
