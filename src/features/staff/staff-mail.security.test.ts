import { expect, it } from 'vitest'
import { createTexts } from '../../texts.ts'
import { linkless } from './mail-words.ts'
import { staffLetter } from './staff-mail.tsx'

const platform = {
  config: { url: 'https://t.example', instanceName: 'Foyer', defaultTimezone: 'UTC' },
  i18n: createTexts(),
}

const mailTo = async (fullname: string) =>
  (
    await staffLetter(platform, {
      user: { email: 'ada@example.org', fullname, locale: 'en' },
      topic: 'staff.test',
      text: () => 'staff:login.message',
      values: { text: fullname },
      facts: [{ label: 'x', value: fullname }],
      href: 'https://t.example/control/x',
    })
  ).mail

it.each([
  'https://evil.example/login',
  'Click https://evil.example now',
  'www.evil.example',
  'evil.example/@ada',
  'ada@evil.example/x',
  '//evil.example',
  '<a href="https://evil.example">x</a>',
  '"><img src=x onerror=alert(1)>',
  'a\r\nBcc: eve@evil.example',
  '[x](https://evil.example)',
])('a name never becomes a link, a header or markup: %j', async (name) => {
  const { subject, html, text } = await mailTo(name)
  expect(subject).not.toMatch(/[\r\n]/)
  expect(html).not.toMatch(/<(img|script)/)
  const targets = new Set([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href))
  expect([...targets].sort()).toEqual(['https://t.example/control/', 'https://t.example/control/x'])
  for (const part of [text, html.replace(/<[^>]*>/g, '')])
    expect(part).not.toMatch(/evil\.example\b(?<!@evil\.example)|:\/\/(?!t\.example)/)
})

it.each(['St. John', 'J.R.R. Tolkien', '12.5.2026', 'ada@example.org', 'Müller'])(
  '%s reads as it was typed',
  (name) => {
    expect(linkless(name).replaceAll('\u200b', '')).toBe(name)
    if (!name.startsWith('J.')) expect(linkless(name)).toBe(name)
  },
)
