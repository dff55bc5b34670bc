import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { describe, expect, test } from 'vitest'
import { Undeliverable } from '../outbox/errors.ts'
import { createSmtpTransport } from './smtp.ts'
import type { OutgoingMail } from './types.ts'

interface Received {
  readonly from: string
  readonly to: string[]
  readonly secure: boolean
  readonly raw: string
}

async function startServer(options: SMTPServerOptions = {}) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      readText(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        received.push({ from, to: rcptTo.map(({ address }) => address), secure: session.secure, raw })
        done()
      }, done)
    },
    ...options,
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    received,
    port,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

function open(url: string) {
  const transport = createSmtpTransport(url)
  return { transport, [Symbol.dispose]: () => transport.close?.() }
}

const reply = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

const mail: OutgoingMail = {
  from: { name: 'Müller, "Fest" & <Söhne>', address: 'no-reply@tickets.example' },
  to: 'ann@example.org',
  replyTo: 'hilfe@fest.example',
  subject: 'Bestätigen Sie Ihre E-Mail-Adresse – für „Fest“ 🎉',
  html: '<p>Grüße an Ann &amp; alle</p>\n.\n<p>Ende</p>',
  text: 'Grüße an Ann & alle\n.\nEnde',
  headers: { 'Auto-Submitted': 'auto-generated' },
  messageId: '<entry1@tickets.example>',
}

describe('createSmtpTransport', () => {
  test('sends HTML and text with umlauts, the sender name, reply address, message id and headers', async () => {
    await using server = await startServer({ hideSTARTTLS: true })
    using smtp = open(`smtp://localhost:${server.port}`)
    await smtp.transport.send(mail)
    expect(server.received).toMatchObject([{ from: 'no-reply@tickets.example', to: ['ann@example.org'] }])
    const parsed = await PostalMime.parse(server.received[0]?.raw ?? '')
    expect(parsed).toMatchObject({
      from: mail.from,
      to: [{ address: mail.to }],
      replyTo: [{ address: mail.replyTo }],
      subject: mail.subject,
      messageId: mail.messageId,
    })
    expect(parsed.text?.trim()).toBe(mail.text)
    expect(parsed.html?.trim()).toBe(mail.html)
    expect(parsed.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
    expect(parsed.date).toBeDefined()
  })

  test('line breaks that got past every check do not make a header or a recipient', async () => {
    await using server = await startServer({ hideSTARTTLS: true })
    using smtp = open(`smtp://localhost:${server.port}`)
    const evil = 'x\r\nBcc: eve@example.org\r\nX-Evil: 1'
    const attempts = [
      { ...mail, subject: evil },
      { ...mail, from: { name: evil, address: mail.from.address } },
      { ...mail, headers: { 'X-Kind': evil } },
      { ...mail, to: `ann@example.org>\r\nRCPT TO:<eve@example.org` },
    ]
    const results = await Promise.allSettled(attempts.map((attempt) => smtp.transport.send(attempt)))
    expect(results.at(-1)).toMatchObject({ status: 'rejected', reason: expect.any(Undeliverable) })
    expect(server.received).toHaveLength(3)
    for (const { to, raw } of server.received) {
      expect(to).toEqual(['ann@example.org'])
      const { headers, bcc } = await PostalMime.parse(raw)
      expect(headers.map(({ key }) => key)).not.toContain('x-evil')
      expect(bcc).toBeUndefined()
    }
  })

  test('a recipient refused for good is Undeliverable', async () => {
    await using server = await startServer({
      hideSTARTTLS: true,
      onRcptTo: (_address, _session, done) => done(reply(550, 'no such user')),
    })
    using smtp = open(`smtp://localhost:${server.port}`)
    await expect(smtp.transport.send(mail)).rejects.toThrow(Undeliverable)
    await expect(smtp.transport.send(mail)).rejects.toThrow('550 no such user')
  })

  test('a message refused for good is Undeliverable', async () => {
    await using server = await startServer({
      hideSTARTTLS: true,
      onData(stream, _session, done) {
        stream.resume().on('end', () => done(reply(554, 'looks like spam')))
      },
    })
    using smtp = open(`smtp://localhost:${server.port}`)
    await expect(smtp.transport.send(mail)).rejects.toThrow(Undeliverable)
  })

  test.each<[string, SMTPServerOptions]>([
    ['a recipient refused for now', { onRcptTo: (_address, _session, done) => done(reply(451, 'greylisted')) }],
    [
      'a sender that the server does not take',
      { onMailFrom: (_address, _session, done) => done(reply(550, 'not yours')) },
    ],
    ['a login that is needed', { authOptional: false }],
  ])('%s is tried again', async (_what, options) => {
    await using server = await startServer({ hideSTARTTLS: true, ...options })
    using smtp = open(`smtp://localhost:${server.port}`)
    const error = await smtp.transport.send(mail).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(Undeliverable)
  })

  test('a wrong password is tried again and not shown', async () => {
    await using server = await startServer({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(reply(535, 'wrong')),
    })
    using smtp = open(`smtp://ann:hush@localhost:${server.port}?tls=off`)
    const error = await smtp.transport.send(mail).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ message: expect.not.stringContaining('hush') })
    expect(error).not.toBeInstanceOf(Undeliverable)
    await expect(smtp.transport.verify()).rejects.toThrow('535')
  })

  test('a server that is away is tried again', async () => {
    const server = await startServer()
    await server[Symbol.asyncDispose]()
    using smtp = open(`smtp://127.0.0.1:${server.port}`)
    await expect(smtp.transport.send(mail)).rejects.toThrow('ECONNREFUSED')
    await expect(smtp.transport.verify()).rejects.toThrow('ECONNREFUSED')
  })
})

describe('encryption', () => {
  test('a server without STARTTLS gets no mail when it is required', async () => {
    await using server = await startServer({ hideSTARTTLS: true })
    using smtp = open(`smtp://127.0.0.1:${server.port}?tls=required`)
    await expect(smtp.transport.send(mail)).rejects.toThrow()
    expect(server.received).toEqual([])
  })

  test('a certificate that nobody vouches for is refused when it is required', async () => {
    await using server = await startServer()
    using smtp = open(`smtp://localhost:${server.port}?tls=required`)
    await expect(smtp.transport.send(mail)).rejects.toThrow(/self.signed|certificate/i)
    expect(server.received).toEqual([])
  })

  test('is used when it is optional and offered', async () => {
    await using server = await startServer()
    using smtp = open(`smtp://localhost:${server.port}`)
    await smtp.transport.send(mail)
    expect(server.received).toMatchObject([{ secure: true }])
  })

  test('can be switched off', async () => {
    await using server = await startServer()
    using smtp = open(`smtp://localhost:${server.port}?tls=off`)
    await smtp.transport.send(mail)
    expect(server.received).toMatchObject([{ secure: false }])
  })
})
