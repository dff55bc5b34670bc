import { createTransport } from 'nodemailer'
import { SECOND } from '../../core/clock.ts'
import { Undeliverable } from '../outbox/errors.ts'
import { isPlainAddress } from './letter.ts'
import { parseSmtpUrl } from './smtp-url.ts'
import type { MailTransport } from './types.ts'

/**
 * Sends through a mail server, over a few connections that are kept open for half a minute. 10 s to connect, 20 s for each
 * answer.
 * @param url see `parseSmtpUrl`
 * @throws SmtpUrlInvalid
 */
export function createSmtpTransport(url: string, options: { connections?: number } = {}): MailTransport {
  const { host, port, auth, tls } = parseSmtpUrl(url)
  const pool = createTransport({
    pool: true,
    host,
    port,
    ...(auth && { auth }),
    secure: tls === 'implicit',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'off',
    tls: { rejectUnauthorized: tls !== 'optional' },
    maxConnections: options.connections ?? 5,
    maxRequeues: 1,
    idleTimeout: 30 * SECOND,
    connectionTimeout: 10 * SECOND,
    dnsTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 20 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'smtp',
    async send({ from, to, replyTo, subject, html, text, headers, messageId }, signal) {
      if (![from.address, to, replyTo ?? to].every(isPlainAddress)) {
        throw new Undeliverable('an address of the mail is not one plain email address')
      }
      try {
        await pool.sendMail({
          envelope: { from: from.address, to: [to] },
          from: { name: from.name, address: from.address },
          to: { name: '', address: to },
          ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
          subject,
          html,
          text,
          messageId,
          ...(headers && { headers: { ...headers } }),
          ...(signal && { signal }),
        })
      } catch (error) {
        throw isRefusedForGood(error) ? new Undeliverable(error.message, error) : error
      }
    },
    async verify() {
      await pool.verify()
    },
    close: () => pool.close(),
  }
}

/**
 * A reply of the 5yz class to the recipient or to the message (RFC 5321 section 4.2.1). Such a reply to the login or to the sender
 * is a mistake in the configuration: it can be put right, so the mail waits.
 */
function isRefusedForGood(error: unknown): error is Error {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false
  const { responseCode, command } = error
  const permanent =
    typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600 && responseCode !== 503
  return permanent && (command === 'RCPT TO' || command === 'DATA')
}
