import { expect, test } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { systemRandom } from '../../core/random.ts'
import { createSecretBox } from '../crypto/secret-box.ts'
import type { Db } from '../db/db.ts'
import { createCollectingLog } from '../observe/testing.ts'
import { Undeliverable } from '../outbox/errors.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { createSettableClock } from '../outbox/testing.ts'
import { type Letter, LetterRefused } from './letter.ts'
import { createMailer } from './mailer.ts'
import { createNoTransport } from './no-transport.ts'
import { createRecordingTransport } from './testing.ts'
import type { MailTransport } from './types.ts'

const letter: Letter = {
  fromName: 'Demo Festival',
  to: 'ann@example.org',
  subject: 'Confirm your email',
  html: '<p>…</p>',
  text: '…',
}

function setup(db: Db, transport: MailTransport) {
  const clock = createSettableClock()
  const secrets = createSecretBox(['a secret of at least 32 characters'])
  const outbox = createOutbox({ db, clock, random: systemRandom, secrets, log: createCollectingLog() })
  const mailer = createMailer({ outbox, transport, from: 'no-reply@tickets.example' })
  const queue = (mail: Letter) =>
    db.transaction((q) => mailer.queue(q, { organizerId: null, topic: 'customer.activation', mail }))
  return { clock, outbox, mailer, queue }
}

describeOnBoth('the mailer', (kind) => {
  test('sends after the commit, from the address of the installation, recognisably by its entry', async () => {
    await using test = await openTestDb(kind)
    const transport = createRecordingTransport()
    const { outbox, queue } = setup(test.db, transport)
    const id = await queue({ ...letter, replyTo: 'help@fest.example', headers: { 'X-Kind': 'a' } })
    expect(transport.sent).toEqual([])
    await outbox.drain()
    expect(transport.sent).toEqual([
      {
        from: { name: 'Demo Festival', address: 'no-reply@tickets.example' },
        to: 'ann@example.org',
        replyTo: 'help@fest.example',
        subject: letter.subject,
        html: letter.html,
        text: letter.text,
        headers: { 'X-Kind': 'a', 'Auto-Submitted': 'auto-generated' },
        messageId: `<${id}@tickets.example>`,
      },
    ])
  })

  test('keeps the message id at a second attempt', async () => {
    await using test = await openTestDb(kind)
    const transport = createRecordingTransport()
    const { clock, outbox, queue } = setup(test.db, transport)
    transport.failWith(new Error('away'))
    const id = await queue(letter)
    await outbox.drain()
    transport.failWith(null)
    clock.advance(60_000)
    await outbox.drain()
    expect(transport.to('ann@example.org')).toMatchObject([{ messageId: `<${id}@tickets.example>` }])
  })

  test('refuses a letter before anything is stored', async () => {
    await using test = await openTestDb(kind)
    const { outbox, queue } = setup(test.db, createRecordingTransport())
    await expect(queue({ ...letter, subject: 'a\r\nBcc: eve@example.org' })).rejects.toThrow(LetterRefused)
    expect(await outbox.lag()).toMatchObject({ pending: 0 })
  })

  test('gives up a mail that can never arrive, and says whom it was for', async () => {
    await using test = await openTestDb(kind)
    const transport = createRecordingTransport()
    const { outbox, queue } = setup(test.db, transport)
    transport.failWith(new Undeliverable('550 no such user'))
    await queue(letter)
    await outbox.drain()
    expect(await outbox.listDead('installation', 10)).toMatchObject([
      { recipient: 'ann@example.org', topic: 'customer.activation', lastError: '550 no such user' },
    ])
  })

  test('keeps mails while no mail server is set', async () => {
    await using test = await openTestDb(kind)
    const { outbox, mailer, queue } = setup(test.db, createNoTransport())
    await queue(letter)
    await outbox.drain()
    expect(await outbox.lag()).toMatchObject({ pending: 1, dead: 0 })
    await expect(mailer.verify()).rejects.toThrow('FOYER_SMTP_URL is not set')
  })
})
