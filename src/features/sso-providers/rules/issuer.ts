import type { Message } from '../../../core/errors.ts'
import { bad } from './reading.ts'

const MAX = 1000
const DISCOVERY = '/.well-known/openid-configuration'

/**
 * The issuer as it was typed, as it is compared letter by letter (OpenID Connect Discovery 4.3); the address of its discovery
 * document is taken for the issuer itself.
 */
export function issuerOf(typed: string): string {
  const text = typed.trim()
  return text.endsWith(DISCOVERY) ? text.slice(0, -DISCOVERY.length) : text
}

/** What is wrong with an issuer. Whether http and the host are allowed, the guard of outgoing calls says. */
export function issuerProblem(issuer: string): Message | null {
  if (issuer === '') return bad('issuerMissing')
  if (issuer.length > MAX) return bad('long', { max: MAX })
  if (/[{}<>]|%7b|%3c/i.test(issuer)) return bad('issuerPlaceholder')
  if (/\s/.test(issuer) || !URL.canParse(issuer)) return bad('address')
  if (/[?#]/.test(issuer)) return bad('issuerQuery')
  const { protocol, username, password } = new URL(issuer)
  if (protocol !== 'https:' && protocol !== 'http:') return bad('address')
  return `${username}${password}` === '' ? null : bad('issuerUser')
}

/** What is wrong with the address of a page for people. */
export function pageProblem(address: string): Message | null {
  if (address === '') return null
  if (address.length > MAX) return bad('long', { max: MAX })
  if (/\s/.test(address) || !URL.canParse(address)) return bad('address')
  const { protocol, username, password } = new URL(address)
  return protocol === 'https:' && `${username}${password}` === '' ? null : bad('pageHttps')
}
