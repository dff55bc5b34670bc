const MAX_ORIGINS = 20
const THIS_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Origins without doubles, or the word that is none. */
export type ReadOrigins = { readonly origins: readonly string[] } | { readonly wrong: string }

/**
 * At most 20 origins as they are typed, separated by blanks, commas or lines: scheme, host and port, nothing else. Plain http
 * only for this machine.
 */
export function readOrigins(text: string): ReadOrigins {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  const origins = words.map(originOf)
  const wrong = words.find((_, index) => origins[index] === null || index >= MAX_ORIGINS)
  return wrong === undefined ? { origins: [...new Set(origins.filter((origin) => origin !== null))] } : { wrong }
}

function originOf(word: string): string | null {
  const url = URL.parse(word)
  if (
    url === null ||
    url.hostname.includes('*') ||
    (word.toLowerCase() !== url.origin && word.toLowerCase() !== `${url.origin}/`)
  )
    return null
  return url.protocol === 'https:' || (url.protocol === 'http:' && THIS_MACHINE.includes(url.hostname))
    ? url.origin
    : null
}
