/** A sender: a plain address and the name shown beside it. */
export interface Sender {
  readonly name: string
  readonly address: string
}

/** One message to one person. */
export interface Mail {
  readonly from: Sender
  /** One plain address, without a name. */
  readonly to: string
  readonly replyTo?: string | undefined
  readonly subject: string
  readonly html: string
  /** The same content without markup; never empty. */
  readonly text: string
  /** More header fields, such as `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** A mail as a transport gets it. */
export interface OutgoingMail extends Mail {
  /** `<entry@domain>`, the same at every attempt, so that receivers recognise a duplicate (RFC 5322 section 3.6.4). */
  readonly messageId: string
}

/** A way out for mails. */
export interface MailTransport {
  readonly name: string
  /**
   * Hands the mail over.
   * @param signal ends the attempt
   * @throws Undeliverable when no later attempt can succeed; any other error means that it is tried again
   */
  send(mail: OutgoingMail, signal?: AbortSignal): Promise<void>
  /** @throws when mails could not be sent at this moment */
  verify(): Promise<void>
  /** Closes open connections. */
  close?(): void
}
