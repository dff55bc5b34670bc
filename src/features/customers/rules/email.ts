import { domainToASCII } from 'node:url'
import type { Message } from '../../../core/errors.ts'

export const MAX_EMAIL = 190
const MAX_LOCAL = 64

const KNOWN_DOMAINS = [
  'gmail.com',
  'googlemail.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  't-online.de',
  'outlook.com',
  'hotmail.com',
  'icloud.com',
  'yahoo.com',
  'posteo.de',
  'mailbox.org',
  'freenet.de',
  'proton.me',
]

export type CheckedEmail =
  | { readonly email: string; readonly problem?: never }
  | { readonly email?: never; readonly problem: Message }

/** An address as it is stored and compared: lower case, composed characters, the domain in its ASCII form. */
export function checkEmail(text: string): CheckedEmail {
  const typed = text.trim().normalize('NFC').toLowerCase()
  if (typed === '') return problem('customers:bad.emailEmpty')
  if (typed.length > MAX_EMAIL) return problem('customers:bad.emailLong', { max: MAX_EMAIL })
  const at = typed.lastIndexOf('@')
  if (at === -1) return problem('customers:bad.emailAt')
  const local = typed.slice(0, at)
  if (local === '') return problem('customers:bad.emailLocal')
  if (local.length > MAX_LOCAL || !isLocalPart(local)) return problem('customers:bad.emailCharacters')
  const typedDomain = typed.slice(at + 1)
  const domain = /^[\p{L}\p{N}\p{M}.-]+$/u.test(typedDomain) ? domainToASCII(typedDomain) : ''
  if (!isDomain(domain)) return domainProblem(typedDomain)
  const email = `${local}@${domain}`
  return email.length > MAX_EMAIL ? problem('customers:bad.emailLong', { max: MAX_EMAIL }) : { email }
}

function isLocalPart(local: string): boolean {
  return /^[^\s\p{C}<>()[\],;:"\\@]+$/u.test(local) && !/^\.|\.\.|\.$/.test(local)
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  return (
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    /^(?:[a-z]{2,}|xn--.+)$/.test(labels.at(-1) ?? '')
  )
}

function domainProblem(typed: string): CheckedEmail {
  const name = typed.replace(/\.+$/, '')
  const meant = KNOWN_DOMAINS.find((known) => name !== '' && (known.startsWith(`${name}.`) || known === name))
  return meant === undefined
    ? problem('customers:bad.emailDomain')
    : problem('customers:bad.emailDomainGuess', { domain: meant })
}

function problem(key: string, params?: Message['params']): CheckedEmail {
  return { problem: params ? { key, params } : { key } }
}
