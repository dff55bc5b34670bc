import { isLocalPath } from '../../core/redirects.ts'

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]']

/**
 * Where a backend sends a browser: a path of this site or an `https:` address (`http:` only on this machine), ready for a
 * header. Null for everything else.
 */
export function outwardAddress(answer: unknown): string | null {
  if (typeof answer !== 'string') return null
  if (isLocalPath(answer)) return answer
  const url = URL.parse(answer)
  if (url === null) return null
  const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && THIS_MACHINE.includes(url.hostname))
  return isAllowed ? url.href : null
}
