import type { Kysely } from 'kysely'
import type { OrganizerId, OutboxId } from '../../core/ids.ts'
import type { Schema } from '../db/schema.ts'
import type { Outbox } from '../outbox/types.ts'
import { checkLetter, type Letter, letterSchema } from './letter.ts'
import type { MailTransport } from './types.ts'

export interface QueuedMail {
  /** null for mails of the installation, such as those to staff. */
  readonly organizerId: OrganizerId | null
  /** Which mail it is, such as `customer.activation`; shown to staff. */
  readonly topic: string
  readonly mail: Letter
  /** Nobody is shown whom it goes to: the last mail to somebody whose address is forgotten. */
  readonly hidesRecipient?: boolean
}

export interface Mailer {
  /**
   * Queues a mail in the caller's transaction; it leaves after the commit.
   * @throws LetterRefused
   */
  queue(q: Kysely<Schema>, mail: QueuedMail): Promise<OutboxId>
  /** @throws when the transport could not send at this moment */
  verify(): Promise<void>
}

/**
 * Mails leave through the outbox.
 * @param options.from the sender's plain address in all mails
 */
export function createMailer(options: { outbox: Outbox<'mail'>; transport: MailTransport; from: string }): Mailer {
  const { outbox, transport, from } = options
  const domain = from.slice(from.lastIndexOf('@') + 1)
  outbox.handle('mail', letterSchema, async ({ fromName, headers, ...letter }, entry) => {
    const mail = {
      ...letter,
      from: { name: fromName, address: from },
      headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
      messageId: `<${entry.id}@${domain}>`,
    }
    await transport.send(mail, entry.signal)
  })
  return {
    async queue(q, { organizerId, topic, mail, hidesRecipient = false }) {
      const payload = checkLetter(mail)
      return outbox.add(q, { kind: 'mail', organizerId, topic, recipient: hidesRecipient ? '' : payload.to, payload })
    },
    verify: () => transport.verify(),
  }
}
