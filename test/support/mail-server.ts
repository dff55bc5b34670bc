import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface MailServer extends AsyncDisposable {
  /** For `FOYER_SMTP_URL`. */
  readonly url: string
  /** Every mail that was accepted, in order. */
  readonly received: readonly Email[]
  /** How long it thinks before it accepts a mail, in milliseconds. */
  delayMs: number
}

/** A mail server that keeps what it gets. */
export async function startMailServer(delayMs = 0): Promise<MailServer> {
  const received: Email[] = []
  const mails = {
    url: '',
    received,
    delayMs,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      accept(stream).then(() => done(), done)
    },
  })

  async function accept(stream: NodeJS.ReadableStream): Promise<void> {
    const raw = await readText(stream)
    received.push(await PostalMime.parse(raw))
    await sleep(mails.delayMs, undefined, { ref: false })
  }

  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  mails.url = `smtp://127.0.0.1:${port}`
  return mails
}
