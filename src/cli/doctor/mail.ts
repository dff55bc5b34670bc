import type { Config } from '../../config.ts'
import { createSmtpTransport } from '../../platform/mail/smtp.ts'
import { parseSmtpUrl } from '../../platform/mail/smtp-url.ts'
import { type CheckResult, fail, ok, reasonOf, warn } from './check.ts'

/** Whether the mail server answers and accepts the login. Sends nothing. */
export async function checkMail({ smtpUrl, demo }: Pick<Config, 'smtpUrl' | 'demo'>): Promise<CheckResult> {
  if (demo) return ok('mail', 'demo mailbox')
  if (smtpUrl === '') return warn('mail', 'no mail server; mails wait in the outbox', 'set FOYER_SMTP_URL')
  try {
    const { host, port } = parseSmtpUrl(smtpUrl)
    const transport = createSmtpTransport(smtpUrl, { connections: 1 })
    try {
      await transport.verify()
      return ok('mail', `${host}:${port} answers`)
    } catch (error) {
      return fail('mail', `${host}:${port}: ${reasonOf(error)}`, 'check FOYER_SMTP_URL and the mail server')
    } finally {
      transport.close?.()
    }
  } catch (error) {
    return fail('mail', reasonOf(error), 'correct FOYER_SMTP_URL')
  }
}
