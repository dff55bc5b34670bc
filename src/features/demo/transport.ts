import type { Clock } from '../../core/clock.ts'
import type { Db } from '../../platform/db/db.ts'
import type { MailTransport } from '../../platform/mail/types.ts'
import { demoStore } from './store.ts'

/** Puts mails into the demo's mailbox instead of sending them. */
export function createDemoTransport(db: Db, clock: Clock): MailTransport {
  return {
    name: 'demo mailbox',
    async send(mail) {
      await demoStore(db.q).putMail({
        id: mail.messageId.replace(/^<|@.*$/g, ''),
        recipient: mail.to,
        sender: mail.from.name ? `${mail.from.name} <${mail.from.address}>` : mail.from.address,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        received_at: clock.now(),
      })
    },
    async verify() {},
  }
}
