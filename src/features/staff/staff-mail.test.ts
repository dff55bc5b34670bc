import { describe, expect, it } from 'vitest'
import { checkLetter } from '../../platform/mail/letter.ts'
import { createTexts } from '../../texts.ts'
import { type StaffLetter, staffLetter } from './staff-mail.tsx'

const platform = {
  config: { url: 'https://t.example', instanceName: 'Foyer', defaultTimezone: 'UTC' },
  i18n: createTexts(),
}
const HREF = 'https://t.example/control/x?id=1&token=2'

const draw = async (change: Partial<StaffLetter> = {}) =>
  staffLetter(platform, {
    user: { email: 'ada@example.org', fullname: 'Ada Lovelace', locale: 'en' },
    topic: 'staff.test',
    text: () => 'staff:login.title',
    ...change,
  })

describe('a mail to staff', () => {
  it('belongs to no organizer, is a letter and calls people by their name', async () => {
    const queued = await draw()
    expect(queued).toMatchObject({ organizerId: null, topic: 'staff.test' })
    expect(checkLetter(queued.mail)).toMatchObject({ fromName: 'Foyer', to: 'ada@example.org' })
    expect(queued.mail.text).toContain('Hello Ada Lovelace,')
    expect(queued.mail.html).toContain('Hello Ada Lovelace,')
  })

  it('greets somebody without a name', async () => {
    const user = { email: 'ada@example.org', fullname: '', locale: 'de' } as const
    expect((await draw({ user })).mail.text).toContain('Guten Tag,\n')
  })

  it('says link, code and until when in both parts, in the time of the person', async () => {
    const user = { email: 'a@b.example', fullname: 'A', locale: 'en', timeZone: 'Europe/Berlin' } as const
    const { mail } = await draw({ user, href: HREF, code: '0012345', validUntil: Date.UTC(2026, 0, 1, 12) })
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('0012345')
      expect(part).toContain('1 Jan 2026, 13:00')
    }
    expect(mail.text).toContain(HREF)
    expect(mail.html).toContain(`href="${HREF.replace('&', '&amp;')}"`)
  })

  it('fills the texts and lists facts', async () => {
    const { mail } = await draw({
      text: () => 'staff:login.message',
      values: { text: 'Box office' },
      facts: [{ label: 'Browser', value: 'Firefox' }],
    })
    expect(mail.subject).toBe('Box office')
    expect(mail.text).toContain('Browser: Firefox')
    expect(mail.html).toContain('Firefox')
  })
})
