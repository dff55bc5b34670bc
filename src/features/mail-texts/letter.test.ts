import { describe, expect, it } from 'vitest'
import { createTexts } from '../../texts.ts'
import type { Organizer } from '../organizers/index.ts'
import { drawLetter } from './letter.tsx'
import { defaultText } from './rules/default-text.ts'
import type { Letter, LetterKind } from './types.ts'

const t = createTexts().translator('en')
const kind: LetterKind = {
  key: 'customer_reset',
  topic: 'customer.reset',
  text: (part) => `signIn:mail.reset.${part}`,
  placeholders: ['message'],
  carries: 'url',
}
const organizer = {
  id: 'o1',
  slug: 'acme',
  name: 'Acme & Co',
  locale: 'en',
  timeZone: 'Europe/Berlin',
  brandColor: '#0b6b4f',
  tagline: '',
  logoHash: null,
  domains: [],
  settings: { name_scheme: 'given_family' },
} as unknown as Organizer
const letter: Letter = {
  kind,
  organizer,
  site: { origin: 'https://t.example', base: '/acme' },
  to: { email: 'a@b.example', name: 'Ann Lee', nameParts: { given_name: 'Ann' }, identifier: 'ABC', locale: 'en' },
  values: { message: 'First line\nSecond & last' },
  href: 'https://t.example/acme/x?a=1&b=2',
}
const own = async (body: string, changes: Partial<Letter> = {}, subject = '') =>
  (await drawLetter({ ...letter, ...changes }, t, { subject, body })).mail

describe('a mail in the organizer’s words', () => {
  it('has the heading as its title, Markdown as its look, and a button where the link stands alone', async () => {
    const mail = await own(
      '# Dear {name_given_name}\n\nBuy **now**:\n{url}\n- one\n- two [more](https://m.example/?a=1&b=2)\n\nBye\n{organizer}',
    )
    expect(mail.html).toMatch(/<h1 [^>]*>Dear Ann<\/h1>/)
    expect(mail.html).toContain('Buy <strong>now</strong>:')
    expect(mail.html).toContain('class="m-btn" href="https://t.example/acme/x?a=1&amp;b=2"')
    expect(mail.html).toMatch(/<ul [^>]*><li [^>]*>one<\/li><li [^>]*>two <a /)
    expect(mail.html).toContain('Bye<br/>Acme &amp; Co')
    expect(mail.text).toMatch(
      /^Dear Ann\n\nBuy now:\n\nIf the button does not work, [^\n]+:\nhttps:\/\/t\.example\/acme\/x\?a=1&b=2\n\n- one\n- two more \(https:\/\/m\.example\/\?a=1&b=2\)\n\nBye\nAcme & Co\n\n/,
    )
    expect(mail.text).toContain('Customer ID: ABC')
  })

  it('has a button with words of its own', async () => {
    const mail = await own('[Choose a *new* one]({url})')
    expect(mail.html).toMatch(/class="m-btn"[^>]*>Choose a new one</)
    expect(mail.text).toContain('Choose a new one\nIf the button')
  })

  it('has the link inside a sentence where it stands there', async () => {
    const mail = await own('Go to {url} or [here]({url}).')
    expect(mail.html).not.toContain('m-btn"')
    expect(mail.html.match(/href="https:\/\/t\.example\/acme\/x\?a=1&amp;b=2"/g)).toHaveLength(2)
    expect(mail.text).toContain('Go to https://t.example/acme/x?a=1&b=2 or here (https://t.example/acme/x?a=1&b=2).')
  })

  it('never lacks the link or the code', async () => {
    expect((await own('Nothing else.')).html).toContain('m-btn')
    const { href: _, ...withoutLink } = letter
    const withCode = { ...withoutLink, kind: { ...kind, carries: 'code' }, code: '482913' } as const
    const { mail } = await drawLetter(withCode, t, { subject: '', body: 'Here:\n\n{code}' })
    expect(mail.html).toMatch(/letter-spacing:4px">482913</)
    expect(mail.text).toContain('Here:\n\n482913')
  })

  it('keeps the line breaks of a value and drops the blank before an empty one', async () => {
    const mail = await own('Hello {name},\n\n{message}', { to: { ...letter.to, name: '' } })
    expect(mail.text).toContain('Hello,\n\nFirst line\nSecond & last')
    expect(mail.html).toContain('First line<br/>Second &amp; last')
  })

  it('has a subject of its own, or the default one', async () => {
    expect((await own('{url}', {}, 'For {name} at {organizer}')).subject).toBe('For Ann Lee at Acme & Co')
    expect((await own('{url}')).subject).toBe('Set a new password at Acme & Co')
    expect((await own('', {}, 'Only this')).html).toContain('Set a new password')
  })

  it('says with the default as Markdown what the default says', async () => {
    const standard = await drawLetter(letter, t)
    const { subject, body } = defaultText(kind, t)
    const same = await own(body, {}, subject)
    expect(same.subject).toBe(standard.mail.subject)
    for (const part of ['title', 'text', 'closing', 'button'] as const) {
      expect(same.html).toContain(t(kind.text(part), { organizer: 'Acme &amp; Co' }))
    }
    expect(body).toContain('[Set a new password]({url})')
  })
})
