import { FoyerError } from '../../core/errors.ts'

export interface SmtpServer {
  readonly host: string
  readonly port: number
  readonly auth: { readonly user: string; readonly pass: string } | undefined
  /** `implicit`: TLS from the first byte. `required`: STARTTLS or no mail. `optional`: STARTTLS when offered, whoever vouches for the certificate. `off`: never. */
  readonly tls: 'implicit' | 'required' | 'optional' | 'off'
}

/** The address of the mail server cannot be used; the message names the fault and never the password. */
export class SmtpUrlInvalid extends FoyerError {
  constructor(fault: string) {
    super(`FOYER_SMTP_URL: ${fault}`, { code: 'smtp_url_invalid', status: 500 })
  }
}

/**
 * Reads `smtp://user:password@host:587` (STARTTLS, required) and `smtps://user:password@host:465` (TLS from the start).
 * `?tls=required|optional|off` changes it for `smtp:`; on this machine (loopback) the default is `optional`.
 * @throws SmtpUrlInvalid
 */
export function parseSmtpUrl(text: string): SmtpServer {
  if (!URL.canParse(text)) throw new SmtpUrlInvalid('not an address such as smtp://user:password@mail.example:587')
  const url = new URL(text)
  const implicit = url.protocol === 'smtps:'
  if (!implicit && url.protocol !== 'smtp:') throw new SmtpUrlInvalid('must begin with smtp:// or smtps://')
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (host === '') throw new SmtpUrlInvalid('has no host')
  return {
    host,
    port: url.port === '' ? (implicit ? 465 : 587) : Number(url.port),
    auth: url.username === '' ? undefined : { user: decode(url.username), pass: decode(url.password) },
    tls: tlsOf(url, implicit, host),
  }
}

function tlsOf(url: URL, implicit: boolean, host: string): SmtpServer['tls'] {
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'tls')
  if (unknown !== undefined) throw new SmtpUrlInvalid('knows the parameter "tls" only')
  const wish = url.searchParams.get('tls')
  if (implicit) {
    if (wish !== null) throw new SmtpUrlInvalid('smtps:// is always encrypted and takes no parameter "tls"')
    return 'implicit'
  }
  if (wish === null) return /^(localhost|127(\.\d+){3}|::1)$/.test(host) ? 'optional' : 'required'
  if (wish === 'required' || wish === 'optional' || wish === 'off') return wish
  throw new SmtpUrlInvalid('"tls" is one of required, optional, off')
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new SmtpUrlInvalid('a % in the user name or password is written %25')
  }
}
