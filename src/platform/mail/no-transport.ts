import { FoyerError } from '../../core/errors.ts'
import type { MailTransport } from './types.ts'

/** No mail server is set; mails wait in the outbox until one is. */
export class NoMailServer extends FoyerError {
  constructor() {
    super('FOYER_SMTP_URL is not set', { code: 'no_mail_server', status: 503 })
  }
}

/** Sends nothing: every attempt fails with `NoMailServer`. */
export function createNoTransport(): MailTransport {
  const refuse = () => Promise.reject(new NoMailServer())
  return { name: 'none', send: refuse, verify: refuse }
}
