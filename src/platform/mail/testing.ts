import type { MailTransport, OutgoingMail } from './types.ts'

export interface RecordingTransport extends MailTransport {
  readonly sent: readonly OutgoingMail[]
  /** The mails to this address, oldest first. */
  to(address: string): OutgoingMail[]
  /** From now on every attempt fails with this error; null ends it. */
  failWith(error: Error | null): void
}

/** A transport that keeps mails instead of sending them. */
export function createRecordingTransport(): RecordingTransport {
  const sent: OutgoingMail[] = []
  let failure: Error | null = null
  const check = () => (failure === null ? Promise.resolve() : Promise.reject(failure))
  return {
    name: 'recording',
    sent,
    async send(mail) {
      await check()
      sent.push(mail)
    },
    verify: check,
    to: (address) => sent.filter((mail) => mail.to === address),
    failWith(error) {
      failure = error
    },
  }
}
