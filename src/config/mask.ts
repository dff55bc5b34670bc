const mask = '***'

/** A URL without its password, in the login part and in the query; any other text unchanged. */
export function maskUrl(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text
  if (!URL.canParse(text)) return mask
  const url = new URL(text)
  if (url.password !== '') url.password = mask
  for (const name of url.searchParams.keys()) {
    if (/pass|secret|token|key/i.test(name)) url.searchParams.set(name, mask)
  }
  return url.href === new URL(text).href ? text : url.href
}

function maskText(text: string, secret: boolean): string {
  if (text === '') return text
  return secret ? mask : maskUrl(text)
}

/** The value as it may be shown. Empty texts stay empty: they say that nothing is set. */
export function maskValue(value: unknown, secret: boolean): unknown {
  if (typeof value === 'string') return maskText(value, secret)
  if (Array.isArray(value)) return value.map((entry) => maskValue(entry, secret))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, maskValue(entry, secret)]))
}
